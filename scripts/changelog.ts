// How changelogs are written; named in .changeset/config.json. Of our own: @changesets/changelog-github asks GitHub for each
// entry, and knows no clauses to lead to.
import { readFileSync } from "node:fs";

/** What Changesets gives of a changeset. */
interface Changeset {
  readonly summary: string;
  /** That added it; none while it is not committed. */
  readonly commit?: string | undefined;
  readonly releases: readonly { readonly name: string }[];
}

/** A package that another one depends on, and that is released with it. */
interface UpdatedDependency {
  readonly name: string;
  readonly newVersion: string;
}

/** Where links lead, each with a slash at its end. */
export interface ChangelogOptions {
  readonly repository: string;
  readonly reference: string;
}

const contractPackage = "@live-sessions/openapi";

const { clauses } = JSON.parse(readFileSync(new URL("../openapi/generated/clauses.json", import.meta.url), "utf8")) as {
  clauses: { id: string }[];
};
const clauseIds: ReadonlySet<string> = new Set(clauses.map(({ id }) => id));

/**
 * The entry of one changeset in the changelog of a package that it names. Each clause in it leads to where the reference
 * states it, and an entry of a change of the contract to the reference itself.
 */
export function getReleaseLine(changeset: Changeset, _bump: string, options: ChangelogOptions): string {
  const movesContract = changeset.releases.some(({ name }) => name === contractPackage);
  const [first = "", ...others] = changeset.summary.trim().split("\n");
  const lines = [`${commitLink(changeset, options)}${first}`, ...others.map((line) => `  ${line}`.trimEnd())];
  const reference = movesContract ? ` ([reference](${options.reference}))` : "";
  return `- ${withClauseLinks(lines.join("\n"), options)}${reference}`;
}

/** The entry that says which packages of this workspace were raised below a package. */
export function getDependencyReleaseLine(
  changesets: readonly Changeset[],
  updated: readonly UpdatedDependency[],
  options: ChangelogOptions,
): string {
  if (updated.length === 0) return "";
  const commits = changesets.flatMap((changeset) => commitLink(changeset, options) || []);
  const from = commits.length > 0 ? ` (${commits.map((link) => link.replace(/: $/, "")).join(", ")})` : "";
  const packages = updated.map(({ name, newVersion }) => {
    const reference = name === contractPackage ? ` ([reference](${options.reference}))` : "";
    return `  - ${name}@${newVersion}${reference}`;
  });
  return [`- Updated dependencies${from}`, ...packages].join("\n");
}

function commitLink({ commit }: Changeset, { repository }: ChangelogOptions): string {
  return commit === undefined ? "" : `[${commit.slice(0, 7)}](${repository}commit/${commit}): `;
}

function withClauseLinks(text: string, { reference }: ChangelogOptions): string {
  return text.replace(/(?<!\[)`([a-z]+\.[a-z-]+)`/g, (code, id: string) =>
    clauseIds.has(id) ? `[${code}](${reference}requirements.html#${id})` : code,
  );
}
