import { createHmac, randomBytes } from "node:crypto";
import { DEFAULT_PAGE_SIZE } from "../../src/contract/generated/page-size.ts";
import type { Backend, NewSession, SessionChange, SessionRecord } from "../corpus/backend.ts";
import { underTest } from "../corpus/deployment.ts";
import { type Exchange, jsonReply, type Reply } from "../corpus/exchange.ts";
import { listen } from "../corpus/listener.ts";
import { createProvisioner } from "../corpus/provisioner.ts";
import type { CorpusServer, ServerUnderTest } from "../corpus/server-under-test.ts";

/** Sessions of one entity, kept sorted: newest first, ties by id ascending. */
interface Channel {
  readonly owner: string;
  readonly sorted: SessionRecord[];
  faults: number;
}

type Place = Pick<SessionRecord, "createdAt" | "id">;

// Ids are not UUIDs here, and their case matters.
const newId = (): string => randomBytes(12).toString("base64url");

function precedes(left: Place, right: Place): boolean {
  return left.createdAt === right.createdAt ? left.id < right.id : left.createdAt > right.createdAt;
}

/** Index of the first session that stands behind `place`, by bisection. */
function indexBehind(sorted: readonly SessionRecord[], place: Place): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const session = sorted[middle];
    if (session !== undefined && precedes(place, session)) high = middle;
    else low = middle + 1;
  }
  return low;
}

class ChannelStore implements Backend {
  readonly owners: Map<string, string> = new Map();
  readonly channels: Map<string, Channel> = new Map();

  createAccount(): { readonly id: string; readonly authorization: string } {
    const id = newId();
    const authorization = `uap-${randomBytes(16).toString("hex")}-${randomBytes(4).toString("hex")}`;
    this.owners.set(authorization, id);
    return { id, authorization };
  }

  createEntity(owner: string): string {
    const id = newId();
    this.channels.set(id, { owner, sorted: [], faults: 0 });
    return id;
  }

  insert(entityId: string, { streamKey = `live_${newId()}`, ...session }: NewSession): SessionRecord | undefined {
    const channel = this.channels.get(entityId);
    const record = { ...session, id: newId(), entityId, streamKey };
    channel?.sorted.splice(indexBehind(channel.sorted, record), 0, record);
    return channel && record;
  }

  update(entityId: string, sessionId: string, change: SessionChange): SessionRecord | undefined {
    const sorted = this.channels.get(entityId)?.sorted ?? [];
    const index = sorted.findIndex(({ id }) => id === sessionId);
    const before = sorted[index];
    if (before === undefined) return undefined;
    const after = { ...before, ...change, updatedAt: Math.max(change.updatedAt, before.createdAt) };
    sorted[index] = after;
    return after;
  }

  remove(entityId: string, sessionId: string): boolean {
    const sorted = this.channels.get(entityId)?.sorted ?? [];
    const index = sorted.findIndex(({ id }) => id === sessionId);
    return index >= 0 && sorted.splice(index, 1).length === 1;
  }

  dropAccount(accountId: string): void {
    for (const [key, owner] of this.owners) if (owner === accountId) this.owners.delete(key);
    for (const [id, { owner }] of this.channels) if (owner === accountId) this.channels.delete(id);
  }

  planFaults(entityId: string, requests: number): boolean {
    const channel = this.channels.get(entityId);
    if (channel !== undefined) channel.faults += requests;
    return channel !== undefined;
  }
}

/** Tokens are `<time in base 36>.<id>.<signature>`, the signature over the entity too. */
class SignedPlaces {
  readonly #secret: Uint8Array = randomBytes(32);

  write(entityId: string, { createdAt, id }: Place): string {
    const text = `${createdAt.toString(36)}.${id}`;
    return `${text}.${this.#sign(entityId, text)}`;
  }

  read(entityId: string, token: string): Place | undefined {
    const [time = "", id = "", signature] = token.split(".");
    if (signature === undefined || this.write(entityId, { createdAt: Number.parseInt(time, 36), id }) !== token) return;
    return { createdAt: Number.parseInt(time, 36), id };
  }

  #sign(entityId: string, text: string): string {
    return createHmac("sha256", this.#secret).update(`${entityId} ${text}`).digest("base64url").slice(0, 16);
  }
}

function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return jsonReply(status, { error_type: status >= 500 ? "api_error" : "invalid_request_error", message }, headers);
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000", "");
}

function wire({ id, entityId, streamKey, duration, createdAt, updatedAt }: SessionRecord): object {
  const times = { created_at: instant(createdAt), updated_at: instant(updatedAt) };
  return { id, entity_id: entityId, stream_key: streamKey, ...times, ...(duration !== undefined && { duration }) };
}

/** The id in a path segment; what cannot be decoded is nobody's. */
function unescaped(segment: string): string {
  return /^(?:[^%]|%[0-7][0-9a-f])*$/i.test(segment) ? decodeURIComponent(segment) : "";
}

function createAnswer(store: ChannelStore, places: SignedPlaces): (exchange: Exchange) => Promise<Reply> {
  function list(channel: Channel, entityId: string, size: number, token: string, method: string): Reply {
    const place = places.read(entityId, token);
    if (token !== "" && place === undefined) return refusal(400, "This page_token is not known here.");
    if (method === "GET" && channel.faults > 0) {
      channel.faults -= 1;
      return refusal(500, "An unexpected error occurred.");
    }
    const from = place === undefined ? 0 : indexBehind(channel.sorted, place);
    const rows = channel.sorted.slice(from, from + size);
    const last = rows.at(-1);
    const follows = last !== undefined && from + size < channel.sorted.length;
    return jsonReply(200, { next_page_token: follows ? places.write(entityId, last) : "", data: rows.map(wire) });
  }

  return async ({ method, target, headers }) => {
    const url = new URL(target, "http://localhost");
    const [, version, kind, segment = "", leaf, ...more] = url.pathname.split("/");
    if (version !== "v1" || kind !== "live_entities" || leaf !== "live_sessions" || more.length > 0)
      return refusal(404, "No route.");
    if (method !== "GET" && method !== "HEAD") return refusal(405, "GET only.", { Allow: "GET, HEAD" });
    const owner = store.owners.get(headers.authorization ?? "");
    if (owner === undefined) return refusal(401, "A valid key is needed.", { "WWW-Authenticate": "ApiKey" });
    const size = url.searchParams.get("page_size") ?? String(DEFAULT_PAGE_SIZE);
    if (!/^\d{1,3}$/.test(size) || Number(size) < 1 || Number(size) > 100)
      return refusal(400, "page_size is 1 to 100.");
    const id = unescaped(segment);
    const channel = store.channels.get(id);
    if (channel?.owner !== owner) return refusal(404, "The live session you requested does not exist.");
    return list(channel, id, Number(size), url.searchParams.get("page_token") ?? "", method);
  };
}

/** Sorted arrays, bisection, signed tokens, ties by id ascending, ids that are not UUIDs, no ETag. */
export const keysetInMemory: CorpusServer = {
  name: "keyset-in-memory",
  story: "Keeps each entity's sessions sorted and finds a signed position by bisection; ties by id ascending.",
  async start(): Promise<ServerUnderTest> {
    const store = new ChannelStore();
    const answer = createAnswer(store, new SignedPlaces());
    return underTest([await listen(answer), await listen(answer)], "", await listen(createProvisioner(store)));
  },
};
