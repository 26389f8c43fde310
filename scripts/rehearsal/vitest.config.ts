import settings from "@live-sessions/config/vitest";
import { defineConfig, mergeConfig, type ViteUserConfig } from "vitest/config";

/** Installs take seconds, and there is one registry for all of them. */
const config: ViteUserConfig = mergeConfig(
  settings,
  defineConfig({
    test: {
      root: import.meta.dirname,
      globalSetup: "./setup.ts",
      typecheck: { enabled: false },
      maxWorkers: 2,
    },
  }),
);

export default config;
