/** What {@link serialIterator} is made of. */
export interface SerialSource<T> {
  /** Gives what comes next, or the end. It is never called while it is still at work. */
  advance(): Promise<IteratorResult<T, undefined>>;
  /** Gives what comes next where that is possible at once. */
  takeNow?(): T | undefined;
  /** Ends what is in flight. */
  close(): void;
}

/**
 * An async iterator by hand rather than a generator, since a generator that has thrown is over: here the next `next()`
 * tries again. Calls of `next()` that overlap wait for each other, so that each gets another value.
 */
export function serialIterator<T>(source: SerialSource<T>): AsyncIterableIterator<T, undefined, undefined> {
  let waiting = 0;
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();
  const end: IteratorReturnResult<undefined> = { done: true, value: undefined };

  async function step(): Promise<IteratorResult<T, undefined>> {
    try {
      return isClosed ? end : await source.advance();
    } catch (error) {
      if (isClosed) return end;
      throw error;
    } finally {
      waiting--;
    }
  }

  return {
    next() {
      const value = waiting === 0 && !isClosed ? source.takeNow?.() : undefined;
      if (value !== undefined) return Promise.resolve({ done: false, value });
      waiting++;
      const result = last.then(step, step);
      last = result;
      return result;
    },
    return() {
      isClosed = true;
      source.close();
      return Promise.resolve(end);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
