import { validateErrorBody } from "@live-sessions/contract/validators";
import { describe, expect, it } from "vitest";
import { DATABASES, emptyPostgres } from "./databases.ts";
import { HeldEntities } from "./held-entities.ts";
import { Sandbox } from "./program.ts";
import { report } from "./report.ts";
import { list, type OneEntity, oneEntity, pageOf } from "./scenario.ts";

describe.each(DATABASES)("on %s, a media server", (_, empty) => {
  it("begins and ends a session, which the list shows at once", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve(["--database", await empty(sandbox), "--ingest-port", "0"]);
    const entity = await oneEntity(server.provisioning, []);
    const signal = { entity_id: entity.entityId.toUpperCase(), stream_key: "live_EXAMPLEKEY01" };
    const begun = await report(server.ingest, entity, "start", { ...signal, created_at: "2024-05-01T12:00:00Z" });
    expect([begun.status, begun.body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        entity_id: entity.entityId,
        stream_key: "live_EXAMPLEKEY01",
        created_at: "2024-05-01T12:00:00Z",
        updated_at: "2024-05-01T12:00:00Z",
      },
    ]);
    expect((await pageOf(await list(server.list, entity))).data).toEqual([begun.body]);
    const end = { entity_id: entity.entityId, id: begun.body.id, updated_at: "2024-05-01T12:01:30Z" };
    const ended = await report(server.ingest, entity, "end", end);
    expect(ended).toEqual({ status: 200, body: { ...begun.body, duration: 90, updated_at: end.updated_at } });
    expect((await pageOf(await list(server.list, entity))).data).toEqual([ended.body]);
  });

  it("may report everything twice, also at the same time: a session begins once, and its first end counts", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve(["--database", await empty(sandbox), "--ingest-port", "0"]);
    const entity = await oneEntity(server.provisioning, []);
    const start = { entity_id: entity.entityId, id: "mine", stream_key: "live_EXAMPLEKEY01" };
    const reports = Array.from({ length: 20 }, () => report(server.ingest, entity, "start", start));
    const begun = await Promise.all(reports);
    expect(begun.map(({ status }) => status).sort()).toEqual([...new Array<number>(19).fill(200), 201]);
    const end = { entity_id: entity.entityId, id: "mine" };
    const first = await report(server.ingest, entity, "end", { ...end, duration: 12.345 });
    expect(first.body.duration).toBe(12.345);
    expect(await report(server.ingest, entity, "end", { ...end, duration: 99 })).toEqual(first);
    expect((await report(server.ingest, entity, "start", start)).status).toBe(409);
    expect((await pageOf(await list(server.list, entity))).data).toEqual([first.body]);
  });

  it("is told what is wrong, in the form of the list's errors", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve(["--database", await empty(sandbox), "--ingest-port", "0"]);
    const entity = await oneEntity(server.provisioning, []);
    const stranger = await oneEntity(server.provisioning, [{}]);
    const signal = { entity_id: entity.entityId, stream_key: "live_EXAMPLEKEY01" };
    const theirs = { entity_id: stranger.entityId, id: stranger.sessions[0]?.id };
    const cases: readonly (readonly [OneEntity, string, object, number])[] = [
      [{ ...entity, authorization: "none" }, "start", signal, 401],
      [entity, "start", { ...signal, entity_id: stranger.entityId }, 404],
      [entity, "end", theirs, 404],
      [entity, "end", { entity_id: entity.entityId, id: "none" }, 404],
      [{ ...entity, authorization: "none" }, "signal", theirs, 401],
      [entity, "signal", theirs, 404],
      [entity, "signal", { entity_id: entity.entityId, id: "none" }, 404],
      [entity, "signal", { entity_id: entity.entityId }, 400],
      [entity, "start", { ...signal, stream_key: "" }, 400],
      [entity, "start", { ...signal, id: "\u0000" }, 400],
      [entity, "start", { ...signal, created_at: "now" }, 400],
      [entity, "start", [], 400],
      [entity, "end", { entity_id: entity.entityId }, 400],
      [entity, "pause", signal, 404],
    ];
    for (const [who, event, body, status] of cases) {
      const answer = await report(server.ingest, who, event, body);
      expect([event, body, answer.status]).toEqual([event, body, status]);
      expect(validateErrorBody(answer.body)).toEqual([]);
    }
    expect((await fetch(`${server.ingest}/ingest/sessions/start`)).status).toBe(405);
    expect((await pageOf(await list(server.list, stranger))).data).toEqual(stranger.sessions);
  });
});

it("on PostgreSQL, two reports of one start that wait for the same entity begin one session", async () => {
  await using sandbox = new Sandbox();
  const url = await emptyPostgres();
  const server = await sandbox.serve(["--database", url, "--ingest-port", "0"]);
  const entity = await oneEntity(server.provisioning, []);
  const held = await HeldEntities.hold(url);
  const start = { entity_id: entity.entityId, id: "mine", stream_key: "live_EXAMPLEKEY01" };
  const reports = Promise.all([1, 2].map(() => report(server.ingest, entity, "start", start)));
  await expect.poll(() => held.waiting()).toBe(2);
  await held.letGo();
  expect((await reports).map(({ status }) => status).sort()).toEqual([200, 201]);
});
