import shared from "@live-sessions/config/vitest";
import type { ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = { ...shared, test: { ...shared.test, globalSetup: ["test/unpack-chromium.ts"] } };

export default config;
