import { randomUUID } from "node:crypto";
import { DEFAULT_PAGE_SIZE } from "../../src/contract/generated/page-size.ts";
import type { Backend, NewSession, SessionChange, SessionRecord } from "../corpus/backend.ts";
import { underTest } from "../corpus/deployment.ts";
import { type Exchange, jsonReply, type Reply } from "../corpus/exchange.ts";
import { listen } from "../corpus/listener.ts";
import { createProvisioner } from "../corpus/provisioner.ts";
import type { CorpusServer, ServerUnderTest } from "../corpus/server-under-test.ts";

/** Every version of an entity's list; a version never changes once it is there. */
interface History {
  readonly number: number;
  readonly account: string;
  readonly versions: (readonly SessionRecord[])[];
  faults: number;
}

/** Newest first; sort() is stable, so ties stand in the order of insertion. */
function inOrder(sessions: readonly SessionRecord[]): readonly SessionRecord[] {
  return sessions.toSorted((left, right) => right.createdAt - left.createdAt);
}

class VersionedStore implements Backend {
  readonly accounts: Map<string, string> = new Map();
  readonly histories: Map<string, History> = new Map();
  #entities = 0;

  createAccount(): { readonly id: string; readonly authorization: string } {
    const id = randomUUID();
    const authorization = `uap-${id.replaceAll("-", "")}-${randomUUID().slice(0, 8)}`;
    this.accounts.set(authorization, id);
    return { id, authorization };
  }

  createEntity(account: string): string {
    const id = randomUUID();
    this.#entities += 1;
    this.histories.set(id, { number: this.#entities, account, versions: [[]], faults: 0 });
    return id;
  }

  current(entityId: string): readonly SessionRecord[] {
    return this.histories.get(entityId)?.versions.at(-1) ?? [];
  }

  insert(entityId: string, session: NewSession): SessionRecord | undefined {
    const history = this.histories.get(entityId);
    const record = { ...session, id: randomUUID(), entityId, streamKey: session.streamKey ?? "live_default" };
    history?.versions.push(inOrder([...this.current(entityId), record]));
    return history && record;
  }

  update(entityId: string, sessionId: string, change: SessionChange): SessionRecord | undefined {
    const before = this.current(entityId).find(({ id }) => id === sessionId);
    if (before === undefined) return undefined;
    const after = { ...before, ...change, updatedAt: Math.max(change.updatedAt, before.createdAt) };
    const version = this.current(entityId).map((session) => (session === before ? after : session));
    this.histories.get(entityId)?.versions.push(version);
    return after;
  }

  remove(entityId: string, sessionId: string): boolean {
    const rest = this.current(entityId).filter(({ id }) => id !== sessionId);
    const isThere = rest.length < this.current(entityId).length;
    if (isThere) this.histories.get(entityId)?.versions.push(rest);
    return isThere;
  }

  dropAccount(accountId: string): void {
    for (const [key, account] of this.accounts) if (account === accountId) this.accounts.delete(key);
    for (const [id, { account }] of this.histories) if (account === accountId) this.histories.delete(id);
  }

  planFaults(entityId: string, requests: number): boolean {
    const history = this.histories.get(entityId);
    if (history !== undefined) history.faults += requests;
    return history !== undefined;
  }
}

function refuse(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return jsonReply(status, { message, error_type: status < 500 ? "invalid_request_error" : "api_error" }, headers);
}

function spelled(session: SessionRecord): object {
  const instant = (seconds: number): string => `${new Date(seconds * 1000).toISOString().split(".")[0]}Z`;
  const { id, entityId, streamKey, duration, createdAt, updatedAt } = session;
  const times = { created_at: instant(createdAt), updated_at: instant(updatedAt) };
  return { ...times, id, entity_id: entityId, stream_key: streamKey, ...(duration === undefined ? {} : { duration }) };
}

/** The version and the offset of a token such as `e3-v12-o20`; undefined for anything else. */
function readToken(history: History, token: string): readonly [version: number, offset: number] | undefined {
  const newest = history.versions.length - 1;
  if (token === "") return [newest, 0];
  const [, entity, version, offset] = /^e(\d+)-v(0|[1-9]\d*)-o([1-9]\d*)$/.exec(token) ?? [];
  if (Number(entity) !== history.number || Number(version) > newest) return undefined;
  const isWithin = Number(offset) < (history.versions[Number(version)]?.length ?? 0);
  return isWithin ? [Number(version), Number(offset)] : undefined;
}

function list(history: History, size: number, token: string, method: string): Reply {
  const place = readToken(history, token);
  if (place === undefined) return refuse(400, "No page begins there.");
  if (method === "GET" && history.faults > 0) {
    history.faults -= 1;
    return refuse(500, "Something broke on the server's end.");
  }
  const [version, offset] = place;
  const sessions = history.versions[version] ?? [];
  const end = offset + size;
  const next = end < sessions.length ? `e${history.number}-v${version}-o${end}` : "";
  return jsonReply(200, { data: sessions.slice(offset, end).map(spelled), next_page_token: next });
}

async function answer(store: VersionedStore, exchange: Exchange): Promise<Reply> {
  const { pathname, searchParams } = new URL(exchange.target, "http://localhost");
  const id = pathname.match(/^\/v1\/live_entities\/(.*)\/live_sessions$/)?.[1];
  if (id === undefined) return refuse(404, "Unknown route.");
  if (exchange.method !== "GET" && exchange.method !== "HEAD")
    return refuse(405, "Not allowed.", { allow: "GET, HEAD" });
  const account = store.accounts.get(exchange.headers.authorization ?? "");
  if (account === undefined) return refuse(401, "Who are you?", { "www-authenticate": "ApiKey" });
  const size = Number(searchParams.get("page_size") ?? DEFAULT_PAGE_SIZE);
  if (!(Number.isInteger(size) && size >= 1 && size <= 100)) return refuse(400, "Sizes are integers from 1 to 100.");
  // Escapes of ASCII, which is all that a UUID is made of.
  const decoded = id.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const history = store.histories.get(decoded.toLowerCase());
  if (history?.account !== account) return refuse(404, "The live session you requested does not exist.");
  return list(history, size, searchParams.get("page_token") ?? "", exchange.method);
}

/** A token pins a version of the list, so an offset into it stays right whatever is written since. */
export const offsetOverImmutableData: CorpusServer = {
  name: "offset-over-immutable-data",
  story: "Each write makes a new immutable version of the list; a token is a version and an offset into it.",
  async start(): Promise<ServerUnderTest> {
    const store = new VersionedStore();
    const listener = await listen((exchange) => answer(store, exchange));
    return underTest([listener], "", await listen(createProvisioner(store)));
  },
};
