import { describe, expect, it } from "vitest";
import { Sandbox } from "./program.ts";
import { list, oneEntity } from "./scenario.ts";

const CONSOLE = "https://console.example.com";
const MEMORY = ["--database", ":memory:"];

describe("a script of another origin", () => {
  it("may read the list, its errors and its ETag if its origin is named", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve([...MEMORY, "--cors-origins", `https://other.example.org, ${CONSOLE}`]);
    const entity = await oneEntity(server.provisioning, []);
    for (const query of ["", "?page_size=0"]) {
      const { headers } = await list(server.list, entity, query, { origin: CONSOLE });
      expect([headers.get("access-control-allow-origin"), headers.get("vary")]).toEqual([CONSOLE, "Origin"]);
      expect(headers.get("access-control-expose-headers")).toMatch(/\betag\b/);
    }
    const preflight = await fetch(`${server.list}/v1/live_entities/${entity.entityId}/live_sessions`, {
      method: "OPTIONS",
      headers: { origin: CONSOLE, "access-control-request-method": "GET" },
    });
    expect([preflight.status, preflight.headers.get("access-control-allow-headers")]).toEqual([
      204,
      expect.stringMatching(/\bauthorization\b/),
    ]);
  });

  it("may not if it is not named, and nobody may unless origins are named", async () => {
    await using sandbox = new Sandbox();
    const named = await sandbox.serve([...MEMORY, "--cors-origins", CONSOLE]);
    const unnamed = await sandbox.serve(MEMORY);
    for (const [server, vary] of [
      [named, "Origin"],
      [unnamed, null],
    ] as const) {
      const entity = await oneEntity(server.provisioning, []);
      const origin = `${CONSOLE}.example.org`;
      const { status, headers } = await list(server.list, entity, "", { origin });
      expect([status, headers.get("access-control-allow-origin"), headers.get("vary")]).toEqual([200, null, vary]);
      const preflight = await fetch(`${server.list}/v1/live_entities/${entity.entityId}/live_sessions`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "GET" },
      });
      expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([405, null]);
    }
  });

  it("is named exactly: an origin has a scheme, a host and no path", async () => {
    await using sandbox = new Sandbox();
    for (const wrong of ["*", "console.example.com", `${CONSOLE}/`]) {
      const { code, stderr } = await sandbox.run(["serve", ...MEMORY, "--cors-origins", wrong]);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/--cors-origins must be origins such as/)]);
    }
  });
});
