import type { Capability, Mode } from "../recording/recording.ts";
import type { ExperimentContext } from "./experiment-context.ts";

/** A set of requests that rules read together. It sends and notes; it judges nothing. */
export interface Experiment {
  readonly id: string;
  readonly modes: readonly Mode[];
  /** What the provisioner must be able to do. */
  readonly needs?: readonly Capability[];
  /** Made when all others are done, and alone: it looks at the end of a run. */
  readonly isLast?: boolean;
  run(context: ExperimentContext): Promise<void>;
}
