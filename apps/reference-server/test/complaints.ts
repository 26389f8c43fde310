import type { Report } from "@live-sessions/conformance";

/** What a report says against a server that keeps every SHOULD. */
export function complaints({
  verdict,
  exit_code,
  rules,
}: Pick<Report, "verdict" | "exit_code" | "rules">): readonly unknown[] {
  const open = rules.filter(({ outcome }) => outcome !== "passed" && outcome !== "not_applicable");
  return [verdict, exit_code, open];
}

/** What there is to say against one that does. */
export const NONE: readonly unknown[] = ["conformant", 0, []];
