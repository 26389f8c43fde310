import { once } from "node:events";
import { validateErrorBody } from "@live-sessions/contract/validators";
import { describe, expect, it } from "vitest";
import { startMs } from "../pace.ts";
import { Sandbox } from "../program.ts";
import { RawConnection } from "../raw-connection.ts";
import { list, type OneEntity, oneEntity } from "../scenario.ts";

/** Of the time that a server takes to start: enough for a client that sends at once. */
const HEADERS_STARTS = 8;
const DRIP_EVERY_MS = 100;

/** Limits for requests, the one for headers the shorter one. */
function limits(headersMs: number): string[] {
  const wholeMs = String(Math.ceil(headersMs * 1.5));
  return [
    ...["--headers-timeout-ms", String(headersMs), "--request-timeout-ms", wholeMs],
    ...["--stall-timeout-ms", wholeMs],
  ];
}

/** Connections that go on for ever, each by one more byte now and then. */
class Dripping implements Disposable {
  readonly #connections: RawConnection[] = [];
  readonly #timer = setInterval(() => {
    for (const { socket } of this.#connections) if (socket.writable) socket.write("a");
  }, DRIP_EVERY_MS);

  async open(count: number, base: string, beginning: string): Promise<RawConnection[]> {
    const opened = await Promise.all(
      Array.from({ length: count }, async () => {
        const connection = await RawConnection.open(base);
        connection.send(beginning);
        return connection;
      }),
    );
    this.#connections.push(...opened);
    return opened;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    for (const connection of this.#connections) connection.close();
  }
}

function head(method: string, target: string, { authorization }: OneEntity, more = ""): string {
  return `${method} ${target} HTTP/1.1\r\nHost: lists.example.com\r\nAuthorization: ${authorization}\r\n${more}\r\n`;
}

/** The next answer in short: its status, or what is wrong with its body; "closed" if there is none. */
async function shortly(connection: RawConnection): Promise<number | string> {
  const answer = await connection.answer();
  if (!answer) return "closed";
  const wrong = answer.status < 400 ? [] : validateErrorBody(JSON.parse(answer.body));
  return wrong.length === 0 ? answer.status : JSON.stringify(wrong);
}

describe("requests that are slow or never end", () => {
  it("starve nobody: others are answered meanwhile, and the slow ones are 408 or closed in time", async () => {
    await using sandbox = new Sandbox();
    using dripping = new Dripping();
    const args = ["--database", sandbox.file("a.sqlite"), "--ingest-port", "0", "--second-session", "keep"];
    const headersMs = HEADERS_STARTS * (await startMs(sandbox));
    const server = await sandbox.serve([...args, ...limits(headersMs)]);
    const entity = await oneEntity(
      server.provisioning,
      Array.from({ length: 100 }, () => ({ stream_key: "live_EXAMPLEKEY".padEnd(200, "0") })),
    );
    const path = `/v1/live_entities/${entity.entityId}/live_sessions`;
    const chunked = "Transfer-Encoding: chunked\r\n";
    const lines = await dripping.open(100, server.list, "GET /");
    const heads = await dripping.open(100, server.list, head("GET", path, entity).slice(0, -2).concat("X-Slow: "));
    const unread = await dripping.open(50, server.list, head("GET", path, entity, "Content-Length: 1000000\r\n"));
    const start = head("POST", "/ingest/sessions/start", entity, chunked);
    const bodies = await dripping.open(100, server.ingest, `${start}4000\r\n`);
    const silent = await dripping.open(100, server.list, "");
    const deaf = await Promise.all(Array.from({ length: 20 }, () => RawConnection.open(server.list)));
    for (const { socket } of deaf) {
      socket.pause();
      // More than any buffer on the way takes.
      socket.write(head("GET", `${path}?page_size=100`, entity).repeat(1_000));
    }

    for (let n = 0; n < 200; n += 1) expect((await list(server.list, entity)).status).toBe(200);

    const [ofLines, ofHeads, ofBodies] = await Promise.all(
      [lines, heads, bodies].map(async (slow) => [...new Set(await Promise.all(slow.map(shortly)))]),
    );
    expect([ofLines, ofHeads, ofBodies]).toEqual([[408], [408], [408]]);
    expect(new Set(await Promise.all(unread.map(shortly)))).toEqual(new Set([200]));
    // What was silent until now drips by now, and is not a request.
    await Promise.all(silent.map(shortly));
    for (const { socket } of [...lines, ...heads, ...unread, ...bodies, ...silent]) {
      if (!socket.closed) await once(socket, "close");
    }
    await Promise.all(deaf.map(({ socket }) => expectCut(socket)));
    expect((await list(server.list, entity)).status).toBe(200);
    expect(await server.stop()).toMatchObject({ code: 0, stderr: "" });
  });
});

/** That the server has cut a connection shows when it is written to; a read would only let it go on. */
async function expectCut(socket: RawConnection["socket"]): Promise<void> {
  const isCut = (): boolean => {
    if (socket.writable) socket.write("a");
    return socket.closed || socket.errored !== null;
  };
  await expect.poll(isCut).toBe(true);
}
