// Runs turbo on the Node that this workspace pins, with its telemetry off and the generated files fresh.
import { spawnSync } from "node:child_process";
import { assertNodeMajor } from "./assert-node-major.ts";
import { settleGenerated, turboEnvironment } from "./settle-generated.ts";
import { workspaceRoot } from "./workspace-packages.ts";

assertNodeMajor();
const args = process.argv.slice(2);
const settled = settleGenerated(workspaceRoot);
if (settled !== 0 || args.join(" ") === "run generate") process.exit(settled);
const { status, error } = spawnSync("turbo", args, { stdio: "inherit", env: turboEnvironment() });
if (error) throw error;
process.exit(status ?? 1);
