import type { Clock } from "./clock.ts";

/**
 * Settles as `work` does, or as `onTime` says when the time is over, or rejects with the reason of `signal`: whichever
 * is first, even when `work` does not heed the signal that it is given. That signal is aborted in any case at the end.
 */
export async function timed<T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal | undefined,
  onTime: (resolve: (value: T) => void, reject: (reason: unknown) => void) => void,
  work?: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const ending = controller.signal;
  try {
    return await new Promise<T>((resolve, reject) => {
      clock.after(ms, () => onTime(resolve, reject), ending);
      signal?.addEventListener("abort", () => reject(signal.reason), { signal: ending });
      work?.(ending).then(resolve, reject);
    });
  } finally {
    // With a reason of its own: making the default one takes as long as the rest of this function.
    controller.abort(0);
  }
}
