import type { Experiment } from "../experiments/experiment.ts";
import { type Bench, Lab } from "../experiments/lab.ts";
import type { RawExchange } from "../experiments/notebook.ts";

/** What was collected, in the order of the experiments, whatever ran beside what. */
export interface Collected {
  readonly exchanges: readonly RawExchange[];
  readonly leftOut: readonly string[];
}

/** How far a run is: experiments done and to do, requests sent. */
export type Progress = (done: number, total: number, experiment: string) => void;

/**
 * Runs experiments, so many at a time: each has live entities of its own or only reads, so they do not disturb each other.
 * One at a time keeps a fault that only shows under concurrency to the experiment that looks for it.
 */
export async function collect(
  bench: Bench,
  experiments: readonly Experiment[],
  lanes: number,
  onProgress: Progress,
): Promise<Collected> {
  const labs = experiments.map((experiment) => new Lab(bench, experiment.id));
  const waiting = experiments.map((experiment, index) => ({ experiment, lab: labs[index] }));
  let done = 0;
  let fault: { readonly error: unknown } | undefined;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next?.lab && !fault; next = waiting.shift()) {
      try {
        await next.experiment.run(next.lab);
      } catch (error) {
        // A run that is being stopped keeps what it has; any other error ends it once every lane has come to a stop.
        if (!bench.signal.aborted) fault ??= { error };
      }
      done += 1;
      onProgress(done, experiments.length, next.experiment.id);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  if (fault) throw fault.error;
  return { exchanges: labs.flatMap((lab) => lab.exchanges), leftOut: labs.flatMap((lab) => lab.leftOut) };
}
