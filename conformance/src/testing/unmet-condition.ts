import type { Requirement, Rule } from "../rules/rule.ts";
import { collectionsGiven, type GivenCollections } from "../running/live-sessions/collection-options.ts";
import type { ConformanceOptions } from "../running/options.ts";

/** Why what a rule requires is not there, by the options; undefined when it is. */
const unmet: Readonly<Record<Requirement, (options: ConformanceOptions) => string | undefined>> = {
  instances: ({ baseUrl }) =>
    baseUrl === undefined || typeof baseUrl === "string" || baseUrl.length < 2 ? "one base URL was given" : undefined,
  "other collection": (options) => unlessGiven(options, "other", "no second live entity was given"),
  "empty collection": (options) => unlessGiven(options, "empty", "no live entity without sessions was given"),
  "foreign collection": (options) => unlessGiven(options, "foreign", "no live entity of another account was given"),
  "unsafe methods": ({ provisioner, allowUnsafeMethods }) =>
    provisioner === undefined && allowUnsafeMethods !== true ? "other methods are not tried" : undefined,
};

function unlessGiven(options: ConformanceOptions, which: keyof GivenCollections, why: string): string | undefined {
  return options.provisioner === undefined && collectionsGiven(options)[which] === undefined ? why : undefined;
}

/**
 * Why a rule cannot be shown with these options, whatever the target does; undefined when nothing is in its way. Not asked in mode
 * mock, whose rules need nothing.
 */
export function unmetCondition({ requires }: Rule, options: ConformanceOptions): string | undefined {
  return options.mock === true || requires === undefined ? undefined : unmet[requires](options);
}
