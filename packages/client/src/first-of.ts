/**
 * Settles as the first of several promises does, or rejects with the reason of `signal` if that aborts before, even
 * when none of them heeds it.
 *
 * @param start makes the promises; the signal that it is given is aborted in any case at the end.
 * @throws the signal's reason at once, without a start, where it has aborted already.
 */
export async function firstOf<T>(
  signal: AbortSignal | undefined,
  start: (ending: AbortSignal) => readonly Promise<T>[],
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const ending = controller.signal;
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { signal: ending });
  });
  try {
    return await Promise.race([aborted, ...start(ending)]);
  } finally {
    // With a reason of its own: making the default one takes as long as the rest of this function.
    controller.abort(0);
  }
}
