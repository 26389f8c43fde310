import { type ErrorDetails, LiveSessionsError } from "./live-sessions-error.ts";

/** The whole answer, body included, was not here in time. A caller's own `signal` never shows as this. */
export class TimeoutError extends LiveSessionsError {
  override readonly name = "TimeoutError";
  /** How long this attempt was given, in milliseconds: `timeoutMs`, or what was left of `totalTimeoutMs`. */
  readonly timeoutMs: number;

  constructor(timeoutMs: number, details: ErrorDetails) {
    super(`no whole answer within ${timeoutMs} ms`, details);
    this.timeoutMs = timeoutMs;
  }
}
