import { LiveSessionsError } from "./live-sessions-error.ts";

/**
 * The list cannot be read to its end: the server's page tokens lead in a circle, to nothing but empty pages, or on behind
 * the pages that a watch may read.
 */
export class PaginationError extends LiveSessionsError {
  override readonly name = "PaginationError";
}
