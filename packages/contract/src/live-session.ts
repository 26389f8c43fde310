import type { components } from "../generated/openapi.ts";

// Interfaces, as editors and compilers then say LiveSession and not its six members.
type SessionSchema = components["schemas"]["LiveSession"];
type PageSchema = components["schemas"]["LiveSessionPage"];
type ErrorSchema = components["schemas"]["ErrorBody"];

/**
 * One uninterrupted stretch of signal on a live entity, as any conforming server sends it.
 *
 * `duration` (seconds, millisecond precision) is absent or null while the session is in progress. `stream_key` is a
 * credential: anyone who has it can broadcast.
 */
export interface LiveSession extends SessionSchema {}

/** One page of a list, newest session first. An absent, null or empty `next_page_token` says that nothing follows. */
export interface LiveSessionPage extends PageSchema {
  /** The sessions, newest first; never more than the `page_size` that was asked for. */
  data: LiveSession[];
}

/** The body of every answer that is not a 200. */
export interface ErrorBody extends ErrorSchema {}

/** The kinds of error that the document names, and any other string: servers may send kinds of their own. */
export type ErrorType = components["schemas"]["ErrorType"] | (string & Record<never, never>);

/** A live session as a handler returns it: in progress, it has no `duration` at all. */
export type ServedLiveSession = Omit<LiveSession, "duration"> & {
  /** Seconds, ≥ 0, once the session has ended. */
  duration?: number;
};

/** A page as a handler returns it: narrower than the document, which also has to describe servers that differ lawfully. */
export interface ServedLiveSessionPage {
  /** The sessions, newest first; never more than the `page_size` that was asked for. */
  readonly data: readonly ServedLiveSession[];
  /** What the next page is asked with; the empty string when nothing follows. */
  readonly next_page_token: string;
}
