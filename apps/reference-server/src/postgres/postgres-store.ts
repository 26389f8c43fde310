import type { EntityState, LiveSessionStore, RangeRequest, SessionRange } from "@live-sessions/server";
import type { Pool } from "pg";
import { InjectedFault } from "../injected-fault.ts";
import { RANGES_SQL, VERSIONS_SQL } from "./gathered-sql.ts";
import type { Caller } from "./postgres-callers.ts";
import type { Asking, EntityQuestion } from "./questions.ts";

// No `created_at` is greater: a page that begins after it is the first.
const BEFORE_THE_NEWEST = "9223372036854775807";

interface VersionQuestion extends EntityQuestion {
  readonly caller: Caller;
}
interface RangeQuestion extends RangeRequest {
  readonly caller: Caller;
}

type VersionRow = readonly [n: number, version: string];
type RangeRow = readonly [n: number, version: string, faults: number, count: number, bodies: string | null];

/** Reads sessions from PostgreSQL, and finds nothing for a key that is not valid. */
export class PostgresStore implements LiveSessionStore<Caller> {
  readonly #pool: Pool;
  readonly #version: (question: VersionQuestion) => Promise<VersionRow | undefined>;
  readonly #range: (question: RangeQuestion) => Promise<RangeRow | undefined>;

  constructor(pool: Pool, ask: Asking) {
    this.#pool = pool;
    this.#version = ask({
      name: "versions",
      sql: VERSIONS_SQL,
      parameters: (questions) => [questions.map(({ caller }) => caller.keyHash)],
    });
    this.#range = ask({
      name: "ranges",
      sql: RANGES_SQL,
      parameters: (questions) => [
        questions.map(({ caller }) => caller.keyHash),
        questions.map(({ limit }) => limit),
        questions.map(({ after }) => after?.createdAt ?? BEFORE_THE_NEWEST),
        questions.map(({ after }) => after?.sessionId ?? ""),
      ],
    });
  }

  /** See {@link LiveSessionStore.findEntity}. */
  async findEntity(caller: Caller, entityId: string): Promise<EntityState | undefined> {
    const row = await this.#version({ caller, entityId });
    return row && { version: row[1] };
  }

  /** See {@link LiveSessionStore.pageAfter}. @throws {InjectedFault} when one was asked for */
  async pageAfter(caller: Caller, range: RangeRequest): Promise<SessionRange | undefined> {
    const row = await this.#range({ caller, ...range });
    if (!row) return undefined;
    const [, version, faults, count, bodies] = row;
    if (faults > 0) await this.#failOnce(range.entityId);
    return { version, sessions: { text: bodies ?? "", count } };
  }

  async #failOnce(entityId: string): Promise<void> {
    const { rowCount } = await this.#pool.query(
      "update live_entities set faults = faults - 1 where id = $1 and faults > 0",
      [entityId],
    );
    // Another process may have used the last one up since the read.
    if (rowCount) throw new InjectedFault();
  }
}
