import type { RecordedBody } from "../recording/exchange.ts";
import { keptBodyBytes } from "../transport/wire.ts";
import type { Evidence } from "./evidence.ts";

/** Notes that a body was too long to be kept: not an error of the server, whose sessions may have members of any length. */
export function noteCutBody(evidence: Evidence, { bytes }: RecordedBody): void {
  const isLong = bytes > keptBodyBytes;
  evidence.inconclusive(
    "no-evidence",
    isLong
      ? "a body is longer than 1 MiB and was not kept whole"
      : "a body was not kept: the run had used up its room for bodies",
  );
}
