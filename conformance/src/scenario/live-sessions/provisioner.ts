import { isObject } from "../../profile/json-pointer.ts";
import { parsedJson } from "../../profile/lenient-json.ts";
import type { Capability } from "../../recording/recording.ts";
import { headerProblem } from "../../transport/header-problem.ts";
import type { WireResult } from "../../transport/wire.ts";

/** The provisioner cannot be used: unreachable, or its answers are not those of the protocol. */
export class ProvisionerError extends Error {
  override readonly name = "ProvisionerError";
}

/** What `GET /capabilities` says. */
export interface ProvisionerCapabilities {
  readonly capabilities: readonly Capability[];
  /** Milliseconds to wait after a change, an hour at most. */
  readonly settleMs: number;
  /** Milliseconds as declared. */
  readonly declaredSettleMs: number;
}

const MAX_SETTLE_MS = 3_600_000;

/** A session as the provisioner acknowledged it. */
export interface AcknowledgedSession {
  readonly id: string;
  readonly [member: string]: unknown;
}

/** What `POST /scenarios` made. */
export interface Scenario {
  readonly id: string;
  /** API key by account name. */
  readonly keys: ReadonlyMap<string, string>;
  readonly collections: ReadonlyMap<string, { readonly id: string; readonly sessions: readonly AcknowledgedSession[] }>;
}

const known: readonly Capability[] = ["insert", "update", "delete", "fault"];

/** Reads the answer to `GET /capabilities`; capabilities of later versions are left out. */
export function parseCapabilities(result: WireResult): ProvisionerCapabilities {
  const body = jsonObject(result, 200, "GET /capabilities");
  if (body["version"] !== "1") {
    throw new ProvisionerError(
      `The provisioner speaks version ${JSON.stringify(body["version"])} of the protocol; this suite speaks "1".`,
    );
  }
  const listed = body["capabilities"];
  if (!Array.isArray(listed))
    throw new ProvisionerError('GET /capabilities of the provisioner lacks "capabilities", a list of strings.');
  const settle = body["settle_ms"];
  const declaredSettleMs = typeof settle === "number" && settle > 0 ? settle : 0;
  return {
    capabilities: known.filter((capability) => listed.includes(capability)),
    settleMs: Math.min(declaredSettleMs, MAX_SETTLE_MS),
    declaredSettleMs,
  };
}

/** Reads the answer to `POST /scenarios`; every account and entity that was asked for must be there. */
export function parseScenario(
  result: WireResult,
  wanted: ReadonlyMap<string, number>,
  accounts: readonly string[],
): Scenario {
  const body = jsonObject(result, 201, "POST /scenarios");
  const keys = new Map<string, string>();
  for (const name of accounts) {
    const authorization = member(member(body["accounts"], name), "authorization");
    if (typeof authorization !== "string")
      throw new ProvisionerError(`POST /scenarios of the provisioner gave no authorization for the account "${name}".`);
    const problem = headerProblem(authorization);
    if (problem !== undefined)
      throw new ProvisionerError(
        `POST /scenarios of the provisioner gave an authorization for the account "${name}" that ${problem}, which a header cannot carry.`,
      );
    keys.set(name, authorization);
  }
  const collections = new Map([...wanted].map(([name, count]) => [name, parseCollection(body, name, count)]));
  const id = body["id"];
  if (typeof id !== "string" && typeof id !== "number")
    throw new ProvisionerError('POST /scenarios of the provisioner gave no "id".');
  return { id: String(id), keys, collections };
}

/** Reads the LiveSession of a 200 or 201. */
export function parseAcknowledgedSession(result: WireResult, status: number, what: string): AcknowledgedSession {
  return asSession(jsonObject(result, status, what), what);
}

/** Checks for a 204. */
export function expectNoContent(result: WireResult, what: string): void {
  if ("failure" in result) throw new ProvisionerError(`${what} failed: ${result.failure.message}.`);
  if (result.response.status !== 204)
    throw new ProvisionerError(`${what} was answered ${result.response.status} instead of 204.`);
}

function parseCollection(
  body: Readonly<Record<string, unknown>>,
  name: string,
  count: number,
): { id: string; sessions: AcknowledgedSession[] } {
  const collection = member(body["live_entities"], name);
  const id = member(collection, "id");
  const sessions = member(collection, "live_sessions");
  if (typeof id !== "string" || !Array.isArray(sessions)) {
    throw new ProvisionerError(
      `POST /scenarios of the provisioner gave no id or live_sessions for the entity "${name}".`,
    );
  }
  if (sessions.length !== count) {
    throw new ProvisionerError(
      `POST /scenarios of the provisioner made ${sessions.length} sessions of "${name}"; ${count} were asked for.`,
    );
  }
  return { id, sessions: sessions.map((session) => asSession(session, `live_sessions of "${name}"`)) };
}

function asSession(value: unknown, what: string): AcknowledgedSession {
  const id = member(value, "id");
  if (typeof id !== "string") throw new ProvisionerError(`A session without an id came back from ${what}.`);
  return { ...(value as Record<string, unknown>), id };
}

function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function jsonObject(result: WireResult, status: number, what: string): Readonly<Record<string, unknown>> {
  if ("failure" in result) throw new ProvisionerError(`${what} at the provisioner failed: ${result.failure.message}.`);
  const { response } = result;
  const type = response.headers.find(([name]) => name === "content-type")?.[1] ?? "no media type";
  if (response.status !== status) {
    throw new ProvisionerError(
      `${what} at the provisioner was answered ${response.status} (${type}) instead of ${status}.`,
    );
  }
  const value = parsedJson(response.body);
  if (!isObject(value)) {
    throw new ProvisionerError(
      `${what} at the provisioner was answered ${response.status} with ${type}, not with a JSON object. Is the URL that of a provisioner?`,
    );
  }
  return value;
}
