import type { LiveSessionIterator, LiveSessionsClient } from "./client.ts";
import { demandInteger } from "./demand.ts";
import type { LiveSessionsOptions } from "./list-options.ts";

/** How the lists of several live entities are walked: each with these options. */
export interface ForEachEntityOptions extends Omit<LiveSessionsOptions, "pageToken" | "resumeFrom"> {
  /** How many live entities are worked on at the same time. Default 4. */
  readonly concurrency?: number | undefined;
}

/** What work on one live entity came to. */
export type EntityResult<T> =
  | { readonly id: string; readonly ok: true; readonly value: T }
  | { readonly id: string; readonly ok: false; readonly error: unknown };

/**
 * Works on the lists of many live entities, so many at a time. One that fails keeps no other from its end.
 *
 * A function of its own, so that who does not call it does not ship it.
 *
 * @param ids the live entities.
 * @param work is given the walk over an entity's sessions and its id; the walk is ended when `work` is.
 * @returns what each came to, in the order of `ids`.
 * @throws {RangeError} for a `concurrency` that is not an integer of 1 or more; and the signal's reason when it aborts.
 */
export async function forEachEntity<T>(
  client: Pick<LiveSessionsClient, "liveSessions">,
  ids: Iterable<string>,
  work: (sessions: LiveSessionIterator, id: string) => T | Promise<T>,
  options: ForEachEntityOptions = {},
): Promise<EntityResult<T>[]> {
  const { concurrency = 4, ...walk } = options;
  demandInteger("concurrency", concurrency, 1);
  const all = [...ids];
  const results: EntityResult<T>[] = [];
  // Shared by the workers: each takes the next one.
  const remaining = all.entries();

  async function worker(): Promise<void> {
    for (const [index, id] of remaining) {
      walk.signal?.throwIfAborted();
      results[index] = await resultOf(client.liveSessions(id, walk), id, work);
    }
  }

  const width = Math.min(concurrency, all.length);
  await Promise.all(Array.from({ length: width }, worker));
  walk.signal?.throwIfAborted();
  return results;
}

async function resultOf<T>(
  sessions: LiveSessionIterator,
  id: string,
  work: (sessions: LiveSessionIterator, id: string) => T | Promise<T>,
): Promise<EntityResult<T>> {
  try {
    return { id, ok: true, value: await work(sessions, id) };
  } catch (error) {
    return { id, ok: false, error };
  } finally {
    await sessions.return();
  }
}
