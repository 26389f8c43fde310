import { LiveSessionsError } from "./live-sessions-error.ts";

/** The server's page tokens lead in a circle or to nothing but empty pages, so the list cannot be read to its end. */
export class PaginationError extends LiveSessionsError {
  override readonly name = "PaginationError";
}
