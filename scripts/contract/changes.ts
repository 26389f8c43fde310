import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { quietEnvironment } from "../quiet-environment.ts";
import type { Bump } from "./bump.ts";

/** One difference between two versions of the contract. */
export interface Change {
  readonly bump: Bump;
  /** For people: what differs, and where. */
  readonly text: string;
}

/** What is read of a clause here. */
export interface Clause {
  readonly id: string;
  readonly level: string;
  readonly text: string;
}

interface DiffReport {
  changes: { path: string; kind: string; impact: Bump; property?: string; verdicts: { message: string }[] }[];
}

/** Runs Redocly; its reports go to stdout. */
async function redocly(...args: string[]): Promise<string> {
  const binary = join(import.meta.dirname, "../node_modules/.bin/redocly");
  const env = { ...quietEnvironment(), REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  return (await promisify(execFile)(binary, args, { env, maxBuffer: 64 * 1024 * 1024 })).stdout;
}

/** What differs between two bundled documents, each with the version that Redocly says it needs. */
export async function documentChanges(base: string, revision: string): Promise<Change[]> {
  const report = JSON.parse(
    await redocly("diff", base, revision, "--format", "json", "--fail-on", "none"),
  ) as DiffReport;
  return report.changes.map(({ path, kind, impact, property, verdicts }) => {
    const reasons = verdicts.map(({ message }) => `: ${message}`).join("");
    return { bump: impact, text: `${kind} ${path}${property === undefined ? "" : ` · ${property}`}${reasons}` };
  });
}

/**
 * What differs between two lists of clauses. A clause that is gone, or whose level is another, breaks what servers and
 * rules were built on; a new one adds; other words only explain.
 */
export function clauseChanges(base: readonly Clause[], revision: readonly Clause[]): Change[] {
  const before = new Map(base.map((clause) => [clause.id, clause]));
  const after = new Map(revision.map((clause) => [clause.id, clause]));
  const gone = base.filter(({ id }) => !after.has(id)).map(({ id }) => change("major", `clause ${id} is gone`));
  return [...gone, ...revision.flatMap((clause) => clauseChange(before.get(clause.id), clause))];
}

function clauseChange(before: Clause | undefined, { id, level, text }: Clause): Change[] {
  if (before === undefined) return [change("minor", `clause ${id} is new (${level})`)];
  if (before.level !== level) return [change("major", `clause ${id} was ${before.level} and is ${level}`)];
  return before.text === text ? [] : [change("patch", `clause ${id} has other words`)];
}

const change = (bump: Bump, text: string): Change => ({ bump, text });
