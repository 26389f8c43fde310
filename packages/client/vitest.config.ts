import shared from "@live-sessions/config/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";

// A file of tests has a process of its own: some count what it leaves behind.
const config: ViteUserConfig = mergeConfig(shared, { test: { isolate: true } });

export default config;
