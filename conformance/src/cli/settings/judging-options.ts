import { rules } from "../../rules/catalogue.ts";
import type { ConformanceOptions } from "../../running/options.ts";
import { matchesGlob } from "../../verdict/glob.ts";
import { didYouMean } from "../suggest.ts";
import { UsageError } from "../usage-error.ts";
import { readKnownFailures } from "./known-failures-file.ts";
import { allOf, choiceOf, type Given, lastOf } from "./setting.ts";

/** How strictly to judge. @throws UsageError for a file that is wrong, and for patterns that match no rule */
export function judgingOptions(
  given: Given,
): Pick<ConformanceOptions, "level" | "rules" | "skipRules" | "allowInconclusive" | "knownFailures"> {
  const level = choiceOf(given, "level", ["must", "should"]);
  const knownFailures = lastOf(given, "known-failures");
  return {
    ...(level === undefined ? {} : { level }),
    rules: patterns(given, "rule"),
    skipRules: patterns(given, "skip-rule"),
    allowInconclusive: patterns(given, "allow-inconclusive"),
    ...(knownFailures === undefined ? {} : { knownFailures: readKnownFailures(knownFailures) }),
  };
}

function patterns(given: Given, name: string): readonly string[] {
  const ids = rules.map(({ id }) => id);
  for (const pattern of allOf(given, name)) {
    if (!ids.some((id) => matchesGlob(pattern, id))) {
      const from = given.get(name)?.from ?? `--${name}`;
      throw new UsageError(`${from}: "${pattern}" matches no rule.${didYouMean(pattern, ids)} See list.`);
    }
  }
  return allOf(given, name);
}
