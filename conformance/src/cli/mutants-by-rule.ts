import { createRequire } from "node:module";

interface Coverage {
  readonly clauses: readonly {
    readonly rules: readonly { readonly id: string; readonly mutants: readonly string[] }[];
  }[];
}

/** By rule, how many faulty servers fail it when the suite is tested; the CLI's bundle has the numbers alone. */
export function mutantsByRule(): Readonly<Record<string, number>> {
  const { clauses }: Coverage = createRequire(import.meta.url)("../../generated/coverage.json");
  return Object.fromEntries(clauses.flatMap(({ rules }) => rules.map(({ id, mutants }) => [id, mutants.length])));
}
