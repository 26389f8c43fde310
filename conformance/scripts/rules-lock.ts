import { fileURLToPath } from "node:url";
import type { Rule } from "../src/rules/rule.ts";

/** Where the lock stands. */
export const lockPath: string = fileURLToPath(new URL("../rules.lock.json", import.meta.url));

/** What of a rule never changes without being recorded. */
export type LockedRule = Pick<Rule, "id" | "level" | "clauses" | "since">;

/** The rules as they are locked, by id. */
export function lockedRules(rules: readonly LockedRule[]): LockedRule[] {
  return rules
    .map(({ id, level, clauses, since }) => ({ id, level, clauses, since }))
    .sort((one, other) => one.id.localeCompare(other.id, "en"));
}

/** One sentence for each difference between the lock and the rules; empty when there is none. */
export function silentChanges(locked: readonly LockedRule[], rules: readonly LockedRule[]): string[] {
  const before = new Map(locked.map((rule) => [rule.id, rule]));
  const after = new Map(lockedRules(rules).map((rule) => [rule.id, rule]));
  const changed = [...after].flatMap(([id, rule]) => {
    const old = before.get(id);
    if (old === undefined) return [`${id} is new.`];
    const [was, is] = [JSON.stringify(lockedRules([old])[0]), JSON.stringify(rule)];
    return was === is ? [] : [`${id} was ${was} and is ${is}.`];
  });
  const gone = [...before.keys()].filter((id) => !after.has(id)).map((id) => `${id} is gone, though ids are for ever.`);
  return [...changed, ...gone];
}
