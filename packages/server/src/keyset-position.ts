/** A place in the order of a live entity's sessions: newest first, ties by id, both descending. */
export interface KeysetPosition {
  /** Epoch seconds. */
  readonly createdAt: number;
  /** The id of the session that was last on the page before; it need not exist any more. */
  readonly sessionId: string;
}
