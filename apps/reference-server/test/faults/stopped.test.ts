import { once } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { DATABASES } from "../databases.ts";
import { Sandbox } from "../program.ts";
import { drawnSeed, randomFromSeed } from "../random-from-seed.ts";
import { RawConnection } from "../raw-connection.ts";
import { list, type OneEntity, oneEntity } from "../scenario.ts";

const CLIENTS = 24;
const LONGEST_PIPELINE = 5;
const MOST_TURNS = 50;
const MOST_ANSWERS = 20 * CLIENTS;

function request({ authorization, entityId }: OneEntity, id: string): string {
  const head = `GET /v1/live_entities/${entityId}/live_sessions HTTP/1.1\r\nHost: lists.example.com\r\n`;
  return `${head}Authorization: ${authorization}\r\nX-Request-Id: ${id}\r\n\r\n`;
}

/** Counts what each client was answered. */
class Answers {
  readonly #counts = new Map<number, number>();
  readonly #waiting = new Set<() => void>();

  add(client: number): void {
    this.#counts.set(client, (this.#counts.get(client) ?? 0) + 1);
    for (const look of this.#waiting) look();
  }

  /** Resolves when every client has an answer and there are `count` in total. */
  reach(count: number): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        const total = [...this.#counts.values()].reduce((sum, each) => sum + each, 0);
        if (this.#counts.size === CLIENTS && total >= count) resolve();
      };
      this.#waiting.add(look);
    });
  }
}

interface Client {
  readonly entity: OneEntity;
  readonly random: () => number;
  /** Whether it is idle now and then: for turns of the loop, as an idle connection is kept only for half a second. */
  readonly pauses: boolean;
  readonly onAnswer: () => void;
}

/** Sends pipelines of requests until an answer says that the connection ends. @returns how many were answered */
async function sendUntilTold(base: string, { entity, random, pauses, onAnswer }: Client): Promise<number> {
  const connection = await RawConnection.open(base);
  let answered = 0;
  for (let isLast = false; !isLast; ) {
    const length = 1 + Math.floor(random() * LONGEST_PIPELINE);
    connection.send(Array.from({ length }, (_, n) => request(entity, `${answered + n}`)).join(""));
    for (let n = 0; n < length; n += 1) {
      const answer = await connection.answer();
      expect([isLast, answer?.status]).toEqual([false, 200]);
      isLast = answer?.headers.get("connection") === "close";
      answered += 1;
      onAnswer();
    }
    if (pauses) for (let turns = random() * MOST_TURNS; turns > 0; turns -= 1) await nextTurn();
  }
  expect(await connection.answer()).toBeUndefined();
  return answered;
}

describe.each(DATABASES)("on %s, a server that gets SIGTERM under load", (kind, empty) => {
  it("answers every request of the connections that it has, and tells with the last answer that they end", async () => {
    await using sandbox = new Sandbox();
    const random = randomFromSeed(drawnSeed(`stops under load on ${kind}`));
    const database = await empty(sandbox);
    for (let round = 0; round < 3; round += 1) {
      const server = await sandbox.serve(["--database", database]);
      const entity = await oneEntity(server.provisioning, [{}, {}]);
      const answers = new Answers();
      const answerCount = answers.reach(Math.floor(random() * MOST_ANSWERS));
      const clients = Array.from({ length: CLIENTS }, (_, n) =>
        sendUntilTold(server.list, { entity, random, pauses: n % 2 === 1, onAnswer: () => answers.add(n) }),
      );
      await Promise.race([answerCount, Promise.all(clients)]);
      const end = server.stop();
      const answered = await Promise.all(clients);
      expect(Math.min(...answered)).toBeGreaterThan(0);
      expect(await end).toMatchObject({ code: 0, stderr: "" });
    }
  });

  it("answers whole whatever it has read from new connections", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve(["--database", await empty(sandbox), "--log-level", "debug"]);
    const entity = await oneEntity(server.provisioning, [{}, {}]);
    const answered = new Set<string>();
    const clients = Array.from({ length: CLIENTS }, async (_, client) => {
      for (let n = 0; ; n += 1) {
        // Refused: the server is gone.
        const connection = await RawConnection.open(server.list).catch(() => undefined);
        if (!connection) return;
        connection.send(request(entity, `${client}-${n}`));
        const answer = await connection.answer();
        connection.close();
        if (answer) answered.add(`${client}-${n}`);
      }
    });
    await expect.poll(() => answered.size).toBeGreaterThan(100);
    const { code, stderr } = await server.stop();
    await Promise.all(clients);
    const read = Array.from(stderr.matchAll(/"request_id":"(\d+-\d+)"/g), ([, id = ""]) => id);
    expect(code).toBe(0);
    expect(read.length).toBeGreaterThan(100);
    expect(read.filter((id) => !answered.has(id))).toEqual([]);
  });
});

/** A report whose head the server has read, and whose body is still to be sent. */
async function startLate(
  ingest: string,
  { authorization, entityId }: OneEntity,
): Promise<{ readonly connection: RawConnection; readonly body: string }> {
  const connection = await RawConnection.open(ingest);
  const body = JSON.stringify({ entity_id: entityId, id: "late", stream_key: "live_EXAMPLEKEY01" });
  const head = `POST /ingest/sessions/start HTTP/1.1\r\nHost: lists.example.com\r\nAuthorization: ${authorization}\r\n`;
  connection.send(`${head}Expect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`);
  // The server has read the head: it asks for the body.
  expect((await connection.answer("HEAD"))?.status).toBe(100);
  return { connection, body };
}

describe("a stop", () => {
  it("is not held up by connections on which nothing is under way", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve(["--database", ":memory:", "--ingest-port", "0"]);
    const entity = await oneEntity(server.provisioning, []);
    const late = await startLate(server.ingest, entity);
    const silent = await RawConnection.open(server.list);
    const idle = await RawConnection.open(server.list);
    idle.send(request(entity, "1"));
    expect((await idle.answer())?.headers.get("connection")).toBe("keep-alive");
    // By now the server has taken the silent one too.
    expect((await list(server.list, entity)).status).toBe(200);
    const ends = Promise.all([once(silent.socket, "close"), once(idle.socket, "close")]);
    const end = server.stop();
    await ends;
    // Had they been kept for as long as a stop waits at most, this request would have been cut with them.
    late.connection.send(late.body);
    expect((await late.connection.answer())?.status).toBe(201);
    expect((await end).code).toBe(0);
  });

  it("lets a request come to its end whose body is still on its way", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve([
      "--database",
      ":memory:",
      "--ingest-port",
      "0",
      "--second-session",
      "keep",
      "--log-level",
      "info",
    ]);
    const { connection, body } = await startLate(server.ingest, await oneEntity(server.provisioning, []));
    const stopping = new Promise((resolve) =>
      server.child.stderr?.on("data", (text) => /stopping/.test(String(text)) && resolve(undefined)),
    );
    const end = server.stop();
    await stopping;
    connection.send(body);
    const answer = await connection.answer();
    expect([answer?.status, answer?.headers.get("connection")]).toEqual([201, "close"]);
    expect((await end).code).toBe(0);
  });
});
