import type { Report } from "../../src/report/report.ts";
import { namedCauses } from "./named-causes.ts";

const byMutant: ReadonlyMap<string, string> = new Map(
  Object.entries(namedCauses).flatMap(([cause, names]) => names.map((name) => [name, cause] as const)),
);

/** True where a report names the cause that the table says it names; undefined for a mutant that is not in the table. */
export function isCauseNamed({ diagnoses = [], rules }: Report, mutant: string): boolean | undefined {
  const cause = byMutant.get(mutant);
  if (cause === undefined) return undefined;
  const isDiagnosed = diagnoses.some(({ id }) => cause === `diagnosis ${id}`);
  return isDiagnosed || rules.some(({ failure }) => failure?.likely_cause.startsWith(cause));
}
