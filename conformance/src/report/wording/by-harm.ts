import type { ReportRule } from "../report.ts";

/** What does the most harm first: sessions that are lost or repeated, then what strangers see, wrong values, and what is stale. */
const worstFirst: readonly string[] = [
  "pagination.exactly-once",
  "pagination.insert-tolerant",
  "pagination.delete-tolerant",
  "pagination.fresh",
  "pagination.terminates",
  "errors.foreign-entity-closed",
  "pagination.token-stays-in-its-entity",
  "errors.key-everywhere",
  "errors.key-required",
  "errors.key-exact",
  "errors.key-revoked",
  "errors.no-leaks",
  "representation.own-sessions-only",
  "representation.faithful",
  "errors.fault",
  "http.concurrent",
];

const levels: readonly string[] = ["MUST", "SHOULD"];

/** Rules in the order of the harm that their failure does; those of no special harm as they come, MUST before SHOULD. */
export function byHarm(rules: readonly ReportRule[]): ReportRule[] {
  const rank = ({ id }: ReportRule): number => {
    const place = worstFirst.indexOf(id);
    return place === -1 ? worstFirst.length : place;
  };
  return rules.toSorted(
    (one, other) => levels.indexOf(one.level) - levels.indexOf(other.level) || rank(one) - rank(other),
  );
}
