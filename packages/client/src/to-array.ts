import { demandInteger } from "./demand.ts";
import type { SerialIterator } from "./serial-iterator.ts";

/** What calls had read when they failed. */
const unfinished = new WeakMap<object, unknown[]>();

/**
 * Reads what is left of a walk into an array: all of it, or an error.
 *
 * After an error nothing is lost, as the next call on the same walk goes on where this one stopped, and gives what had been
 * read with the rest. Until then the walk's `checkpoint` is behind what nobody was given, so store it afterwards.
 *
 * A function of its own, so that who does not call it does not ship it.
 *
 * @param options `limit`: gives so many at most, and leaves the rest to the walk. No limit unless given.
 * @throws {RangeError} when `limit` is not an integer of 0 or more; and whatever `next()` of the walk throws.
 */
export async function toArray<T>(
  walk: SerialIterator<T>,
  options: { readonly limit?: number | undefined } = {},
): Promise<T[]> {
  const { limit = Infinity } = options;
  demandInteger("limit", limit, 0);
  const values = (unfinished.get(walk) ?? []) as T[];
  unfinished.delete(walk);
  try {
    while (values.length < limit) {
      const next = await walk.next();
      if (next.done) break;
      values.push(next.value);
    }
    return values.splice(0, limit);
  } finally {
    if (values.length) unfinished.set(walk, values.concat((unfinished.get(walk) as T[] | undefined) ?? []));
  }
}
