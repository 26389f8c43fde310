import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startDeployment } from "../corpus/deployment.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import { runCli, withFolder } from "./run-cli.ts";
import { provisionedFlags, withServer } from "./with-server.ts";

const readable = 0o777;

test("--keep-scenario leaves the data, and its keys in a file that is for nobody else", async () => {
  await withFolder(async (folder) => {
    await withServer(startDeployment, async (server) => {
      const run = await runCli(["run", ...provisionedFlags(server), "--keep-scenario"], { cwd: folder });
      expect([run.exitCode, run.stdout]).toEqual([0, expect.stringContaining("was kept: DELETE /scenarios/")]);
      const file = join(folder, "live-sessions-keys.sh");
      expect((statSync(file).mode & readable).toString(8)).toBe("600");
      const key = /LIVE_SESSIONS_AUTHORIZATION='(uap-[^']+)'/.exec(readFileSync(file, "utf8"))?.[1] ?? "";
      expect(run.stdout + run.stderr).not.toContain(key);
      const answer = await fetch(`${server.baseUrls[0]}/v1/live_entities/none/live_sessions`, {
        headers: { authorization: key },
      });
      expect(answer.status).toBe(404);
    });
  });
});

test("the doctor has a small scenario made, asks for it, and has it deleted", async () => {
  await withServer(startDeployment, async (server) => {
    const { stdout, exitCode } = await runCli(["doctor", ...provisionedFlags(server)]);
    expect(stdout).toContain("ok     The target lists a live entity that the provisioner made.\n");
    expect(stdout).toContain("ok     The provisioner deletes what it made.\n");
    expect(exitCode).toBe(0);
  });
});

test("the doctor says where target and provisioner work on different data", async () => {
  const Blind = class extends ListEndpoint {
    override authenticate(): undefined {
      return undefined;
    }
  };
  await withServer(
    () => startDeployment(Blind),
    async (server) => {
      const { stdout, exitCode } = await runCli(["doctor", ...provisionedFlags(server)]);
      expect(stdout).toContain("The target answers 401 for a live entity that the provisioner made");
      expect(exitCode).toBe(2);
    },
  );
});
