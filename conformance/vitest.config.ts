import { availableParallelism } from "node:os";
import shared from "@live-sessions/config/vitest";
import { mergeConfig, type ViteUserConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

const cores = availableParallelism();

const config: ViteUserConfig = mergeConfig(shared, {
  test: {
    globalSetup: ["test/cli/build-cli.ts"],
    sequence: { sequencer: LongestFirst },
    // Vitest keeps a core for itself, of which it needs little: of two, one would be idle while the other does all the work.
    maxWorkers: Math.max(cores - 1, Math.min(cores, 2)),
  },
});

export default config;
