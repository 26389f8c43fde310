import shared from "@live-sessions/config/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = mergeConfig(shared, { test: { globalSetup: ["test/cli/build-cli.ts"] } });

export default config;
