import type { ConformanceOptions } from "../running/options.ts";

type Condition = (options: ConformanceOptions) => string | undefined;

const otherMethods: Condition = ({ provisioner, allowUnsafeMethods }) =>
  provisioner === undefined && allowUnsafeMethods !== true ? "other methods are not tried" : undefined;
const secondEntity: Condition = ({ provisioner, otherLiveEntity }) =>
  provisioner === undefined && otherLiveEntity === undefined ? "no second live entity was given" : undefined;
const foreignEntity: Condition = ({ provisioner, foreignLiveEntity }) =>
  provisioner === undefined && foreignLiveEntity === undefined
    ? "no live entity of another account was given"
    : undefined;

/** What a rule needs beside its mode and can be seen in the options; not asked in mode mock, whose rules need nothing. */
const conditions: Readonly<Record<string, Condition>> = {
  "pagination.token-any-instance": ({ baseUrl }) =>
    baseUrl === undefined || typeof baseUrl === "string" || baseUrl.length < 2 ? "one base URL was given" : undefined,
  "pagination.foreign-token-rejected": secondEntity,
  "pagination.token-stays-in-its-entity": secondEntity,
  "representation.empty-entity": ({ provisioner, emptyLiveEntity }) =>
    provisioner === undefined && emptyLiveEntity === undefined
      ? "no live entity without sessions was given"
      : undefined,
  "errors.foreign-entity-closed": foreignEntity,
  "errors.foreign-entity-hidden": foreignEntity,
  "http.other-methods": otherMethods,
  "http.method-not-allowed": otherMethods,
};

/** Why a rule cannot be shown with these options, whatever the target does; undefined when nothing is in its way. */
export function unmetCondition(ruleId: string, options: ConformanceOptions): string | undefined {
  return options.mock === true ? undefined : conditions[ruleId]?.(options);
}

/** What the target itself has to do for a rule to be applicable; by rule. */
export const conditionsOfTarget: Readonly<Record<string, string>> = {
  "http.conditional": "if the target gives a strong ETag",
};
