import { View } from "../reading/view.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { Recording } from "../recording/recording.ts";
import { rules } from "../rules/catalogue.ts";
import type { Rule } from "../rules/rule.ts";
import { applicableFinding } from "../verdict/judge-recording.ts";
import { faultsOfLists } from "./faults-of-lists.ts";
import { faultsOfChange } from "./live-sessions/faults-of-change.ts";
import { faultsOfOddData } from "./live-sessions/faults-of-odd-data.ts";
import { faultsOfRefusals } from "./live-sessions/faults-of-refusals.ts";
import { faultsOfValues } from "./live-sessions/faults-of-values.ts";
import { faultsOfWalking } from "./live-sessions/faults-of-walking.ts";
import { faultsOfWrites } from "./live-sessions/faults-of-writes.ts";
import type { PlantedFault, Planting } from "./live-sessions/planted-fault.ts";
import type { Sensitivity } from "./sensitivity.ts";

/** Every fault that is planted in live sessions. */
const plantedFaults: readonly PlantedFault[] = [
  ...faultsOfWalking,
  ...faultsOfValues,
  ...faultsOfRefusals,
  ...faultsOfChange,
  ...faultsOfOddData,
  ...faultsOfWrites,
];

/**
 * How good this run was: plants faults in its exchanges, one at a time, judges again, and counts those that a rule which
 * passed would have caught. Nothing is sent.
 *
 * @param isSelected false for rules that were left out of the run
 * @param faults what is planted
 */
export function measureSensitivity(
  recording: Recording,
  isSelected: (ruleId: string) => boolean,
  faults: readonly PlantedFault[] = recording.list ? faultsOfLists : plantedFaults,
): Sensitivity {
  const steps = measuring(recording, isSelected, faults);
  for (let step = steps.next(false); ; step = steps.next(false)) if (step.done === true) return step.value;
}

/**
 * As {@link measureSensitivity}, rule by rule and fault by fault.
 *
 * @yields between two of them; true, handed back, leaves out those that are still to be planted
 */
export function* measuring(
  recording: Recording,
  isSelected: (ruleId: string) => boolean,
  faults: readonly PlantedFault[] = recording.list ? faultsOfLists : plantedFaults,
): Generator<undefined, Sensitivity, boolean> {
  const view = new View(recording);
  const passed: Rule[] = [];
  const missed: { fault: string; why: string }[] = [];
  let isStopped = false;
  for (const rule of rules.filter(({ id }) => isSelected(id))) {
    isStopped ||= yield;
    if (!isStopped && applicableFinding(rule, view).outcome === "passed") passed.push(rule);
  }
  for (const fault of faults) {
    isStopped ||= yield;
    const why = isStopped ? "the run was interrupted before it was planted" : missedBecause(fault, view, passed);
    if (why !== undefined) missed.push({ fault: fault.id, why });
  }
  return { caught: faults.length - missed.length, total: faults.length, missed };
}

function missedBecause(fault: PlantedFault, view: View, passed: readonly Rule[]): string | undefined {
  const askedFirst = passed.filter(({ id }) => fault.expected.includes(id));
  // Where the rule itself failed, its data is there: nothing is said of what it lacks.
  if (askedFirst.length === 0) return `${fault.expected[0] ?? "its rule"} did not pass or could not be judged`;
  const planted = plantedIn(fault, view);
  if (typeof planted === "string") return planted;
  const after = new View({ ...view.recording, exchanges: exchangesWith(view.recording.exchanges, planted) }, view);
  const others = passed.filter(({ id }) => !fault.expected.includes(id));
  const isCaught = [...askedFirst, ...others].some((rule) => applicableFinding(rule, after).outcome === "failed");
  return isCaught ? undefined : "this data does not show it";
}

// Answers may be so broken that they cannot be changed any further: that is a fault missed, not one of the suite.
function plantedIn(fault: PlantedFault, view: View): Planting | string {
  try {
    return fault.plant(view);
  } catch {
    return "these answers are too broken to be changed any further";
  }
}

function exchangesWith(exchanges: readonly Exchange[], planted: Planting): Exchange[] {
  return exchanges.flatMap((exchange) => {
    if (!planted.has(exchange.id)) return [exchange];
    const changed = planted.get(exchange.id);
    return changed ? [changed] : [];
  });
}
