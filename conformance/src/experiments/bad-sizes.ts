/** Sizes that are no sizes: 400 is the only answer. */
export const badSizes: readonly string[] = ["0", "-1", "1.5", "abc", "5abc"];

/** The instance that a size is tried at: each gets its share, as one alone may be set up otherwise. */
export function instanceFor(index: number, instances: number): number {
  return (index + 1) % instances;
}
