import type { Terminal } from "./terminal.ts";

/** A line that says how far a run is; nothing where no one looks at stderr. */
export interface ProgressLine {
  show(done: number, total: number, what: string): void;
  clear(): void;
}

/** Ends what stands on the line of a terminal. */
export const clearLine: string = `\r${String.fromCharCode(27)}[K`;

/** The progress line of a terminal. */
export function progressLine({ isInteractiveErr, err }: Terminal): ProgressLine {
  if (!isInteractiveErr) return { show: () => undefined, clear: () => undefined };
  return {
    show: (done, total, what) => err(`${clearLine}${done}/${total}  ${what}`),
    clear: () => err(clearLine),
  };
}
