import type { RecordedBody } from "./exchange.ts";

/** Characters of bodies that the report of an interrupted run holds, as it takes time to write them; the others are left out. */
export const MAX_INTERRUPTED_CHARACTERS: number = 8 * 1024 * 1024;

/** What such a report says of them. */
export const INTERRUPTED_BODIES = "bodies that an interrupted run had no time to redact and write";

/** A body that is left out. */
export function withoutText(body: RecordedBody): RecordedBody {
  return { ...body, text: "", truncated: true };
}
