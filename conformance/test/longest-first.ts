import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take long for their size, the longest first, by a part of their path. */
const long: readonly RegExp[] = [
  /suite\/lawful-|html\/page\.|strangers\/any-stranger\./,
  /suite\/mutants\//,
  /suite\/(read-only|sensitivity-truth|null)\./,
  /suite\/(arrivals|nothing-shared|far-target|changing-data|distinct-stream-keys)\./,
];

/**
 * Order of the test files. Without times of an earlier run, as on a fresh clone, Vitest goes by a file's length, and the longest runs
 * are three lines that register a part of the corpus: they would come last, one core at work on them and the others idle.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = long.findIndex((pattern) => pattern.test(moduleId));
  return rank < 0 ? long.length : rank;
}
