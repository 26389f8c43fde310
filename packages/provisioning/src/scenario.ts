import { InvalidInput } from "./invalid-input.ts";
import { type LiveSession, type NewLiveSession, parseNewLiveSession } from "./live-session.ts";
import { parseList, parseName, parseObject } from "./parse-value.ts";

/** A live entity to be made, with its sessions in the order in which the answer lists them. */
export interface NewLiveEntity {
  /** The suite's name for it, unique within the scenario; not the entity's id. */
  readonly name: string;
  /** One of the scenario's accounts. */
  readonly account: string;
  readonly live_sessions: readonly NewLiveSession[];
}

/** The data of one run: new accounts and entities that disturb no other scenario. */
export interface NewScenario {
  /** Names, each once. */
  readonly accounts: readonly string[];
  readonly live_entities: readonly NewLiveEntity[];
}

/** A scenario that was made. */
export interface Scenario {
  readonly id: string;
  /** By the account's name: the value of the `Authorization` header that lists its entities. */
  readonly accounts: Readonly<Record<string, { readonly authorization: string }>>;
  /** By the entity's name; the sessions in the order of the request. */
  readonly live_entities: Readonly<
    Record<string, { readonly id: string; readonly live_sessions: readonly LiveSession[] }>
  >;
}

/** What a scenario's body calls its collections and their items. */
interface Spelling {
  readonly collections: "live_entities" | "collections";
  readonly items: "live_sessions" | "items";
}

const OF_LIVE_SESSIONS: Spelling = { collections: "live_entities", items: "live_sessions" };
const NEUTRAL: Spelling = { collections: "collections", items: "items" };

/** How a scenario is written: neutrally, where it names `collections`. @throws {InvalidInput} where it names both */
export function spellingOf(value: unknown): Spelling {
  const scenario = parseObject(value, "");
  if (scenario["collections"] === undefined) return OF_LIVE_SESSIONS;
  if (scenario["live_entities"] !== undefined)
    throw new InvalidInput("/collections", "no such member next to /live_entities, which means the same");
  return NEUTRAL;
}

/** A scenario that was made, as the one who asked for it spells it. */
export function spelledScenario(scenario: Scenario, { collections, items }: Spelling): object {
  const { live_entities, ...others } = scenario;
  if (collections === "live_entities") return scenario;
  const spelled = Object.entries(live_entities).map(([name, entity]) => [
    name,
    { id: entity.id, [items]: entity.live_sessions },
  ]);
  return { ...others, [collections]: Object.fromEntries(spelled) };
}

/**
 * @param now epoch seconds, the default of a session's `created_at`
 * @throws {InvalidInput} naming the member that is wrong
 */
export function parseNewScenario(value: unknown, now: number): NewScenario {
  const scenario = parseObject(value, "");
  const { collections, items } = spellingOf(value);
  const accounts = parseList(scenario["accounts"], "/accounts").map((name, n) => parseName(name, `/accounts/${n}`));
  assertUnique(accounts, (n) => `/accounts/${n}`);
  const entities = parseList(scenario[collections], `/${collections}`).map((entity, n) =>
    parseNewLiveEntity(entity, `/${collections}/${n}`, { accounts, items, now }),
  );
  assertUnique(
    entities.map((entity) => entity.name),
    (n) => `/${collections}/${n}/name`,
  );
  return { accounts, live_entities: entities };
}

function parseNewLiveEntity(
  value: unknown,
  pointer: string,
  { accounts, items, now }: Pick<Spelling, "items"> & { readonly accounts: readonly string[]; readonly now: number },
): NewLiveEntity {
  const entity = parseObject(value, pointer);
  const account = parseName(entity["account"], `${pointer}/account`);
  if (!accounts.includes(account)) {
    throw new InvalidInput(`${pointer}/account`, "a name that /accounts lists", account);
  }
  return {
    name: parseName(entity["name"], `${pointer}/name`),
    account,
    live_sessions: parseList(entity[items], `${pointer}/${items}`).map((session, n) =>
      parseNewLiveSession(session, `${pointer}/${items}/${n}`, now),
    ),
  };
}

function assertUnique(names: readonly string[], pointerOf: (index: number) => string): void {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (seen.has(name)) throw new InvalidInput(pointerOf(index), "a name that no other has", name);
    seen.add(name);
  }
}
