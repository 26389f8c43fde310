import shared from "@live-sessions/config/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";

// One PostgreSQL for all files; each test makes a database of its own in it.
const config: ViteUserConfig = mergeConfig(shared, {
  test: { globalSetup: ["test/postgres-cluster.ts"] },
});

export default config;
