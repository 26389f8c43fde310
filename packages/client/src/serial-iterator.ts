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

/**
 * An async iterator by hand rather than a generator, since a generator that has thrown is over: here the next `next()`
 * tries again. Calls of `next()` that overlap wait for each other, so that each gets another value.
 */
export function serialIterator<T>({ advance, close }: SerialSource<T>): SerialIterator<T> {
  let isClosed = false;
  const end: IteratorReturnResult<undefined> = { done: true, value: undefined };
  let last: Promise<IteratorResult<T, undefined>> = Promise.resolve(end);

  const step = () =>
    isClosed
      ? end
      : advance().catch((error) => {
          if (isClosed) return end;
          throw error;
        });

  return {
    next() {
      last = last.then(step, step);
      return last;
    },
    async return() {
      isClosed = true;
      close();
      return end;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
