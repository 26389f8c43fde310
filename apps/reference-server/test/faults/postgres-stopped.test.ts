import { validateErrorBody, validateLiveSessionPage } from "@live-sessions/contract/validators";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, startCluster } from "../postgres-cluster.ts";
import { Sandbox } from "../program.ts";
import { type RawAnswer, RawConnection } from "../raw-connection.ts";
import { type OneEntity, oneEntity } from "../scenario.ts";
import { walk } from "./walk.ts";

const READERS = 6;
const WRITERS = 3;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());

/** Sends one request after another on a connection that has to stay open, and counts the answers by status. */
class Load {
  readonly counts: Map<number, number> = new Map();
  isOver = false;
  /** While set, whatever is not answered so is a failure. */
  only: number | undefined;

  async run(base: string, next: () => string, judge: (answer: RawAnswer) => void): Promise<void> {
    const connection = await RawConnection.open(base);
    while (!this.isOver) {
      const { only } = this;
      connection.send(next());
      const answer = await connection.answer();
      if (!answer) throw new Error("The connection was closed instead of an answer.");
      const isDue = only !== undefined && this.only === only;
      if (isDue) expect([answer.status, answer.body]).toEqual([only, expect.anything()]);
      judge(answer);
      this.counts.set(answer.status, (this.counts.get(answer.status) ?? 0) + 1);
    }
    connection.close();
  }

  count(status: number): number {
    return this.counts.get(status) ?? 0;
  }
}

function listRequest({ authorization, entityId }: OneEntity): string {
  const target = `/v1/live_entities/${entityId}/live_sessions?page_size=2`;
  return `GET ${target} HTTP/1.1\r\nHost: lists.example.com\r\nAuthorization: ${authorization}\r\n\r\n`;
}

function startRequest({ authorization, entityId }: OneEntity, id: string): string {
  const body = JSON.stringify({ entity_id: entityId, id, stream_key: "live_EXAMPLEKEY01" });
  const head = `POST /ingest/sessions/start HTTP/1.1\r\nHost: lists.example.com\r\nAuthorization: ${authorization}\r\n`;
  return `${head}Content-Length: ${body.length}\r\n\r\n${body}`;
}

function judged({ status, body }: RawAnswer): void {
  expect([200, 201, 500]).toContain(status);
  if (status === 201) return;
  const value: unknown = JSON.parse(body);
  expect(status === 200 ? validateLiveSessionPage(value) : validateErrorBody(value)).toEqual([]);
}

describe("while PostgreSQL is stopped and started again under load", () => {
  it("requests are 500 in the document's form, readiness says so, and the server recovers by itself", async () => {
    await using sandbox = new Sandbox();
    const args = [
      "--database",
      `${cluster.url}/postgres`,
      "--ingest-port",
      "0",
      "--second-session",
      "keep",
      "--operations-port",
      "0",
    ];
    const server = await sandbox.serve(args);
    const entity = await oneEntity(server.provisioning, [{}, {}, {}]);
    const [reads, writes] = [new Load(), new Load()];
    const acknowledged: string[] = [];
    const running = Promise.all([
      ...Array.from({ length: READERS }, () => reads.run(server.list, () => listRequest(entity), judged)),
      ...Array.from({ length: WRITERS }, (_, writer) => {
        let sent = 0;
        const id = (): string => `signal-${writer}-${sent}`;
        const next = (): string => {
          sent += 1;
          return startRequest(entity, id());
        };
        return writes.run(server.ingest, next, (answer) => {
          judged(answer);
          if (answer.status === 201) acknowledged.push(id());
        });
      }),
    ]);
    const until = (isTrue: () => boolean): Promise<unknown> => Promise.race([expect.poll(isTrue).toBe(true), running]);
    const ready = async (): Promise<number> => (await fetch(`${server.operations}/readyz`)).status;

    for (const round of [1, 2]) {
      await until(() => reads.count(200) > 100 * round && writes.count(201) > 50 * round);
      await cluster.turn("stop");
      await Promise.race([expect.poll(ready).toBe(503), running]);
      expect((await fetch(`${server.operations}/healthz`)).status).toBe(200);
      const [readsBefore, writesBefore] = [reads.count(500), writes.count(500)];
      await until(() => reads.count(500) > readsBefore + 20 && writes.count(500) > writesBefore + 10);
      await cluster.turn("start");
      await Promise.race([expect.poll(ready).toBe(200), running]);
      // Nothing of the stop is left behind, such as connections that are dead.
      [reads.only, writes.only] = [200, 201];
      const [listed, written] = [reads.count(200), writes.count(201)];
      await until(() => reads.count(200) > listed + 200 && writes.count(201) > written + 100);
      [reads.only, writes.only] = [undefined, undefined];
    }
    [reads.isOver, writes.isOver] = [true, true];
    await running;
    expect((await walk(server.list, entity)).map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
    expect((await server.stop()).code).toBe(0);
  });
});
