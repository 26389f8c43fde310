/** The instance that one of several requests goes to: each gets its share, as one alone may be set up otherwise. */
export function instanceFor(index: number, instances: number): number {
  return (index + 1) % instances;
}
