/** Listens for Ctrl-C while a run goes on. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Lets signals in that arrived while nothing else could be done, and says whether there was any. */
  wasInterrupted(): Promise<boolean>;
  /** Everything is written: from now on the first signal ends the process, with 130. */
  nothingLeftToDo(): void;
}

/**
 * The first SIGINT or SIGTERM ends the run: nothing more is sent, what was provisioned is deleted, the report is
 * written. A second one ends the process at once, with 130.
 */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let isOver = false;
  const interrupt = (): void => {
    if (isOver || controller.signal.aborted) process.exit(130);
    process.stderr.write("\nInterrupted: cleaning up and writing the report. Interrupt again to stop at once.\n");
    controller.abort();
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  return {
    signal: controller.signal,
    wasInterrupted: async () => {
      // Two turns: a signal is read in the poll phase, which the first one may have behind it.
      for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return controller.signal.aborted;
    },
    nothingLeftToDo: () => {
      isOver = true;
    },
  };
}
