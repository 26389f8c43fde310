import { validateErrorBody, validateLiveSessionPage } from "@live-sessions/contract/validators";
import { describe, expect, it } from "vitest";
import { DATABASES } from "./databases.ts";
import { operated } from "./faults/operated.ts";
import { Sandbox } from "./program.ts";
import { RawConnection } from "./raw-connection.ts";
import { report } from "./report.ts";
import { list, oneEntity, pageOf, provision } from "./scenario.ts";

const NOON = "2024-05-01T12:00:00Z";

describe.each(DATABASES)("on %s, what is provisioned is listed", (_, empty) => {
  it("with every value, newest first, ties by id, each session once at every size", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve(["--database", await empty(sandbox)]);
    const made = Array.from({ length: 23 }, (_, n) => ({
      created_at: `2024-05-01T12:00:0${Math.floor(n / 4)}Z`,
      stream_key: `live_"ключ"_${n}`,
      ...(n % 2 ? { duration: n / 1000 } : {}),
    }));
    const entity = await oneEntity(server.provisioning, made);
    const key = (s: { created_at: string; id: string }): string => `${s.created_at} ${s.id}`;
    const expected = entity.sessions.toSorted((a, b) => (key(a) < key(b) ? 1 : -1));
    for (const size of [1, 4, 23, 100]) {
      const walked = [];
      let token = "";
      do {
        const page = await pageOf(await list(server.list, entity, `?page_size=${size}&page_token=${token}`));
        expect(validateLiveSessionPage(page)).toEqual([]);
        walked.push(...page.data);
        token = page.next_page_token;
      } while (token !== "");
      expect(walked).toEqual(expected);
    }
  });

  it("as inserted, changed and deleted, at once, and a new ETag comes with each change", async () => {
    await using sandbox = new Sandbox();
    const { list: base, provisioning } = await sandbox.serve(["--database", await empty(sandbox)]);
    const entity = await oneEntity(provisioning, []);
    const sessions = `/live_entities/${entity.entityId}/live_sessions`;
    const tags = new Set<string | null>();
    const listed = async (): Promise<unknown> => {
      const response = await list(base, entity);
      tags.add(response.headers.get("etag"));
      return (await pageOf(response)).data;
    };
    expect(await listed()).toEqual([]);
    const begun = (await (await provision(provisioning, "POST", sessions, { created_at: NOON })).json()) as {
      id: string;
    };
    expect(await listed()).toEqual([begun]);
    const change = { duration: 60.5, updated_at: "2024-05-01T12:01:00Z" };
    const ended = await (await provision(provisioning, "PATCH", `${sessions}/${begun.id}`, change)).json();
    expect(ended).toEqual({ ...begun, ...change });
    expect(await listed()).toEqual([ended]);
    const early = await provision(provisioning, "PATCH", `${sessions}/${begun.id}`, {
      updated_at: "2000-01-01T00:00:00Z",
    });
    expect(await early.json()).toMatchObject({ duration: 60.5, updated_at: NOON });
    expect((await provision(provisioning, "PATCH", `${sessions}/${begun.id}`, { duration: null })).status).toBe(200);
    expect(await listed()).toEqual([expect.not.objectContaining({ duration: expect.anything() })]);
    expect((await provision(provisioning, "DELETE", `${sessions}/${begun.id}`)).status).toBe(204);
    expect(await listed()).toEqual([]);
    expect(tags.size).toBe(5);
  });

  it("by nobody once its scenario is deleted, and other scenarios stay", async () => {
    await using sandbox = new Sandbox();
    const { list: base, provisioning } = await sandbox.serve(["--database", await empty(sandbox)]);
    const doomed = await oneEntity(provisioning, [{}]);
    const other = await oneEntity(provisioning, [{}]);
    expect((await list(base, { ...doomed, authorization: other.authorization })).status).toBe(404);
    expect((await provision(provisioning, "DELETE", `/scenarios/${doomed.id}`)).status).toBe(204);
    expect((await provision(provisioning, "DELETE", `/scenarios/${doomed.id}`)).status).toBe(404);
    expect((await list(base, doomed)).status).toBe(401);
    expect((await provision(provisioning, "POST", `/live_entities/${doomed.entityId}/live_sessions`)).status).toBe(404);
    expect((await pageOf(await list(base, other))).data).toEqual(other.sessions);
  });
});

describe.each(DATABASES)("on %s, a fault", (_, empty) => {
  it("is used up by fresh 200s alone: not by HEAD, 304, 400, 401 or 404", async () => {
    await using sandbox = new Sandbox();
    const { list: base, provisioning } = await sandbox.serve(["--database", await empty(sandbox)]);
    const entity = await oneEntity(provisioning, [{ created_at: NOON }]);
    const tag = (await list(base, entity)).headers.get("etag") ?? "";
    const faults = `/live_entities/${entity.entityId}/faults`;
    expect((await provision(provisioning, "POST", faults, { requests: 2 })).status).toBe(204);
    const url = `${base}/v1/live_entities/${entity.entityId}/live_sessions`;
    const { authorization } = entity;
    expect((await fetch(url, { method: "HEAD", headers: { authorization } })).status).toBe(200);
    expect((await list(base, entity, "", { "if-none-match": tag })).status).toBe(304);
    expect((await list(base, entity, "?page_size=0")).status).toBe(400);
    expect((await list(base, { ...entity, authorization: "none" })).status).toBe(401);
    const fault = await list(base, entity);
    expect(validateErrorBody(await fault.json())).toEqual([]);
    const other = await list(base, entity, "", { "if-none-match": '"other"' });
    expect([fault.status, other.status, (await list(base, entity)).status]).toEqual([500, 500, 200]);
  });
});

describe.each(DATABASES)("on %s, the provisioning listener", (_, empty) => {
  it("touches only what scenarios made", async () => {
    await using sandbox = new Sandbox();
    const database = await empty(sandbox);
    const owner = await operated(sandbox, database);
    const server = await sandbox.serve(["--database", database, "--ingest-port", "0"]);
    const start = { entity_id: owner.entityId, id: "mine", stream_key: "live_EXAMPLEKEY01" };
    await report(server.ingest, owner, "start", start);
    const before = await (await list(server.list, owner)).text();
    const sessions = `/live_entities/${owner.entityId}/live_sessions`;
    for (const [method, path] of [
      ["POST", sessions],
      ["PATCH", `${sessions}/mine`],
      ["DELETE", `${sessions}/mine`],
      ["POST", `/live_entities/${owner.entityId}/faults`],
    ] as const) {
      const { status } = await provision(server.provisioning, method, path, {});
      expect([method, path, status]).toEqual([method, path, 404]);
    }
    const after = await list(server.list, owner);
    expect([after.status, await after.text()]).toEqual([200, before]);
  });
});

describe("the provisioning listener", () => {
  it("answers no page of a browser, on whatever name", async () => {
    await using sandbox = new Sandbox();
    const { provisioning } = await sandbox.serve(["--database", ":memory:"]);
    const { host, port } = new URL(provisioning);
    const status = async (headers: string, body = ""): Promise<number | undefined> => {
      const connection = await RawConnection.open(provisioning);
      const method = body === "" ? "GET /capabilities" : "POST /scenarios";
      connection.send(
        `${method} HTTP/1.1\r\n${headers}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
      return (await connection.answer())?.status;
    };
    const json = "Content-Type: application/json\r\n";
    expect(await status(`Host: ${host}\r\n`)).toBe(200);
    expect(await status(`Host: localhost:${port}\r\n`)).toBe(200);
    expect(await status(`Host: ${host}\r\n${json}`, "{}")).toBe(201);
    expect(await status(`Host: attacker.example:${port}\r\n`)).toBe(403);
    expect(await status(`Host: ${host}\r\nOrigin: http://${host}\r\n`)).toBe(403);
    expect(await status(`Host: ${host}\r\nContent-Type: text/plain\r\n`, "{}")).toBe(415);
  });

  it("says at start that it requires no key", async () => {
    await using sandbox = new Sandbox();
    const stdout = async (environment: Record<string, string>): Promise<string> =>
      (await (await sandbox.serve(["--database", ":memory:"], environment)).stop()).stdout;
    expect(await stdout({})).toMatch(/^Provisioning requires no key: set LIVE_SESSIONS_PROVISIONER_AUTHORIZATION/m);
    expect(await stdout({ LIVE_SESSIONS_PROVISIONER_AUTHORIZATION: "open sesame" })).not.toMatch(/no key/);
  });

  it("is on loopback, and asks for the key that the environment names", async () => {
    await using sandbox = new Sandbox();
    const environment = { LIVE_SESSIONS_PROVISIONER_AUTHORIZATION: "open sesame" };
    const args = ["--database", ":memory:", "--host", "127.0.0.2"];
    const { list: base, provisioning, stop } = await sandbox.serve(args, environment);
    expect([base, provisioning]).toEqual([
      expect.stringContaining("//127.0.0.2:"),
      expect.stringContaining("//127.0.0.1:"),
    ]);
    const status = async (authorization: string): Promise<number> =>
      (await fetch(`${provisioning}/capabilities`, { headers: { authorization } })).status;
    expect([await status("open sesam"), await status("open sesame")]).toEqual([401, 200]);
    const { stdout, stderr } = await stop();
    expect(stdout + stderr).not.toContain("sesam");
  });
});

describe("a database file", () => {
  it("keeps its data from one start to the next, and holds no key", async () => {
    await using sandbox = new Sandbox();
    const file = sandbox.file("kept.sqlite");
    const first = await sandbox.serve(["--database", file]);
    const entity = await oneEntity(first.provisioning, [{}, {}]);
    const before = await (await list(first.list, entity)).text();
    await first.stop();
    const second = await sandbox.serve(["--database", file]);
    expect(await (await list(second.list, entity)).text()).toBe(before);
    await second.stop();
    const { readFileSync } = await import("node:fs");
    expect(readFileSync(file).includes(entity.authorization)).toBe(false);
  });
});
