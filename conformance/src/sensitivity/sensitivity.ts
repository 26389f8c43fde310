import type { Recording } from "../recording/recording.ts";

/** How many planted faults a run would have caught on this data. */
export interface Sensitivity {
  readonly caught: number;
  readonly total: number;
  readonly missed: readonly { readonly fault: string; readonly why: string }[];
}

/** Measures it; `isSelected` is false for rules that were left out of the run. */
export type Measure = (recording: Recording, isSelected: (ruleId: string) => boolean) => Sensitivity;

/** In place of measuring where there is nothing to measure. */
export const unmeasured: Measure = () => ({ caught: 0, total: 0, missed: [] });
