import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bumpBetween, largest, reaches } from "./bump.ts";
import { type Change, type Clause, clauseChanges, documentChanges } from "./changes.ts";
import { pendingBump } from "./pending-bump.ts";

/** The package whose changeset speaks for the contract. */
export const contractPackage = "@live-sessions/openapi";

/** Where the three things lie that are compared. */
export interface GovernanceFolders {
  /** `openapi.json` and `clauses.json` of the last release; not there before the first. */
  readonly released: string;
  /** The same two as they are now. */
  readonly current: string;
  readonly changesets: string;
}

/** What the contract's change comes to. */
export interface Governance {
  /** Undefined before the first release: there is nothing to compare with. */
  readonly changes: readonly Change[] | undefined;
  readonly problems: readonly string[];
}

/**
 * Holds the contract as it is against the last released one.
 *
 * The changeset has to be as large as the largest change, and `info.version` has to have moved as far where more than
 * words changed: reports name the contract by it.
 */
export async function judgeContract({ released, current, changesets }: GovernanceFolders): Promise<Governance> {
  if (!existsSync(released)) return { changes: undefined, problems: [] };
  const files = (name: string): [string, string] => [join(released, name), join(current, name)];
  const [oldClauses, newClauses] = files("clauses.json").map(
    (file) => (readJson(file) as { clauses: Clause[] }).clauses,
  );
  const changes = [
    ...(await documentChanges(...files("openapi.json"))),
    ...clauseChanges(oldClauses ?? [], newClauses ?? []),
  ];
  const needed = largest(changes.map(({ bump }) => bump));
  const given = pendingBump(changesets, contractPackage);
  const [from = "", to = ""] = files("openapi.json").map(
    (file) => (readJson(file) as { info: { version: string } }).info.version,
  );
  const problems = [
    ...(reaches(given, needed) ? [] : [`the change is ${needed}, the changesets for ${contractPackage} say ${given}`]),
    ...(!reaches(needed, "minor") || reaches(bumpBetween(from, to), needed)
      ? []
      : [`the change is ${needed}, but info.version went from ${from} to ${to}`]),
  ];
  return { changes, problems };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
