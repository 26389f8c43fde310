/** The end of a session. */
export interface EndReport {
  /** Seconds, where the reporter measured them. */
  readonly duration: number | undefined;
  /** RFC 3339, where the reporter's clock told it. */
  readonly updated_at: string | undefined;
  /** Epoch seconds: when this was heard. */
  readonly now: number;
}
