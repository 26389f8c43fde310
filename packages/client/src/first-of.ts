/**
 * Settles as the first of several promises does, or rejects with the reason of `signal` if that aborts before, even
 * when none of them heeds it.
 *
 * @param start makes the promises. Its first signal is aborted in any case at the end, for timers; its second one only
 * when the end is a failure, as telling a request that has ended takes longer than most of the client's work on it.
 * @throws the signal's reason at once, without a start, where it has aborted already.
 */
export async function firstOf<T>(
  signal: AbortSignal | undefined,
  start: (ending: AbortSignal, failing: AbortSignal) => readonly Promise<T>[],
): Promise<T> {
  signal?.throwIfAborted();
  const end = new AbortController();
  const failure = new AbortController();
  const ending = end.signal;
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { signal: ending });
  });
  try {
    return await Promise.race([aborted, ...start(ending, failure.signal)]);
  } catch (error) {
    failure.abort(0);
    throw error;
  } finally {
    // With a reason of its own: making the default one takes as long as the rest of this function.
    end.abort(0);
  }
}
