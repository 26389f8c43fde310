import { membersOf, parsedJson } from "../profile/lenient-json.ts";
import { MEMBERS } from "../profile/live-sessions/members.ts";
import { provisionerRequestOf, scenario } from "../questions/provisioning.ts";
import { isAskedBy } from "../questions/question.ts";
import type { Exchange } from "../recording/exchange.ts";
import { provisionedItems, valuesOf } from "../scenario/live-sessions/protocol.ts";
import { comparableId } from "./comparable-id.ts";
import { readBody } from "./page-reading.ts";
import { compareInstants, type Instant, parseInstant } from "./rfc3339.ts";
import { valueText } from "./value-text.ts";

/** A session whose values are known, because the suite asked for them or the provisioner acknowledged them. */
export interface KnownSession {
  readonly id: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant | undefined;
  /** Seconds; undefined while in progress. */
  readonly duration: number | undefined;
  readonly streamKey: string | undefined;
}

interface Event {
  /** Id of the exchange that made it. */
  readonly at: number;
  readonly id: string;
  /** Undefined: deleted. */
  readonly session: KnownSession | undefined;
}

/** What a provisioned run knows of its collections at every moment, rebuilt from the provisioning exchanges alone. */
export class KnownData {
  readonly #events = new Map<string, Event[]>();
  readonly #states = new Map<string, readonly KnownSession[]>();
  /** The same, by collection and exchange: rules ask for it session by session. */
  readonly #statesAt = new Map<string, Map<number, readonly KnownSession[]>>();
  readonly #changed = new Map<string, ReadonlySet<string>>();
  readonly #byId = new WeakMap<readonly KnownSession[], ReadonlyMap<string, KnownSession>>();
  readonly #owners = new Map<string, Set<string>>();
  readonly #differences: string[] = [];

  constructor(exchanges: readonly Exchange[]) {
    for (const exchange of exchanges) this.#read(exchange);
  }

  /** The sessions of a collection just before an exchange, newest first, those of one second in no particular order. */
  sessionsAt(collection: string, exchangeId: number): readonly KnownSession[] {
    const states = this.#statesAt.get(collection) ?? new Map<number, readonly KnownSession[]>();
    const state = states.get(exchangeId) ?? this.#stateAt(collection, exchangeId);
    this.#statesAt.set(collection, states.set(exchangeId, state));
    return state;
  }

  #stateAt(collection: string, exchangeId: number): readonly KnownSession[] {
    const events = this.#events.get(collection) ?? [];
    const next = events.findIndex(({ at }) => at >= exchangeId);
    const count = next === -1 ? events.length : next;
    const key = `${count} ${collection}`;
    const known = this.#states.get(key) ?? stateAfter(events.slice(0, count));
    this.#states.set(key, known);
    return known;
  }

  /** One of those sessions, by its id. */
  sessionAt(collection: string, exchangeId: number, id: string | undefined): KnownSession | undefined {
    const state = this.sessionsAt(collection, exchangeId);
    const byId = this.#byId.get(state) ?? new Map(state.map((session) => [session.id, session]));
    this.#byId.set(state, byId);
    return id === undefined ? undefined : byId.get(id);
  }

  /**
   * The collections that have, or had, a session of this id: several where ids are counted for each collection; undefined for an
   * id that nobody made.
   */
  collectionsOf(sessionId: string): ReadonlySet<string> | undefined {
    return this.#owners.get(sessionId);
  }

  /** What the provisioner acknowledged otherwise than it was asked for: where, and both values. */
  get differences(): readonly string[] {
    return this.#differences;
  }

  /** Ids of the sessions that were inserted, updated or deleted during the run. */
  changedIds(collection: string): ReadonlySet<string> {
    const known = this.#changed.get(collection);
    if (known) return known;
    const events = (this.#events.get(collection) ?? []).filter((event) => event.at > 1);
    const changed = new Set(events.map((event) => event.id));
    this.#changed.set(collection, changed);
    return changed;
  }

  #read(exchange: Exchange): void {
    const { collection, session } = exchange.purpose;
    const status = exchange.response?.status ?? 0;
    if (status < 200 || status > 299) return;
    const asked = provisionerRequestOf(exchange.purpose);
    if (isAskedBy(exchange.purpose, scenario) || asked === "make scenario") this.#readScenario(exchange);
    if (collection === undefined) return;
    if (asked === "insert")
      this.#add(collection, exchange.id, jsonOf(exchange.request.body), responseJson(exchange), "");
    if (asked === "update" && session !== undefined)
      this.#change(
        collection,
        exchange.id,
        comparableId(session),
        jsonOf(exchange.request.body),
        responseJson(exchange),
      );
    if (asked === "delete" && session !== undefined)
      this.#push(collection, { at: exchange.id, id: comparableId(session), session: undefined });
  }

  #readScenario(exchange: Exchange): void {
    for (const [name, items] of provisionedItems(jsonOf(exchange.request.body), responseJson(exchange))) {
      this.#events.set(name, []);
      for (const { asked, made, pointer } of items) this.#add(name, exchange.id, asked, made, pointer);
    }
  }

  // What came back otherwise than it was asked for is the provisioner's: the list is held to what it acknowledged.
  #add(collection: string, at: number, wanted: Members, made: Members, pointer: string): void {
    const difference = differenceBetween(wanted, made);
    if (difference !== undefined)
      this.#differences.push(`${pointer}/${difference} of the provisioner's answer (exchange ${at})`);
    const [asked, acknowledged] = [valuesOf(difference === undefined ? wanted : made), valuesOf(made)];
    const createdAt = instant(asked.createdAt) ?? instant(acknowledged.createdAt);
    if (createdAt === undefined) return;
    const id = comparableId(valueText(made["id"]));
    this.#push(collection, {
      at,
      id,
      session: {
        id,
        createdAt,
        updatedAt: instant(asked.updatedAt) ?? instant(acknowledged.updatedAt),
        duration: asked.duration,
        streamKey: asked.streamKey ?? acknowledged.streamKey,
      },
    });
  }

  #change(collection: string, at: number, id: string, asked: Members, made: Members): void {
    const before = this.#stateAt(collection, at).find((session) => session.id === id);
    if (!before) return;
    const { updatedAt: changedAt, duration } = valuesOf(asked);
    const updatedAt = instant(changedAt) ?? instant(valuesOf(made).updatedAt);
    this.#push(collection, {
      at,
      id,
      // Null: it goes on.
      session: { ...before, updatedAt, duration: MEMBERS.duration in asked ? duration : before.duration },
    });
  }

  #push(collection: string, event: Event): void {
    const events = this.#events.get(collection) ?? [];
    events.push(event);
    this.#events.set(collection, events);
    this.#owners.set(event.id, new Set([...(this.#owners.get(event.id) ?? []), collection]));
  }
}

function stateAfter(events: readonly Event[]): readonly KnownSession[] {
  const current = new Map<string, KnownSession>();
  for (const { id, session } of events) {
    if (session) current.set(id, session);
    else current.delete(id);
  }
  return [...current.values()].sort((a, b) => compareInstants(b.createdAt, a.createdAt));
}

type Members = Readonly<Record<string, unknown>>;

function responseJson(exchange: Exchange): Members {
  return exchange.response ? membersOf(readBody(exchange.response.body).json) : {};
}

// A stored report may hold anything.
function jsonOf(body: string | undefined): Members {
  return membersOf(parsedJson(body));
}

function instant(text: string | undefined): Instant | undefined {
  return text === undefined ? undefined : parseInstant(text);
}

const HALF_A_MILLISECOND = 0.000_5;

/** The first member that came back otherwise than it was asked for, with both values. */
function differenceBetween(asked: Members, made: Members): string | undefined {
  const [wanted, got] = [valuesOf(asked), valuesOf(made)];
  for (const name of ["createdAt", "updatedAt"] as const) {
    const [before, after] = [instant(wanted[name]), instant(got[name])];
    if (before && after && compareInstants(before, after) !== 0) return otherwise(MEMBERS[name], asked, made);
  }
  const isOtherDuration = Math.abs((wanted.duration ?? 0) - (got.duration ?? 0)) >= HALF_A_MILLISECOND;
  if (isOtherDuration || (wanted.duration === undefined) !== (got.duration === undefined))
    return otherwise(MEMBERS.duration, asked, made);
  const isOtherKey =
    wanted.streamKey !== undefined && got.streamKey !== undefined && wanted.streamKey !== got.streamKey;
  return isOtherKey ? otherwise(MEMBERS.streamKey, asked, made) : undefined;
}

function otherwise(member: string, asked: Members, made: Members): string {
  return `${member} is ${JSON.stringify(made[member])}, ${JSON.stringify(asked[member])} was asked for`;
}
