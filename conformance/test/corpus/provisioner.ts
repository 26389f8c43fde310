import type { Backend, NewSession, SessionChange, SessionRecord } from "./backend.ts";
import { type Answer, type Exchange, jsonReply, type Reply } from "./exchange.ts";
import { utcSeconds } from "./timestamps.ts";

/** How a deployment's provisioning listener differs from a plain one. */
export interface ProvisionerOptions {
  /** Default: all four. */
  readonly capabilities?: readonly string[];
  /** Milliseconds after which an acknowledged change is visible; default 0. */
  readonly settleMs?: number;
  /** Spelling of times in answers; the argument is seconds since 1970. Default `…Z`. */
  readonly spell?: (seconds: number) => string;
  /** Seconds since 1970, for sessions without a time of their own; default: the clock's whole seconds. */
  readonly now?: () => number;
  /** Members added to every session in an answer. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

type Json = Readonly<Record<string, unknown>>;

const noContent: Reply = { status: 204, headers: {}, body: "" };
const notFound: Reply = jsonReply(404, { message: "There is nothing here.", error_type: "invalid_request_error" });

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

function parseJson(text: string): Json {
  return text === "" ? {} : (JSON.parse(text) as Json);
}

function parseTime(value: unknown): number | undefined {
  return typeof value === "string" ? Math.floor(Date.parse(value) / 1000) : undefined;
}

function parseSession(json: Json, now: () => number): NewSession {
  const createdAt = parseTime(json["created_at"]) ?? now();
  const duration = typeof json["duration"] === "number" ? json["duration"] : undefined;
  const streamKey = typeof json["stream_key"] === "string" ? json["stream_key"] : undefined;
  const updatedAt = parseTime(json["updated_at"]) ?? createdAt + Math.floor(duration ?? 0);
  return { createdAt, updatedAt, duration, streamKey };
}

function parseChange(json: Json, now: () => number): SessionChange {
  const updatedAt = parseTime(json["updated_at"]) ?? now();
  if (!("duration" in json)) return { updatedAt };
  return { updatedAt, duration: typeof json["duration"] === "number" ? json["duration"] : undefined };
}

/** A path segment without its escapes; one that is malformed names nothing. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return "";
  }
}

/** Answers the provisioning protocol, version 1, on `backend`. */
export function createProvisioner(backend: Backend, options: ProvisionerOptions = {}): Answer {
  const spell = options.spell ?? ((seconds: number): string => utcSeconds(Math.floor(seconds)));
  const now = options.now ?? nowSeconds;
  const scenarios = new Map<string, readonly string[]>();
  const wire = (session: SessionRecord): Json => ({
    id: session.id,
    entity_id: session.entityId,
    stream_key: session.streamKey,
    created_at: spell(session.createdAt),
    updated_at: spell(session.updatedAt),
    ...(session.duration === undefined ? {} : { duration: session.duration }),
    ...options.extra,
  });

  function createEntity(entity: Json, accountId: string): Json {
    const id = backend.createEntity(accountId);
    const given = (entity["live_sessions"] ?? []) as readonly Json[];
    const stored = given.map((session) => backend.insert(id, parseSession(session, now)));
    return { id, live_sessions: stored.flatMap((session) => (session === undefined ? [] : [wire(session)])) };
  }

  function createScenario(json: Json): Reply {
    const names = (json["accounts"] ?? []) as readonly string[];
    const accounts = new Map(names.map((name) => [name, backend.createAccount()]));
    const entities = ((json["live_entities"] ?? []) as readonly Json[]).map((entity) => [
      String(entity["name"]),
      createEntity(entity, accounts.get(String(entity["account"]))?.id ?? ""),
    ]);
    const id = `scenario-${scenarios.size + 1}`;
    scenarios.set(
      id,
      [...accounts.values()].map((account) => account.id),
    );
    const keys = [...accounts].map(([name, { authorization }]) => [name, { authorization }]);
    return jsonReply(201, { id, accounts: Object.fromEntries(keys), live_entities: Object.fromEntries(entities) });
  }

  function deleteScenario(id: string): Reply {
    const accounts = scenarios.get(id);
    if (accounts === undefined) return notFound;
    for (const account of accounts) backend.dropAccount(account);
    // The entry stays, emptied, so that the next scenario gets another id.
    scenarios.set(id, []);
    return noContent;
  }

  const found = (status: number, session: SessionRecord | undefined): Reply =>
    session === undefined ? notFound : jsonReply(status, wire(session));

  function answer(exchange: Exchange): Reply {
    const [, top, id = "", kind, sessionId = ""] = exchange.path.split("/").map(decoded);
    switch (`${exchange.method} ${top} ${kind ?? ""}`) {
      case "GET capabilities ": {
        const capabilities = options.capabilities ?? ["insert", "update", "delete", "fault"];
        return jsonReply(200, { version: "1", capabilities, settle_ms: options.settleMs ?? 0 });
      }
      case "POST scenarios ":
        return createScenario(parseJson(exchange.body));
      case "DELETE scenarios ":
        return deleteScenario(id);
      case "POST live_entities live_sessions":
        return found(201, backend.insert(id, parseSession(parseJson(exchange.body), now)));
      case "PATCH live_entities live_sessions":
        return found(200, backend.update(id, sessionId, parseChange(parseJson(exchange.body), now)));
      case "DELETE live_entities live_sessions":
        return backend.remove(id, sessionId) ? noContent : notFound;
      case "POST live_entities faults":
        return backend.planFaults(id, Number(parseJson(exchange.body)["requests"] ?? 1)) ? noContent : notFound;
      default:
        return notFound;
    }
  }
  return (exchange) => Promise.resolve(exchange).then(answer);
}
