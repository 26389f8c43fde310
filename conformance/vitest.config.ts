import shared from "@live-sessions/config/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

const config: ViteUserConfig = mergeConfig(shared, {
  test: {
    globalSetup: ["test/cli/build-cli.ts"],
    sequence: { sequencer: LongestFirst },
  },
});

export default config;
