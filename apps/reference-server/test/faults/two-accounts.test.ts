import type { ServedLiveSessionPage } from "@live-sessions/contract";
import { describe, expect, it } from "vitest";
import { DATABASES } from "../databases.ts";
import { Sandbox } from "../program.ts";
import { drawnSeed, randomFromSeed } from "../random-from-seed.ts";
import { RawConnection } from "../raw-connection.ts";
import { provision } from "../scenario.ts";

const REQUESTS = 10_000;
const CONNECTIONS = 8;
const PIPELINE = 10;
const ENTITIES = 3;
const WRITES = 200;

interface Account {
  readonly name: string;
  readonly authorization: string;
  readonly entityIds: readonly string[];
  /** Every session that this account may see; it grows while others are written. */
  readonly sessionIds: Set<string>;
  /** Page tokens that this account was given. */
  readonly tokens: string[];
}

interface Asked {
  readonly account: Account;
  readonly entityId: string;
  readonly isOwn: boolean;
  readonly bytes: string;
}

async function twoAccounts(base: string): Promise<readonly [Account, Account]> {
  const names = ["owner", "stranger"] as const;
  const live_entities = names.flatMap((account) =>
    Array.from({ length: ENTITIES }, (_, n) => ({
      name: `${account} ${n}`,
      account,
      // The same seconds everywhere, so that rows of different accounts lie side by side.
      live_sessions: Array.from({ length: 40 }, (_, at) => ({ created_at: `2024-05-01T12:00:${10 + (at % 20)}Z` })),
    })),
  );
  const made = (await (await provision(base, "POST", "/scenarios", { accounts: names, live_entities })).json()) as {
    readonly accounts: Record<string, { readonly authorization: string }>;
    readonly live_entities: Record<string, { readonly id: string; readonly live_sessions: { readonly id: string }[] }>;
  };
  const account = (name: string): Account => {
    const entities = Object.entries(made.live_entities).filter(([entity]) => entity.startsWith(name));
    return {
      name,
      authorization: made.accounts[name]?.authorization ?? "",
      entityIds: entities.map(([, { id }]) => id),
      sessionIds: new Set(entities.flatMap(([, { live_sessions }]) => live_sessions.map(({ id }) => id))),
      tokens: [],
    };
  };
  return [account("owner"), account("stranger")];
}

describe.each(DATABASES)("on %s, under concurrent load", (kind, empty) => {
  it("no account is shown a session of another one, in 10,000 requests of which every row is looked at", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve([
      "--database",
      await empty(sandbox),
      "--ingest-port",
      "0",
      "--second-session",
      "keep",
    ]);
    const accounts = await twoAccounts(server.provisioning);
    const random = randomFromSeed(drawnSeed(`requests of two accounts on ${kind}`));
    const pick = <T>(values: readonly T[], otherwise: T): T =>
      values[Math.floor(random() * values.length)] ?? otherwise;
    const seen = { rows: 0, foreign: 0, own: 0 };
    const ask = (): Asked => {
      const [account, other] = random() < 0.5 ? accounts : accounts.toReversed();
      if (!account || !other) throw new Error("There are two accounts.");
      const isOwn = random() < 0.7;
      const entityId = pick(isOwn ? account.entityIds : other.entityIds, "");
      // One's own token, or one that the other account was given.
      const token = random() < 0.3 ? pick(random() < 0.7 ? account.tokens : other.tokens, "") : "";
      const target = `/v1/live_entities/${entityId}/live_sessions?page_size=${1 + Math.floor(random() * 30)}&page_token=${token}`;
      const bytes = `GET ${target} HTTP/1.1\r\nHost: x\r\nAuthorization: ${account.authorization}\r\n\r\n`;
      return { account, entityId, isOwn, bytes };
    };
    const judge = ({ account, entityId, isOwn }: Asked, status: number, body: string): void => {
      // 400: a token of another entity.
      expect(isOwn ? [200, 400] : [404, 400]).toContain(status);
      seen[isOwn ? "own" : "foreign"] += 1;
      if (status !== 200) {
        for (const { sessionIds } of accounts)
          for (const id of sessionIds) if (body.includes(id)) throw new Error(body);
        return;
      }
      const page = JSON.parse(body) as ServedLiveSessionPage;
      for (const row of page.data) {
        if (row.entity_id !== entityId || !account.sessionIds.has(row.id)) {
          throw new Error(`${account.name} was shown ${body}`);
        }
        seen.rows += 1;
      }
      if (page.next_page_token !== "" && account.tokens.length < 200) account.tokens.push(page.next_page_token);
    };
    const reading = Array.from({ length: CONNECTIONS }, async () => {
      const connection = await RawConnection.open(server.list);
      for (let sent = 0; sent < REQUESTS / CONNECTIONS; sent += PIPELINE) {
        const asked = Array.from({ length: PIPELINE }, ask);
        connection.send(asked.map(({ bytes }) => bytes).join(""));
        for (const one of asked) {
          const answer = await connection.answer();
          judge(one, answer?.status ?? 0, answer?.body ?? "");
        }
      }
      connection.close();
    });
    const writing = accounts.map(async ({ authorization, entityIds, sessionIds }) => {
      for (let n = 0; n < WRITES / 2; n += 1) {
        const id = crypto.randomUUID();
        // Before it is written: a reader may be faster than the answer.
        sessionIds.add(id);
        const body = JSON.stringify({ id, entity_id: pick(entityIds, ""), stream_key: "live_EXAMPLEKEY01" });
        const init = { method: "POST", headers: { authorization }, body };
        expect((await fetch(`${server.ingest}/ingest/sessions/start`, init)).status).toBe(201);
      }
    });
    await Promise.all([...reading, ...writing]);
    expect(seen.own + seen.foreign).toBe(REQUESTS);
    expect(Math.min(seen.rows, seen.own, seen.foreign)).toBeGreaterThan(REQUESTS / 10);
  });
});
