import type { ConformanceOptions, FetchFunction } from "../../src/index.ts";
import { type Answer, jsonReply, type Reply } from "../corpus/exchange.ts";
import { isKeyOfServers } from "../corpus/is-key-of-servers.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import { MemoryData } from "../corpus/memory-data.ts";
import { createProvisioner } from "../corpus/provisioner.ts";
import type { Change, Stranger } from "./hostile-answers.ts";

/** A stranger, and what it knows that nobody may see. */
export interface StrangerAtWork {
  readonly options: ConformanceOptions;
  /** Keys and stream keys, once the run is over. */
  secrets(): readonly string[];
}

/** Spellings in which a secret is echoed. */
export const spellings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => secret.toUpperCase(),
  (secret) => encodeURIComponent(secret),
  (secret) => secret.replaceAll("-", "%2D"),
  (secret) => Buffer.from(secret).toString("hex"),
  (secret) => Buffer.from(secret).toString("base64"),
  (secret) => Buffer.from(`x${secret}y`).toString("base64url"),
  (secret) => Buffer.from(`xy${secret}`).toString("base64url"),
  (secret) => Buffer.from(Buffer.from(`x${secret}`).toString("base64")).toString("base64"),
  (secret) => [...secret].map((letter) => `&#${letter.charCodeAt(0)};`).join(""),
  (secret) => JSON.stringify(secret).replaceAll("_", "\\u005f"),
];

/** A deployment in this process whose answers are changed as the stranger says. */
export async function strangerAtWork(stranger: Stranger): Promise<StrangerAtWork> {
  const data = new MemoryData();
  const endpoint = new ListEndpoint(data, 0);
  const lawful = createProvisioner(data);
  const keys = new Set<string>();
  const target = changedFetch((exchange) => endpoint.handle(exchange), stranger.target);
  const settings = { fetch: target, seed: stranger.seed, maxRequests: 120, timeoutMs: 5000 };
  const secrets = (): readonly string[] => {
    for (const { sessions, deleted } of data.entities.values())
      for (const { streamKey } of [...sessions, ...deleted]) if (isKeyOfServers(streamKey)) keys.add(streamKey);
    return [...keys, canary];
  };
  const remember: Answer = async (exchange) => {
    const reply = await lawful(exchange);
    for (const { authorization } of data.accounts.values()) keys.add(authorization);
    for (const { sessions } of data.entities.values())
      for (const { streamKey } of sessions) if (isKeyOfServers(streamKey)) keys.add(streamKey);
    return reply;
  };
  const headers = { "x-canary": canary };
  if (stranger.mode === "mock") return { options: { ...settings, headers, mock: true }, secrets };
  if (stranger.mode === "provisioned") {
    const provisioner = changedFetch(remember, stranger.provisioner);
    const signal = stranger.provisioner.some(asksForPatience) ? { signal: AbortSignal.timeout(1000) } : {};
    return { options: { ...settings, headers, provisioner, ...signal }, secrets };
  }
  const account = data.createAccount();
  keys.add(account.authorization);
  const entity = data.createEntity(account.id);
  for (let index = 0; index < 15; index += 1) {
    const createdAt = 1_700_000_000 + Math.floor(index / 2) * 60;
    data.insert(entity, { createdAt, updatedAt: createdAt + 9, duration: 1.5, streamKey: `live_C4nary${index % 2}` });
  }
  return { options: { ...settings, headers, liveEntity: entity, authorization: account.authorization }, secrets };
}

/** A provisioner may take up to an hour until what it did can be seen. Nobody waits for that here: the run is interrupted. */
function asksForPatience(change: Change): boolean {
  return change.kind === "member" && change.name === "settle_ms" && isLong(change.value);
}

function isLong(value: unknown): boolean {
  return typeof value === "number" && value > 50;
}

const canary = "C4nary-header-0123456789";

function changedFetch(answer: Answer, changes: readonly Change[]): FetchFunction {
  let answers = 0;
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const exchange = {
      method: request.method,
      target: pathname + search,
      path: pathname,
      query: search.slice(1),
      headers: Object.fromEntries(request.headers),
      connection: {},
      body: await request.text(),
    };
    const change = changes[answers % changes.length] ?? { kind: "as it is" };
    answers += 1;
    const reply = changed(await answer(exchange), change, exchange.headers["authorization"] ?? "");
    const hasNoBody = [204, 205, 304].includes(reply.status);
    return new Response(hasNoBody ? null : Buffer.from(reply.body), { status: reply.status, headers: reply.headers });
  };
}

function changed(reply: Reply, change: Change, key: string): Reply {
  switch (change.kind) {
    case "as it is":
      return reply;
    case "member":
      return { ...reply, body: withMember(String(reply.body), change.name, change.value) };
    case "raw":
      return { status: change.status, headers: { "content-type": change.mediaType }, body: change.body };
    case "header":
      return { ...reply, headers: { ...reply.headers, [change.name]: change.value } };
    case "echo": {
      const spell = spellings[change.spelling % spellings.length] ?? String;
      return jsonReply(change.status, { message: spell(key), error_type: spell(canary) });
    }
  }
}

/** The JSON with every member of that name another value; what is not JSON stays. */
function withMember(body: string, name: string, value: unknown): string {
  try {
    return JSON.stringify(JSON.parse(body), (key, old: unknown) => (key === name ? value : old));
  } catch {
    return body;
  }
}
