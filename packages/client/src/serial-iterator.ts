/** An async iterator that can be ended before its end. */
export interface SerialIterator<T> extends AsyncIterableIterator<T, undefined, undefined> {
  /** Ends it and cancels what is in flight; a `next()` that waits is done. */
  return(): Promise<IteratorReturnResult<undefined>>;
}

/** What {@link serialIterator} is made of. */
export interface SerialSource<T> {
  /** Gives what comes next, or the end. It is never called while it is still at work. */
  advance(): Promise<IteratorResult<T, undefined>>;
  /** Ends what is in flight. */
  close(): void;
}

/** The end of what is iterated. */
export const END: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * An async iterator by hand rather than a generator, since a generator that has thrown is over: here the next `next()`
 * tries again. Calls of `next()` that overlap wait for each other, so that each gets another value.
 *
 * @param open gives the source; what it throws, `next()` rejects with, and the next one opens it again.
 */
export function serialIterator<T>(open: () => SerialSource<T> | Promise<SerialSource<T>>): SerialIterator<T> {
  let isClosed = false;
  let source: SerialSource<T> | undefined;
  let last: Promise<IteratorResult<T, undefined>> = Promise.resolve(END);

  async function step(): Promise<IteratorResult<T, undefined>> {
    try {
      source ??= await open();
      return isClosed ? END : await source.advance();
    } catch (error) {
      if (isClosed) return END;
      throw error;
    }
  }

  return {
    next() {
      last = last.then(step, step);
      return last;
    },
    async return() {
      isClosed = true;
      source?.close();
      return END;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
