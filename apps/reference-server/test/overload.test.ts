import { validateErrorBody } from "@live-sessions/contract/validators";
import { expect, it } from "vitest";
import { emptyPostgres } from "./databases.ts";
import { HeldEntities } from "./held-entities.ts";
import { Sandbox } from "./program.ts";
import { report } from "./report.ts";
import { list, type OneEntity, oneEntity, pageOf } from "./scenario.ts";

/** Of the server's pool. */
const CONNECTIONS = 10;

interface Start {
  readonly entity_id: string;
  readonly id: string;
  readonly stream_key: string;
}

function send(ingest: string, { authorization }: OneEntity, start: Start): Promise<Response> {
  const init = { method: "POST", headers: { authorization }, body: JSON.stringify(start) };
  return fetch(`${ingest}/ingest/sessions/start`, init);
}

function startsOf({ entityId: entity_id }: OneEntity, name: string): Start[] {
  return Array.from({ length: CONNECTIONS }, (_, n) => ({
    ...{ entity_id, id: `${name}-${n}`, stream_key: "live_EXAMPLEKEY01" },
  }));
}

it("on PostgreSQL, what waits in vain for a connection is 503 with Retry-After, is not done, and may be sent again", async () => {
  await using sandbox = new Sandbox();
  const url = await emptyPostgres();
  const server = await sandbox.serve(["--database", url, "--ingest-port", "0", "--second-session", "keep"]);
  const entity = await oneEntity(server.provisioning, []);
  const held = await HeldEntities.hold(url);
  // These hold every connection for as long as the entity is held, so those after them get none.
  const first = startsOf(entity, "first").map((start) => send(server.ingest, entity, start));
  await expect.poll(() => held.waiting()).toBe(CONNECTIONS);
  const later = startsOf(entity, "later");
  const headers = { authorization: entity.authorization };
  const target = `${server.list}/v1/live_entities/${entity.entityId}/live_sessions`;
  const refused = await Promise.all([
    ...later.map((start) => send(server.ingest, entity, start)),
    ...["GET", "HEAD"].map((method) => fetch(target, { method, headers })),
  ]);
  for (const answer of refused) expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  const bodies = (await Promise.all(refused.map((answer) => answer.text()))).filter((body) => body !== "");
  expect(bodies.map((body) => validateErrorBody(JSON.parse(body)))).toEqual(bodies.map(() => []));
  expect(bodies).toHaveLength(later.length + 1);

  await held.letGo();
  expect((await Promise.all(first)).map(({ status }) => status)).toEqual(first.map(() => 201));
  expect((await pageOf(await list(server.list, entity, "?page_size=100"))).data).toHaveLength(first.length);
  for (const start of later) expect((await report(server.ingest, entity, "start", { ...start })).status).toBe(201);
});
