import type { Recording } from "../recording/recording.ts";
import { measuring } from "../sensitivity/measure-sensitivity.ts";
import type { Sensitivity } from "../sensitivity/sensitivity.ts";
import { Breather } from "./breather.ts";

/** Measures how good a run was; a run that is interrupted stops measuring. */
export type MeasureInRun = (
  recording: Recording,
  isSelected: (ruleId: string) => boolean,
  signal: AbortSignal,
) => Sensitivity | Promise<Sensitivity>;

/** Measures with pauses, so that a signal need not wait for the end. */
export const measureInRun: MeasureInRun = async (recording, isSelected, signal) => {
  const breather = new Breather();
  const steps = measuring(recording, isSelected);
  for (let step = steps.next(signal.aborted); ; step = steps.next(signal.aborted)) {
    if (step.done === true) return step.value;
    await breather.pause();
  }
};
