import type { AskedList } from "../profile/asked-list.ts";
import { LIVE_SESSIONS } from "../profile/live-sessions/live-sessions-profile.ts";
import type { Probes } from "../profile/probes.ts";
import type { ProvisionerRequest } from "../questions/provisioning.ts";
import type { Question, WalkQuestion } from "../questions/question.ts";
import * as sizes from "../questions/sizes.ts";
import { comparableId } from "../reading/comparable-id.ts";
import type { Purpose } from "../recording/exchange.ts";
import { ExchangeLog, type RawExchange } from "../recording/exchange-log.ts";
import type { KeptBytes } from "../recording/kept-bytes.ts";
import type { Capability, CollectionReference, Mode } from "../recording/recording.ts";
import {
  changeBody,
  faultsPath,
  type ItemChange,
  type ItemPlan,
  itemBody,
  itemPath,
  itemsPath,
  plannedCollections,
} from "../scenario/live-sessions/protocol.ts";
import {
  type AcknowledgedSession,
  expectNoContent,
  parseAcknowledgedSession,
  parseScenario,
  type Scenario,
} from "../scenario/live-sessions/provisioner.ts";
import type { ScenarioPlan } from "../scenario/live-sessions/scenario.ts";
import { createRandom, type Random } from "../scenario/random.ts";
import { percentEncoded } from "../transport/percent-encoded.ts";
import type { ThrottledResult, ThrottledSender, Wait } from "../transport/throttled-sender.ts";
import type { WireRequest } from "../transport/wire.ts";
import { ESCAPED_SIZE, POSITION, type QueryParameter, SIZE, sendKey, targetOf } from "./list-request.ts";
import type { MockExamples } from "./mock-examples.ts";
import type { Openings } from "./openings.ts";
import { statusOf } from "./quick-reading.ts";

/** What all experiments of a run share. */
export interface RunContext {
  readonly mode: Mode;
  readonly instances: number;
  readonly sender: ThrottledSender;
  readonly provisioner: ThrottledSender | undefined;
  readonly provisionerAuthorization: string | undefined;
  readonly capabilities: readonly Capability[];
  readonly settleMs: number;
  readonly seed: number;
  readonly collections: ReadonlyMap<string, CollectionReference>;
  /** Provisioned sessions by collection, newest first; empty in other modes. */
  readonly provisioned: ReadonlyMap<string, readonly ProvisionedItem[]>;
  /** API key by account name. */
  readonly keys: Map<string, string>;
  /** Further headers of every request to the target. */
  readonly headers: Readonly<Record<string, string>>;
  readonly allowUnsafeMethods: boolean;
  /** False for a handler in the same process: nothing is compressed or broken off on its way. */
  readonly hasConnections: boolean;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Milliseconds that a token is kept before it is used again at the end. */
  readonly patienceMs: number;
  readonly examples: MockExamples | undefined;
  /** What was asked of each collection beforehand. */
  readonly openings: Openings;
  /** What may be sent to it. */
  readonly probes: Probes;
  /** The list that is asked. */
  readonly list: AskedList;
  /** What an experiment keeps for a later one, by what it is; a later one does without it. */
  readonly kept: Map<string, string>;
  /** Room for what is recorded. */
  readonly keptBytes: KeptBytes;
  readonly signal: AbortSignal;
  readonly wait: Wait;
}

/** A session that the provisioner made: its id, and what was asked for. */
export interface ProvisionedItem {
  readonly id: string;
  readonly createdAt: string;
  readonly isInProgress: boolean;
}

/** A request to the list route. */
export interface Ask {
  /** Name of the collection; its id goes into the path unless `segment` stands in for it. */
  readonly collection: string;
  /** The id's path segment, already percent-encoded. */
  readonly segment?: string;
  /** The whole path, where the route is spelled otherwise. */
  readonly path?: string;
  readonly method?: string;
  readonly query?: readonly QueryParameter[];
  /** Which of several alike this is, where the question does not say it. */
  readonly probe?: string;
  /** Whose key; default `owner`. With `authorization` it is only a name for the report; `none` sends no key. */
  readonly key?: string;
  /** The header's value itself, for wrong keys. */
  readonly authorization?: string;
  /** Default `application/json`; null sends none. */
  readonly accept?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly instance?: number;
  readonly connection?: string;
  /** Cut the connection as soon as the request is sent: whatever is answered, nobody reads. */
  readonly breaksOff?: boolean;
  /** Note the suite's clock: how old a token is that comes of it, or goes with it, is shown. */
  readonly isTimed?: boolean;
  /** Mock mode: what `Prefer` asks for, `example=…` or `code=…`. */
  readonly steer?: string;
  /** Statuses among 429, 502, 503 and 504 that are an answer here, not a request to wait. */
  readonly finalStatus?: (status: number) => boolean;
}

/** Where one experiment sends its requests from and takes its notes. */
export class ExperimentContext {
  readonly run: RunContext;
  readonly experiment: string;
  readonly random: Random;
  readonly leftOut: string[] = [];
  readonly #log = new ExchangeLog();
  #heads = 0;

  constructor(run: RunContext, experiment: string) {
    this.run = run;
    this.experiment = experiment;
    this.random = createRandom(run.seed);
  }

  get exchanges(): RawExchange[] {
    return this.#log.entries();
  }

  has(collection: string): boolean {
    return this.run.collections.has(collection);
  }

  collection(name: string): CollectionReference {
    const collection = this.run.collections.get(name);
    if (!collection) throw new Error(`the run has no live entity "${name}"`);
    return collection;
  }

  keyOf(account: string): string {
    return this.run.keys.get(account) ?? "";
  }

  /** Sends a request to the list route and notes it. */
  async ask(question: Question | WalkQuestion, given: Ask): Promise<RawExchange> {
    const ask = this.#withinBounds(question, given);
    const isOwn = this.run.list.profile.name === LIVE_SESSIONS;
    const request = this.#requestOf(ask);
    const note = this.#log.reserve();
    const { attempts, ...result } = await this.#send(request, ask.finalStatus);
    const raw: RawExchange = {
      purpose: { ...purposeOf(question, ask, isOwn), ...(ask.isTimed ? this.#clocked() : {}) },
      request,
      result,
      attempts,
      ...(isOwn ? {} : { list: this.run.list }),
      ...(ask.steer === undefined ? {} : { steered: ask.steer }),
    };
    const kept = this.run.keptBytes.keep(raw);
    note(kept);
    // One that could not be kept is still read here.
    return bodyLength(kept) === bodyLength(raw) ? kept : raw;
  }

  /** As `ask`; where this very request was made before the experiments began, that was it, and nothing is sent. */
  async askFirst(question: Question | WalkQuestion, ask: Ask): Promise<RawExchange> {
    const opening = this.run.openings.take(this.#requestOf(ask));
    if (!opening) return this.ask(question, ask);
    const { clock } = opening.purpose;
    const timed = ask.isTimed && clock !== undefined ? { clock } : {};
    const raw = { ...opening, purpose: { ...purposeOf(question, ask, true), ...timed } };
    this.#log.reserve()(raw);
    return raw;
  }

  #requestOf(ask: Ask): WireRequest {
    const key = ask.key ?? "owner";
    const authorization = ask.authorization ?? (key === "none" || this.keyOf(key) === "" ? undefined : this.keyOf(key));
    const { profile } = this.run.list;
    const sent = sendKey(profile.authentication, authorization);
    const segment =
      profile.collectionParam === undefined ? undefined : (ask.segment ?? this.#segmentOf(ask.collection));
    return {
      method: ask.method ?? "GET",
      instance: ask.instance ?? 0,
      target: targetOf(profile, segment, [...(ask.query ?? []), ...sent.query], ask.path),
      headers: {
        ...(ask.accept === null ? {} : { accept: ask.accept ?? profile.mediaType ?? "application/json" }),
        "user-agent": "live-sessions-conformance",
        ...this.run.headers,
        ...(authorization === undefined ? {} : { authorization }),
        ...this.run.headers,
        ...sent.headers,
        ...(ask.steer === undefined ? {} : { prefer: ask.steer }),
        ...ask.headers,
      },
      ...(ask.body === undefined ? {} : { body: ask.body }),
      ...this.#connectionOf(ask),
      ...(ask.breaksOff === undefined ? {} : { breaksOff: ask.breaksOff }),
    };
  }

  async #send(request: WireRequest, isFinal: Ask["finalStatus"]): Promise<ThrottledResult> {
    const { failure } = this.run.keptBytes;
    return failure ? { failure, attempts: 1 } : this.run.sender.send(request, this.run.signal, isFinal);
  }

  /** Adds a session through the provisioner, of now if it has no time; waits until it must be visible. @returns it as acknowledged */
  async insert(collection: string, item: ItemPlan): Promise<AcknowledgedSession> {
    const path = itemsPath(this.collection(collection).id);
    const clock = item.createdAt === undefined ? this.#clocked() : {};
    const raw = await this.#provision("POST", path, { role: "insert", collection, ...clock }, itemBody(item));
    const made = parseAcknowledgedSession(raw.result, 201, `POST ${path}`);
    await this.#settle();
    return made;
  }

  /** Changes a session through the provisioner; waits until it must be visible. */
  async update(collection: string, sessionId: string, change: ItemChange): Promise<void> {
    const path = this.#sessionPath(collection, sessionId);
    const purpose = { role: "update", collection, session: sessionId } as const;
    const raw = await this.#provision("PATCH", path, purpose, changeBody(change));
    if (!isGone(raw)) parseAcknowledgedSession(raw.result, 200, `PATCH ${path}`);
    await this.#settle();
  }

  /** Deletes a session through the provisioner; waits until it must be gone. */
  async remove(collection: string, sessionId: string): Promise<void> {
    const path = this.#sessionPath(collection, sessionId);
    const raw = await this.#provision("DELETE", path, { role: "delete", collection, session: sessionId });
    if (!isGone(raw)) expectNoContent(raw.result, `DELETE ${path}`);
    await this.#settle();
  }

  /** Has another scenario made; its keys are secrets of the run from then on. */
  async makeScenario(plan: ScenarioPlan): Promise<Scenario> {
    const raw = await this.#provision("POST", "/scenarios", { role: "make scenario" }, plan, untilItIsDone());
    const counts = new Map(plannedCollections(plan).map(({ name, items }) => [name, items.length]));
    const made = parseScenario(raw.result, counts, plan.accounts);
    for (const [account, key] of made.keys) this.run.keys.set(account, key);
    await this.#settle();
    return made;
  }

  /** Deletes such a scenario; waits until it must be gone. @returns false where the provisioner did not say that it is */
  async dropScenario(id: string): Promise<boolean> {
    const path = `/scenarios/${percentEncoded(id)}`;
    const raw = await this.#provision("DELETE", path, { role: "drop scenario" }, undefined, untilItIsDone());
    // What it fails to delete is a finding about it, which a rule tells; all else can be judged.
    if (statusOf(raw) !== 204) return false;
    await this.#settle();
    return true;
  }

  /** Has the next list requests of a collection meet an internal error. */
  async plantFault(collection: string, requests: number): Promise<void> {
    const path = faultsPath(this.collection(collection).id);
    const raw = await this.#provision("POST", path, { role: "fault", collection }, { requests });
    expectNoContent(raw.result, `POST ${path}`);
  }

  async #provision(
    method: string,
    target: string,
    purpose: Omit<Purpose, "experiment" | "role"> & { readonly role: ProvisionerRequest },
    body?: object,
    signal: AbortSignal = this.run.signal,
  ): Promise<RawExchange> {
    const sender = this.run.provisioner;
    if (!sender) throw new Error("this run has no provisioner");
    const authorization = this.run.provisionerAuthorization;
    const request = {
      method,
      instance: 0,
      target,
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(authorization === undefined ? {} : { authorization }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const note = this.#log.reserve();
    const { attempts, ...result } = await sender.send(request, signal);
    const raw: RawExchange = { purpose: { experiment: this.experiment, ...purpose }, request, result, attempts };
    note(this.run.keptBytes.keep(raw));
    return raw;
  }

  async #settle(): Promise<void> {
    if (this.run.settleMs > 0) await this.run.wait(this.run.settleMs, this.run.signal).catch(() => undefined);
  }

  // HEAD goes on a connection of its own: what a faulty server sends behind its head would spoil somebody else's answer.
  #connectionOf({ connection, method }: Ask): { readonly connection?: string } {
    if (connection !== undefined) return { connection: `${this.experiment} ${connection}` };
    if (method !== "HEAD") return {};
    this.#heads += 1;
    return { connection: `${this.experiment} HEAD ${this.#heads}` };
  }

  #clocked(): { readonly clock: string } {
    return { clock: new Date(this.run.clock()).toISOString() };
  }

  // A list may declare bounds that an ordinary size is outside of.
  #withinBounds({ experiment }: Question, ask: Ask): Ask {
    const { name, size } = this.run.list.profile;
    if (name === LIVE_SESSIONS || experiment === sizes.bad.experiment || ask.query === undefined) return ask;
    const bounded = (value: string): string =>
      String(Math.min(Math.max(Number(value), size.minimum ?? 1), size.maximum ?? Number.POSITIVE_INFINITY));
    const query = ask.query.map(
      (parameter): QueryParameter => (parameter[0] === SIZE ? [SIZE, bounded(parameter[1])] : parameter),
    );
    return { ...ask, query };
  }

  #segmentOf(collection: string): string {
    return percentEncoded(this.collection(collection).id);
  }

  #sessionPath(collection: string, sessionId: string): string {
    // A list may spell a UUID otherwise than the provisioner, which is asked in its own spelling.
    const made = this.run.provisioned.get(collection)?.find(({ id }) => comparableId(id) === comparableId(sessionId));
    return itemPath(this.collection(collection).id, made?.id ?? sessionId);
  }
}

const scenarioTimeoutMs = 10_000;

// A scenario that was made by halves, or not deleted, is left behind for ever: an interruption waits for it.
function untilItIsDone(): AbortSignal {
  return AbortSignal.timeout(scenarioTimeoutMs);
}

function purposeOf(
  question: Question | WalkQuestion,
  { collection, query, key = "owner", ...ask }: Ask,
  isOwn: boolean,
): Purpose {
  const position = query?.find(([name]) => name === POSITION)?.[1];
  const { experiment, role, probe = ask.probe } = question;
  const pageSize = query?.find(([name]) => name === SIZE || name === ESCAPED_SIZE)?.[1];
  return {
    experiment,
    role,
    collection,
    key,
    ...(probe === undefined ? {} : { probe }),
    ...("walk" in question ? { walk: question.walk.name, walkId: question.walk.id } : {}),
    ...(pageSize === undefined ? {} : { pageSize }),
    ...(isOwn || position === undefined ? {} : { position }),
  };
}

// A session that was acknowledged and is not there any more is a finding, which a rule reports, and not an error of the protocol.
function isGone(raw: RawExchange): boolean {
  return statusOf(raw) === 404;
}

function bodyLength({ result }: RawExchange): number {
  return "response" in result ? result.response.body.byteLength : 0;
}
