import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { type Registry, startRegistry } from "../rehearsal/registry.ts";

/** A registry of our own in front of one that answers everything with `status`. */
async function inFrontOf(status: number): Promise<Registry> {
  const behind = createServer((_, response) => response.writeHead(status).end("{}"));
  await once(behind.listen(0, "127.0.0.1"), "listening");
  const folder = mkdtempSync(join(tmpdir(), "registry-test-"));
  const registry = await startRegistry(folder, `http://127.0.0.1:${(behind.address() as AddressInfo).port}/`);
  onTestFinished(async () => {
    await registry.stop();
    behind.close();
    behind.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  });
  return registry;
}

async function install(registry: Registry): Promise<void> {
  const { status } = await fetch(`${registry.url}openapi-fetch`);
  if (status !== 200) throw new Error(`npm install exited with 1: 404 openapi-fetch`);
}

it("an installation that fails as the machine's registry is busy says so, and not only that a package is missing", async () => {
  const registry = await inFrontOf(503);

  await expect(registry.explaining(() => install(registry))).rejects.toThrow(
    /404 openapi-fetch\n\nThe registry http:\S+, which others' packages come from:\n {2}503, req: 'GET http:\S+openapi-fetch'/,
  );
});

it("a failure that has nothing to do with that registry is told as it is", async () => {
  const registry = await inFrontOf(503);

  await expect(registry.explaining(() => Promise.reject(new Error("no space left")))).rejects.toThrow(
    /^no space left$/,
  );
});
