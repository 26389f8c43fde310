import { type ErrorDetails, LiveSessionsError } from "./live-sessions-error.ts";

/** The whole answer, body included, was not here in time. A caller's own `signal` never shows as this. */
export class TimeoutError extends LiveSessionsError<ErrorDetails & { readonly timeoutMs: number }> {
  override readonly name = "TimeoutError";
  /** How long this attempt was given, in milliseconds: `timeoutMs`, or what was left of `totalTimeoutMs`. */
  declare readonly timeoutMs: number;
}
