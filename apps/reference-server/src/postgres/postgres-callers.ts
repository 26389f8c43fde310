import type { Pool } from "pg";
import { hashApiKey, isApiKey } from "../api-key.ts";
import type { Scope } from "../session-database.ts";
import { IS_VALID } from "./gathered-sql.ts";
import type { Pooling } from "./pooling.ts";
import { readAgain } from "./read-again.ts";

/** Who lists. */
export interface Caller {
  /** The account's id. */
  readonly account: string;
  /** What the database holds of the key. */
  readonly keyHash: Uint8Array;
  readonly authorization: string;
}

const MAX_REMEMBERED = 1_000;

/**
 * Finds callers by their keys, and remembers those that it found. Code that acts on what was remembered looks at the key again: the
 * store in the statement that reads the list, the handler before it refuses.
 */
export class PostgresCallers {
  readonly #pool: Pool;
  readonly #isPrepared: boolean;
  readonly #found = new Map<string, Caller>();

  constructor(pool: Pool, pooling: Pooling) {
    this.#pool = pool;
    this.#isPrepared = pooling === "session";
  }

  /** @returns the caller, if the key was valid when it was looked up last */
  recall(authorization: string): Caller | undefined {
    return this.#found.get(authorization);
  }

  /** Looks the key up. @returns undefined when it is not valid */
  async find(authorization: string, scope: Scope = "read"): Promise<Caller | undefined> {
    if (!isApiKey(authorization)) return undefined;
    const keyHash = hashApiKey(authorization);
    const { rows } = await readAgain<{ account_id: string }>(this.#pool, {
      ...(this.#isPrepared ? { name: "account" } : {}),
      text: `select account_id from api_keys k where hash = $1 and ${IS_VALID} and position($2 in scopes) > 0`,
      values: [keyHash, scope],
    });
    const [row] = rows;
    if (scope !== "read") return row && { account: row.account_id, keyHash, authorization };
    this.#found.delete(authorization);
    return row && this.#remember({ account: row.account_id, keyHash, authorization });
  }

  /** Whether the key of a caller that was remembered is valid now. */
  async isStillValid({ authorization }: Caller): Promise<boolean> {
    return (await this.find(authorization)) !== undefined;
  }

  #remember(caller: Caller): Caller {
    if (this.#found.size >= MAX_REMEMBERED) {
      const [first] = this.#found.keys();
      if (first !== undefined) this.#found.delete(first);
    }
    this.#found.set(caller.authorization, caller);
    return caller;
  }
}
