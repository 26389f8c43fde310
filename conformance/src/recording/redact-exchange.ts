import { valueAt } from "../profile/json-pointer.ts";
import { parsedJson } from "../profile/lenient-json.ts";
import type { ListProfile } from "../profile/list-profile.ts";
import { isWordOfPrograms } from "../questions/wrong-keys.ts";
import type { WireResponse } from "../transport/wire.ts";
import type { Exchange, Purpose, RecordedBody, RecordedRequest, RecordedResponse } from "./exchange.ts";
import type { RawExchange } from "./exchange-log.ts";
import type { Secrets } from "./secrets.ts";

/** Lets the secrets learn what an exchange shows: the keys it sent and the stream keys in its bodies. */
export function learnSecrets(raw: RawExchange, secrets: Secrets): void {
  const { authorization } = raw.request.headers;
  if (authorization !== undefined && !isWordOfPrograms(authorization))
    secrets.addKey(authorization, raw.purpose.key ?? "of the provisioner");
  if (raw.request.body !== undefined) secrets.learnFrom(raw.request.body);
  if ("response" in raw.result) learnFromBody(raw.result.response, secrets);
}

// A run reads the same pages again and again, and keeps equal bodies as one: what is read of it is read once.
const learntFrom = new WeakMap<Secrets, WeakSet<Uint8Array>>();
const notedFrom = new WeakMap<Secrets, WeakSet<Uint8Array>>();

/** True the first time that secrets and a body meet. */
function isFirst(seen: WeakMap<Secrets, WeakSet<Uint8Array>>, secrets: Secrets, body: Uint8Array): boolean {
  const known = seen.get(secrets) ?? new WeakSet();
  if (known.has(body)) return false;
  seen.set(secrets, known.add(body));
  return true;
}

/** Notes the tokens that an exchange gives, once all secrets of a run are learnt. */
export function noteTokens(raw: RawExchange, secrets: Secrets): void {
  if (!("response" in raw.result) || !isFirst(notedFrom, secrets, raw.result.response.body)) return;
  const body = withoutCopy(raw.result.response.body);
  if (secrets.mayHoldToken(body)) secrets.noteTokens(body.toString("utf8"));
}

function withoutCopy({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function learnFromBody({ body }: WireResponse, secrets: Secrets): void {
  if (isFirst(learntFrom, secrets, body)) secrets.learnFrom(withoutCopy(body).toString("utf8"));
}

/** Lets the secrets learn the members of items that no report may show. */
export function learnItemSecrets(profile: ListProfile, exchanges: readonly RawExchange[], secrets: Secrets): void {
  if (profile.secrets.length === 0) return;
  for (const { result } of exchanges) {
    const items = "response" in result ? valueAt(parsedJson(result.response.body), profile.paging.items) : undefined;
    for (const item of Array.isArray(items) ? items : []) {
      for (const pointer of profile.secrets) {
        const value = valueAt(item, pointer);
        if (typeof value === "string") secrets.addItemSecret(value);
      }
    }
  }
}

/** The exchange as it may be stored and shown. */
export function redactExchange(raw: RawExchange, id: number, secrets: Secrets): Exchange {
  return {
    id,
    purpose: redactPurpose(raw.purpose, secrets),
    request: redactRequest(raw, secrets),
    ...("response" in raw.result ? { response: redactResponse(raw.result.response, secrets) } : {}),
    ...("failure" in raw.result
      ? { failure: { ...raw.result.failure, message: secrets.redact(raw.result.failure.message) } }
      : {}),
    ...(raw.list === undefined ? {} : { list: raw.list }),
    ...(raw.steered === undefined ? {} : { steered: raw.steered }),
    attempts: raw.attempts,
  };
}

// A link to the next page may repeat the key that was sent.
function redactPurpose(purpose: Purpose, secrets: Secrets): Purpose {
  return purpose.position === undefined ? purpose : { ...purpose, position: secrets.redact(purpose.position) };
}

function redactRequest(raw: RawExchange, secrets: Secrets): RecordedRequest {
  const { method, instance, target, headers, body } = raw.request;
  const known = Object.entries(headers).map(([name, value]) => [name, secrets.redactHeader(name, value)]);
  return {
    method,
    instance,
    target: secrets.redactTarget(target),
    headers: Object.fromEntries(known),
    ...(body === undefined ? {} : { body: secrets.redact(body) }),
  };
}

function redactResponse(response: WireResponse, secrets: Secrets): RecordedResponse {
  return {
    status: response.status,
    // A key may be echoed as a name, too.
    headers: response.headers.map(
      ([name, value]) => [secrets.redact(name), secrets.redactHeader(name, value)] as const,
    ),
    body: redactBody(response, secrets),
  };
}

const redacted = new WeakMap<Secrets, WeakMap<Uint8Array, RecordedBody>>();

/** Equal bodies are one here, too. */
function redactBody(response: WireResponse, secrets: Secrets): RecordedBody {
  const known = redacted.get(secrets) ?? new WeakMap<Uint8Array, RecordedBody>();
  redacted.set(secrets, known);
  const found = known.get(response.body);
  // One that was cut at the same place belongs to another answer.
  if (found?.bytes === response.bytes) return found;
  const body = redactBodyUncached(response, secrets);
  known.set(response.body, body);
  return body;
}

function redactBodyUncached(response: WireResponse, secrets: Secrets): RecordedBody {
  const bytes = withoutCopy(response.body);
  const truncated = response.bytes > bytes.byteLength;
  const text = decodeUtf8(bytes);
  if (text !== undefined)
    return { encoding: "utf8", text: cut(secrets.redact(text), truncated), bytes: response.bytes, truncated };
  // Not UTF-8: secrets are ASCII in practice, so they are looked for byte by byte.
  const latin1 = cut(secrets.redact(bytes.toString("latin1")), truncated);
  return {
    encoding: "base64",
    text: Buffer.from(latin1, "latin1").toString("base64"),
    bytes: response.bytes,
    truncated,
  };
}

const MAX_SECRET = 512;

// A body that was cut may end within a secret, which then matches nothing.
function cut(text: string, truncated: boolean): string {
  return truncated ? text.slice(0, -MAX_SECRET) : text;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
