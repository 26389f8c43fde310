/**
 * Settles as what is started does, or rejects with the reason of `signal` if that aborts before, even when what was
 * started does not heed it.
 *
 * @param start starts the work; gives what ends it, which is called when this settles, with true for a failure.
 * Neither of what it is given may be called before it has returned.
 * @throws the signal's reason at once, without a start, where it has aborted already.
 */
export function firstOf<T>(
  signal: AbortSignal | undefined,
  start: (resolve: (value: T) => void, reject: (reason: unknown) => void) => (isFailure: boolean) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => fail(signal?.reason);
    const end = (isFailure: boolean) => {
      signal?.removeEventListener("abort", abort);
      stop(isFailure);
    };
    const fail = (reason: unknown) => {
      reject(reason);
      end(true);
    };
    const stop = start((value) => {
      resolve(value);
      end(false);
    }, fail);
    signal?.addEventListener("abort", abort);
  });
}
