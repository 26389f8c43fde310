import type { Terminal } from "./terminal.ts";

/** Says how far a run is: on a line that a terminal writes over, and elsewhere in a line now and then. */
export interface ProgressLine {
  /** Experiments that are done, and all of them. */
  show(done: number, total: number, what: string): void;
  /** Requests sent so far. */
  count(requests: number): void;
  clear(): void;
}

/** Ends what stands on the line of a terminal. */
export const clearLine: string = `\r${String.fromCharCode(27)}[K`;

/** Time as progress is told by it; a test has one of its own. */
export interface Clock {
  now(): number;
  /** Calls back again and again, without keeping the process alive. @returns what ends it */
  every(ms: number, callback: () => void): () => void;
}

const processClock: Clock = {
  now: () => performance.now(),
  every: (ms, callback) => {
    const timer = setInterval(callback, ms).unref();
    return () => clearInterval(timer);
  },
};

/** The progress of a run that begins now. */
export function progressLine({ isInteractiveErr, err }: Terminal, clock: Clock = processClock): ProgressLine {
  if (!isInteractiveErr) return plainLines(err, clock);
  return {
    show: (done, total, what) => err(`${clearLine}${done}/${total}  ${what}`),
    count: () => undefined,
    clear: () => err(clearLine),
  };
}

const PLAIN_LINE_MS = 10_000;

/** For the log of a CI job: a line every ten seconds, and none for a run that is over by then. */
function plainLines(err: Terminal["err"], { now, every }: Clock): ProgressLine {
  const startedAt = now();
  let [requests, part] = [0, 0];
  const stop = every(PLAIN_LINE_MS, () => {
    const seconds = Math.round((now() - startedAt) / 1000);
    err(`${requests}${allOf(requests, part)} request${requests === 1 ? "" : "s"}, ${seconds} s\n`);
  });
  return {
    show: (done, total) => {
      part = done / total;
    },
    count: (sent) => {
      requests = sent;
    },
    clear: stop,
  };
}

/** What a tenth of the experiments took says how much the others will, roughly. */
const ENOUGH = 0.1;

function allOf(requests: number, part: number): string {
  if (part < ENOUGH || part === 1) return "";
  return ` of about ${Math.max(requests, Math.round(requests / part / 10) * 10)}`;
}
