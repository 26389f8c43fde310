import { Agent, request } from "node:http";
import type { ServerUnderTest } from "./server-under-test.ts";

/** One answer in full. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

/** What a request says apart from its URL. */
export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Default: a connection of its own. */
  readonly agent?: Agent;
}

/** A session as it is on the wire. */
export type WireSession = Readonly<Record<string, unknown>>;

/** What the provisioner says of a scenario. */
export interface Scenario {
  readonly id: string;
  readonly accounts: Readonly<Record<string, { readonly authorization: string }>>;
  readonly live_entities: Readonly<
    Record<string, { readonly id: string; readonly live_sessions: readonly WireSession[] }>
  >;
}

/** Bytes: more than Node takes by itself, as lawful servers may send it. */
const maxHeaderSize = 64 * 1024;

/** Sends one request and reads the whole answer; never follows a redirect. */
export function send(url: string, ask: Ask = {}): Promise<Received> {
  return new Promise((resolve, reject) => {
    const { method = "GET", headers = {}, body = "", agent = new Agent() } = ask;
    const length = body === "" ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const settings = { method, headers: { ...headers, ...length }, agent, maxHeaderSize };
    const outgoing = request(url, settings, (incoming) => {
      const chunks: Uint8Array[] = [];
      incoming.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Sends JSON to the provisioner and returns the JSON that comes back, undefined for an empty body. */
export async function provision(
  server: ServerUnderTest,
  method: string,
  path: string,
  value?: unknown,
): Promise<unknown> {
  const body = value === undefined ? "" : JSON.stringify(value);
  const received = await send(`${server.provisionerUrl}${path}`, { method, body });
  if (received.status >= 400) throw new Error(`${method} ${path} on the provisioner: ${received.status}`);
  const text = Buffer.from(received.body).toString();
  return text === "" ? undefined : JSON.parse(text);
}

/** URL of an entity's list at one of the deployment's instances. */
export function listUrl(server: ServerUnderTest, entityId: string, query = "", instance = 0): string {
  return segmentUrl(server, encodeURIComponent(entityId), query, instance);
}

/** The same, with the id as it stands in the path. */
export function segmentUrl(server: ServerUnderTest, segment: string, query = "", instance = 0): string {
  return `${server.baseUrls[instance % server.baseUrls.length]}/v1/live_entities/${segment}/live_sessions${query}`;
}
