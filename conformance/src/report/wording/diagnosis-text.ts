import type { Diagnosis } from "../../diagnosis/diagnosis.ts";
import type { Report, ReportRule } from "../report.ts";

/** The causes that a report names; none in reports of earlier versions. */
export function diagnosesOf({ diagnoses = [] }: Report): readonly Diagnosis[] {
  return diagnoses;
}

/** The cause that explains a rule's failure; undefined where none does. */
export function diagnosisOf(report: Report, rule: Pick<ReportRule, "id" | "failure">): Diagnosis | undefined {
  return rule.failure && diagnosesOf(report).find(({ explains }) => explains.includes(rule.id));
}

/** Everything that there is to say about a cause, as plain lines. */
export function diagnosisText({ title, because, remedy, explains }: Diagnosis): string {
  return [title, `because: ${because}`, `what to do: ${remedy}`, `explains: ${explains.join(", ")}`].join("\n");
}
