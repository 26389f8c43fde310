/** One live session as the corpus stores it. Times are whole seconds since 1970. */
export interface SessionRecord {
  readonly id: string;
  readonly entityId: string;
  readonly streamKey: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Seconds; undefined while the session is in progress. */
  readonly duration: number | undefined;
}

/** What a new session is made of. */
export interface NewSession {
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly duration: number | undefined;
  /** Undefined: the entity's own key. */
  readonly streamKey: string | undefined;
}

/** A change of a session; a member that is absent stays as it was. */
export interface SessionChange {
  readonly updatedAt: number;
  readonly duration?: number | undefined;
}

/** What the provisioning protocol needs of a server's data. Unknown ids give undefined or false. */
export interface Backend {
  createAccount(): { readonly id: string; readonly authorization: string };
  /** Returns the new entity's id. */
  createEntity(accountId: string): string;
  insert(entityId: string, session: NewSession): SessionRecord | undefined;
  update(entityId: string, sessionId: string, change: SessionChange): SessionRecord | undefined;
  remove(entityId: string, sessionId: string): boolean;
  /** Removes the account, its key, its entities and their sessions. */
  dropAccount(accountId: string): void;
  planFaults(entityId: string, requests: number): boolean;
}
