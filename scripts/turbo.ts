// Runs turbo on the Node that this workspace pins, with its telemetry off.
import { spawnSync } from "node:child_process";
import { assertNodeMajor } from "./assert-node-major.ts";
import { assertWholeInstall } from "./assert-whole-install.ts";
import { quietEnvironment } from "./quiet-environment.ts";

assertNodeMajor();
if (process.argv.some((task) => ["bench", "lint", "typecheck"].includes(task))) assertWholeInstall();
const { status, error } = spawnSync("turbo", process.argv.slice(2), { stdio: "inherit", env: quietEnvironment() });
if (error) throw error;
process.exit(status ?? 1);
