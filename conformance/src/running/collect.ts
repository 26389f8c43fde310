import type { Experiment } from "../experiments/experiment.ts";
import { ExperimentContext, type RunContext } from "../experiments/experiment-context.ts";
import { concurrency } from "../experiments/repeats.ts";
import { control } from "../questions/preflight.ts";
import type { RawExchange } from "../recording/exchange-log.ts";

/** What was collected, in the order of the experiments, whatever ran at the same time. */
export interface Collected {
  readonly exchanges: readonly RawExchange[];
  readonly leftOut: readonly string[];
  /** What ended it before its time: the provisioner did not keep its protocol, say. */
  readonly error?: { readonly cause: unknown };
}

/** How far a run is: experiments done and to do, requests sent. */
export type Progress = (done: number, total: number, experiment: string) => void;

/** How many experiments run at a time, told from what the one that looks for faults under concurrency has noted. */
export type LanesAfter = (concurrency: readonly RawExchange[]) => number | Promise<number>;

/**
 * Runs experiments, several at a time: each has collections of its own or only reads, so they do not disturb each other.
 * The one that looks for faults under concurrency comes first and alone, so that nothing runs at the same time as its requests but
 * they themselves; what it noted decides whether the others may run at the same time, or would meet such a fault, too. What
 * looks at the end of a run comes when all others are done.
 */
export async function collect(
  runContext: RunContext,
  experiments: readonly Experiment[],
  lanesAfter: LanesAfter,
  onProgress: Progress,
): Promise<Collected> {
  const trials = experiments.map((experiment) => ({
    experiment,
    context: new ExperimentContext(runContext, experiment.id),
  }));
  const contexts = trials.map(({ context }) => context);
  const probe = trials.filter(({ experiment }) => experiment.id === concurrency.id);
  const closing = trials.filter(({ experiment }) => experiment.isLast === true);
  const others = trials.filter((trial) => !probe.includes(trial) && !closing.includes(trial));
  let waiting = [...probe];
  let done = 0;
  let failure: { readonly error: unknown } | undefined;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !failure; next = waiting.shift()) {
      try {
        await next.experiment.run(next.context);
      } catch (error) {
        // A run that is being stopped keeps what it has; any other error ends it once every lane has come to a stop.
        if (!runContext.signal.aborted) failure ??= { error };
      }
      done += 1;
      onProgress(done, experiments.length, next.experiment.id);
    }
  };
  await work();
  waiting = others;
  const lanes = await lanesAfter(probe.flatMap(({ context }) => context.exchanges));
  await Promise.all(Array.from({ length: lanes }, work));
  waiting = closing;
  await work();
  if (failure) contexts.push(await lookAgain(runContext));
  return {
    exchanges: contexts.flatMap((context) => context.exchanges),
    leftOut: contexts.flatMap((context) => context.leftOut),
    ...(failure ? { error: { cause: failure.error } } : {}),
  };
}

const LOOKS = 5;

/** After an error, asks whether the target is still there: where it has ended, its provisioner may have done so with it. */
async function lookAgain(runContext: RunContext): Promise<ExperimentContext> {
  const context = new ExperimentContext(runContext, control.experiment);
  for (let look = 0; look < LOOKS; look += 1) {
    const { result } = await context.ask(control, { collection: "populated" });
    if ("response" in result) break;
  }
  return context;
}
