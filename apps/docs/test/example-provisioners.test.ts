import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDeployment } from "./fixtures/deployment.ts";
import { judge, type StartedExample, startExample } from "./started-example.ts";

let folder: string;
let provisioner: StartedExample | undefined;
let deployment: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "example-provisioners-test-"));
});

afterEach(async () => {
  provisioner?.stop();
  deployment?.closeAllConnections();
  await new Promise((resolve) => (deployment ? deployment.close(resolve) : resolve(undefined)));
  rmSync(folder, { recursive: true, force: true });
});

describe("the provisioner of the guide", () => {
  it.each([
    ["TypeScript", process.execPath, "provisioner.ts"],
    ["Python", "python3", "provisioner.py"],
  ])("in %s lets the suite prove a deployment conformant", async (_, command, file) => {
    const database = join(folder, "test.sqlite");
    provisioner = await startExample(command, file, database);
    deployment = createDeployment(database);
    const server = deployment;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, output } = await judge(baseUrl, provisioner.url);

    expect(output).toContain("\nconformant: ");
    expect(code, output).toBe(0);
  });
});
