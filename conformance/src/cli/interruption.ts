import type { Terminal } from "./terminal.ts";

/** Listens for Ctrl-C while a run goes on. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives Ctrl-C back its usual meaning. */
  stopListening(): void;
}

/**
 * The first SIGINT or SIGTERM ends the run: nothing more is sent, what was provisioned is deleted, the report is
 * written. A second one ends the process at once, with 130.
 */
export function listenForInterruption(terminal: Terminal): Interruption {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    terminal.err("\nInterrupted: cleaning up and writing the report. Once more ends at once.\n");
    controller.abort();
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  return {
    signal: controller.signal,
    stopListening: () => {
      process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
    },
  };
}
