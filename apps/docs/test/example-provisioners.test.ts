import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { suiteCli } from "../src/contract.ts";
import { docsRoot } from "../src/site-paths.ts";
import { createDeployment } from "./fixtures/deployment.ts";

const key = "a provisioning key";
let folder: string;
let provisioner: ChildProcess | undefined;
let deployment: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "example-provisioners-test-"));
});

afterEach(async () => {
  provisioner?.kill();
  deployment?.closeAllConnections();
  await new Promise((resolve) => (deployment ? deployment.close(resolve) : resolve(undefined)));
  rmSync(folder, { recursive: true, force: true });
});

/** @returns the URL that the example prints */
function startProvisioner(command: string, file: string, database: string): Promise<string> {
  const child = spawn(command, [join(docsRoot, "examples", file)], {
    env: { ...process.env, DATABASE: database, PROVISIONER_KEY: key, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  provisioner = child;
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const [, url] = /^Provisioning at (\S+)/.exec(text) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
}

function runSuiteOn(baseUrl: string, provisionerUrl: string): Promise<{ code: number; output: string }> {
  const args = [suiteCli(), "run", "--base-url", baseUrl, "--provisioner", provisionerUrl];
  const env = { ...process.env, LIVE_SESSIONS_PROVISIONER_AUTHORIZATION: key };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? 1, output: stdout + stderr }),
    );
  });
}

describe("the provisioner of the guide", () => {
  it.each([
    ["TypeScript", process.execPath, "provisioner.ts"],
    ["Python", "python3", "provisioner.py"],
  ])("in %s lets the suite prove a deployment conformant", async (_, command, file) => {
    const database = join(folder, "test.sqlite");
    const provisionerUrl = await startProvisioner(command, file, database);
    deployment = createDeployment(database);
    const server = deployment;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, output } = await runSuiteOn(baseUrl, provisionerUrl);

    expect(output).toContain("conformant");
    expect(output).not.toContain("non-conformant");
    expect(code, output).toBe(0);
  });
});
