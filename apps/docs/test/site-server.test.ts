import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSiteServer } from "../src/site-server.ts";

const folder = mkdtempSync(join(tmpdir(), "site-"));
const server = createSiteServer(folder);
let origin = "";

beforeAll(async () => {
  writeFileSync(join(folder, "index.html"), "<p>There.</p>");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

it.each(["/%00", `/${"a".repeat(5000)}`, `/${"a/".repeat(2500)}`, "/%ff", "/..%2f..%2fetc%2fpasswd", "/index.html/x"])(
  "answers 404 to %j, and goes on serving",
  async (path) => {
    expect((await fetch(origin + path)).status).toBe(404);
    expect(await (await fetch(`${origin}/`)).text()).toBe("<p>There.</p>");
  },
);
