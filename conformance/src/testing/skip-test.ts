/**
 * Tells the runner that a test proved nothing, if it has a way to be told: Vitest and node:test hand a context to the
 * test, Mocha is `this`. Jest and Bun have none; there the test's title says what its passing may mean.
 *
 * @param context what the runner handed to the test, and its `this`
 * @returns false where the runner has no way to be told
 */
export function skipTest(context: readonly unknown[], reason: string): boolean {
  for (const candidate of context) {
    if (!canSkip(candidate)) continue;
    // Vitest and Mocha throw here, and are to.
    candidate.skip(reason);
    return true;
  }
  return false;
}

function canSkip(value: unknown): value is { skip(reason: string): void } {
  // Vitest's context is a function, the others' are objects.
  const isThing = (typeof value === "object" && value !== null) || typeof value === "function";
  return isThing && "skip" in value && typeof value.skip === "function";
}
