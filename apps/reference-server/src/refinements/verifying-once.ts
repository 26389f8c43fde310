import type { JoinedSessions, RangeRequest } from "@live-sessions/server";
import { type FoundEntity, SessionReader } from "../sqlite/session-reader.ts";
import { VerifiedPages } from "./verified-pages.ts";

/** Verifies a page once for each state of its entity, and not at each request: that costs as much again as to read it. */
export class VerifyingOnce extends SessionReader {
  readonly #verified = new VerifiedPages();

  override sessions(range: RangeRequest, entity: FoundEntity): JoinedSessions {
    const { entityId, after, limit } = range;
    const key = `${entity.version}\n${entityId}\n${after?.createdAt}\n${after?.sessionId}\n${limit}`;
    if (this.#verified.has(key)) return this.unverifiedSessions(range);
    const sessions = super.sessions(range, entity);
    this.#verified.note(key);
    return sessions;
  }
}
