// Runs the GitHub action's step on the reference server, as a workflow would, and shows the job summary it writes.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startReferenceServer } from "./conformance/reference-server.ts";
import { workspaceRoot } from "./workspace-packages.ts";

const folder = mkdtempSync(join(tmpdir(), "live-sessions-action-"));
const outputs = join(folder, "outputs");
const summary = join(folder, "summary.md");
const provisionerAuthorization = randomBytes(24).toString("base64url");
const server = await startReferenceServer({
  entry: join(workspaceRoot, "apps/reference-server/dist/main.js"),
  database: join(folder, "live-sessions.sqlite"),
  provisionerAuthorization,
});
try {
  const { status } = spawnSync("bash", [join(workspaceRoot, "conformance/scripts/action.sh")], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      SETTING_BASE_URL: server.baseUrl,
      SETTING_PROVISIONER: server.provisioner,
      SETTING_LEVEL: "should",
      SECRET_LIVE_SESSIONS_PROVISIONER_AUTHORIZATION: provisionerAuthorization,
      INPUT_REPORT_FOLDER: join(folder, "report"),
      INPUT_COMMAND: `${process.execPath} ${join(workspaceRoot, "conformance/dist/cli.js")}`,
      GITHUB_OUTPUT: outputs,
      GITHUB_STEP_SUMMARY: summary,
    },
  });
  const given = readFileSync(outputs, "utf8");
  process.stdout.write(`${readFileSync(summary, "utf8")}\n${given}`);
  const isWhole = status === 0 && given.includes("verdict=conformant\n") && given.includes("exit-code=0\n");
  process.exitCode = isWhole ? 0 : 1;
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
