import type { Evidence } from "./evidence.ts";

/** Notes that a body was too long to be kept: no fault of the server, whose sessions may have members of any length. */
export function noteCutBody(evidence: Evidence): void {
  evidence.inconclusive("no-evidence", "a body is longer than 1 MiB and was not kept whole");
}
