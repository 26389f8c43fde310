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

/**
 * @param now epoch seconds, the default of a session's `created_at`
 * @throws {InvalidInput} naming the member that is wrong
 */
export function parseNewScenario(value: unknown, now: number): NewScenario {
  const scenario = parseObject(value, "");
  const accounts = parseList(scenario["accounts"], "/accounts").map((name, n) => parseName(name, `/accounts/${n}`));
  assertUnique(accounts, (n) => `/accounts/${n}`);
  const entities = parseList(scenario["live_entities"], "/live_entities").map((entity, n) =>
    parseNewLiveEntity(entity, `/live_entities/${n}`, accounts, now),
  );
  assertUnique(
    entities.map((entity) => entity.name),
    (n) => `/live_entities/${n}/name`,
  );
  return { accounts, live_entities: entities };
}

function parseNewLiveEntity(value: unknown, pointer: string, accounts: readonly string[], now: number): NewLiveEntity {
  const entity = parseObject(value, pointer);
  const account = parseName(entity["account"], `${pointer}/account`);
  if (!accounts.includes(account)) {
    throw new InvalidInput(`${pointer}/account`, "a name that /accounts lists", account);
  }
  return {
    name: parseName(entity["name"], `${pointer}/name`),
    account,
    live_sessions: parseList(entity["live_sessions"], `${pointer}/live_sessions`).map((session, n) =>
      parseNewLiveSession(session, `${pointer}/live_sessions/${n}`, now),
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
