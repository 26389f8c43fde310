import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { key, paging, sessionsOf } from "./support/answers.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

/** A server that pages through 240 sessions of 1.5 seconds, for the holder of the key. */
async function serve(): Promise<{ baseUrl: string; close(): void }> {
  const list = paging(sessionsOf(240));
  const server = createServer(async (request, response) => {
    const page = await list.fetch(new Request(new URL(request.url ?? "", "http://localhost")));
    const isAllowed = request.headers.authorization === key;
    response.writeHead(isAllowed ? page.status : 401, { "content-type": "application/json" }).end(await page.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

test("the README's main example adds up the minutes of a list, as it stands there, on the built package", async () => {
  const example = /```ts\n([\s\S]*?)```/.exec(await readFile(`${root}README.md`, "utf8"))?.[1] ?? "";
  const server = await serve();
  try {
    // Run within the package, its own name resolves through its exports.
    const command = ["--input-type=module-typescript", "--eval", example];
    const env = { ...process.env, BASE_URL: server.baseUrl, LIVE_SESSIONS_AUTHORIZATION: key };
    const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root, env });
    expect(stdout).toBe("6.0 minutes\n");
  } finally {
    server.close();
  }
});

test("the example in the repository's README is the one that is run here", async () => {
  const example = /```ts\n([\s\S]*?)```/.exec(await readFile(`${root}README.md`, "utf8"))?.[0] ?? "no example";
  expect(await readFile(`${root}../../README.md`, "utf8")).toContain(example);
});
