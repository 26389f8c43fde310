// Runs turbo on the Node that this workspace pins, with its telemetry off.
import { spawnSync } from "node:child_process";
import { assertNodeMajor } from "./assert-node-major.ts";

assertNodeMajor();
const result = spawnSync("turbo", process.argv.slice(2), {
  stdio: "inherit",
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", REDOCLY_TELEMETRY: "off" },
});
if (result.error) throw result.error;
process.exit(result.status ?? 1);
