import type { Requirement, Rule } from "../rules/rule.ts";
import type { ConformanceOptions } from "../running/options.ts";

/** Why what a rule requires is not there, by the options; undefined when it is. */
const unmet: Readonly<Record<Requirement, (options: ConformanceOptions) => string | undefined>> = {
  instances: ({ baseUrl }) =>
    baseUrl === undefined || typeof baseUrl === "string" || baseUrl.length < 2 ? "one base URL was given" : undefined,
  "other entity": ({ provisioner, otherLiveEntity }) =>
    provisioner === undefined && otherLiveEntity === undefined ? "no second live entity was given" : undefined,
  "empty entity": ({ provisioner, emptyLiveEntity }) =>
    provisioner === undefined && emptyLiveEntity === undefined
      ? "no live entity without sessions was given"
      : undefined,
  "foreign entity": ({ provisioner, foreignLiveEntity }) =>
    provisioner === undefined && foreignLiveEntity === undefined
      ? "no live entity of another account was given"
      : undefined,
  "unsafe methods": ({ provisioner, allowUnsafeMethods }) =>
    provisioner === undefined && allowUnsafeMethods !== true ? "other methods are not tried" : undefined,
};

/**
 * Why a rule cannot be shown with these options, whatever the target does; undefined when nothing is in its way. Not asked in mode
 * mock, whose rules need nothing.
 */
export function unmetCondition({ requires }: Rule, options: ConformanceOptions): string | undefined {
  return options.mock === true || requires === undefined ? undefined : unmet[requires](options);
}
