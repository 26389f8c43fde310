import shared from "@live-sessions/config/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";

// One PostgreSQL for all files; each test makes a database of its own in it.
const config: ViteUserConfig = mergeConfig(shared, {
  test: {
    globalSetup: ["test/postgres-cluster.ts"],
    // Half of the time the tests wait for the program to start and stop, and for databases.
    env: { LIVE_SESSIONS_TEST_HALVES: "1" },
  },
});

export default config;
