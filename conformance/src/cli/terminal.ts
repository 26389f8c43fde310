/** Where a command reads from and writes to. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** True where a person looks at the stream. */
  readonly isInteractiveOut: boolean;
  readonly isInteractiveErr: boolean;
  readonly isInteractiveIn: boolean;
  /** Characters that fit on a line of stdout; undefined where it is not a terminal, and lines may be of any length. */
  readonly columns: number | undefined;
}

/** The terminal of this process. Streams are opened when they are asked for: each takes milliseconds. */
export function processTerminal(): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    environment: process.env,
    get isInteractiveOut() {
      return process.stdout.isTTY === true;
    },
    get isInteractiveErr() {
      return process.stderr.isTTY === true;
    },
    get isInteractiveIn() {
      return process.stdin.isTTY === true;
    },
    get columns() {
      // 0 where the terminal does not know.
      return process.stdout.isTTY === true ? process.stdout.columns || 80 : undefined;
    },
  };
}

/** Colour only on a terminal that can show it, and never with NO_COLOR (no-color.org: set and not empty). */
export function hasColour({ isInteractiveOut, environment }: Terminal): boolean {
  return isInteractiveOut && !environment["NO_COLOR"] && environment["TERM"] !== "dumb";
}
