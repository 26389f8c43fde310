/** A wait is counted in so many parts. */
const PARTS = 10;

/**
 * Waits, but for the time in which this process could hear nothing, as it was busy itself or had no processor: of each part of the
 * wait no more counts than it was to take, and what has arrived by its end is heard first.
 *
 * @param patienceMs how long an answer may take
 * @param end called when it has taken longer
 * @returns ends the wait
 */
export function waitPatiently(patienceMs: number, end: () => void): () => void {
  let partsLeft = PARTS;
  let timer: NodeJS.Timeout;
  let last: NodeJS.Immediate | undefined;
  const next = (): void => {
    timer = setTimeout(() => {
      partsLeft -= 1;
      if (partsLeft > 0) next();
      else last = setImmediate(end);
    }, patienceMs / PARTS);
  };
  next();
  return () => {
    clearTimeout(timer);
    clearImmediate(last);
  };
}
