import type { EncodedResponse, LiveSessionsHandler, PlainRequest, PlainResponse } from "@live-sessions/server";
import type { EncodedHandler } from "../encoded-handler.ts";
import type { DatabaseState } from "../session-database.ts";
import { RecentTargets } from "./recent-targets.ts";

const MAX_ANSWERS = 1_000;
// Of one target, for clients with keys of their own, or with and without a page that they know.
const MAX_ANSWERS_OF_TARGET = 4;
// A request whose target or headers are longer than any sensible one must not fill the memory.
const MAX_KEY_CHARACTERS = 2_048;

// No state has this number.
const NEVER = -1;

/** What is known of a request that was asked at least twice. */
interface Kept {
  readonly authorization: string;
  readonly ifNoneMatch: string;
  answer: EncodedResponse | undefined;
  /** The state of the database that the answer is of. */
  state: number;
}

/**
 * Gives a request that comes again the same answer while nothing in the database has changed: neither a session nor a key
 * nor a fault that was asked for. After a change, the entity tag tells whether the answer still holds. So it is never
 * stale, however many processes write.
 *
 * @param state of the database; undefined: every request is answered from the database
 */
export function withKeptAnswers(handler: LiveSessionsHandler, state: DatabaseState | undefined): EncodedHandler {
  if (state === undefined) return handler;
  const answers = new Answers();
  const recent = new RecentTargets();
  return (request) => {
    const { method, target, headers } = request;
    const { authorization, "if-none-match": ifNoneMatch = "" } = headers;
    const isKeepable = method === "GET" && typeof authorization === "string" && typeof ifNoneMatch === "string";
    if (!isKeepable) return handler(request);
    const ofTarget = answers.of(target);
    // Most requests come once; an answer is worth its bytes when it is asked for again.
    if (!ofTarget && !recent.noteAgain(target)) return handler(request);
    // With the target, everything in a request that its answer depends on.
    const kept =
      ofTarget?.find((each) => each.authorization === authorization && each.ifNoneMatch === ifNoneMatch) ??
      answers.add(target, authorization, ifNoneMatch);
    if (!kept) return handler(request);
    const now = state.look();
    return kept.answer && kept.state === now ? Promise.resolve(kept.answer) : renewed(handler, request, kept, state);
  };
}

async function renewed(
  handler: LiveSessionsHandler,
  request: PlainRequest,
  kept: Kept,
  state: DatabaseState,
): Promise<EncodedResponse> {
  const now = state.seen;
  const before = kept.answer;
  const tag = before?.headers["etag"];
  // A pending fault is for a request without `If-None-Match`, which a 304 would keep it from.
  const isValidation = tag !== undefined && request.headers["if-none-match"] === undefined && !state.isFaultPending();
  const headers = isValidation ? { ...request.headers, "if-none-match": tag } : request.headers;
  const response = await handler({ ...request, headers });
  const answer = isValidation && response.status === 304 && before ? before : encoded(response);
  const holds = (answer.status === 200 || answer.status === 304) && state.look() === now;
  // An answer that was overtaken is still worth a validation.
  kept.answer = answer.status === 200 || holds ? answer : undefined;
  kept.state = holds ? now : NEVER;
  return answer;
}

function encoded(response: PlainResponse): EncodedResponse {
  return { ...response, body: Buffer.from(response.body) };
}

/** So many answers at the most, by targets; those of the target that was kept first give way. */
class Answers {
  readonly #byTarget = new Map<string, Kept[]>();
  #count = 0;

  of(target: string): readonly Kept[] | undefined {
    return this.#byTarget.get(target);
  }

  /** Makes room for an answer. @returns undefined where the request is too long */
  add(target: string, authorization: string, ifNoneMatch: string): Kept | undefined {
    if (target.length + authorization.length + ifNoneMatch.length > MAX_KEY_CHARACTERS) return undefined;
    if (this.#count >= MAX_ANSWERS) this.#dropFirst();
    const ofTarget = this.#byTarget.get(target) ?? [];
    if (ofTarget.length === 0) this.#byTarget.set(target, ofTarget);
    if (ofTarget.length < MAX_ANSWERS_OF_TARGET) this.#count += 1;
    else ofTarget.shift();
    const kept = { authorization, ifNoneMatch, answer: undefined, state: NEVER };
    ofTarget.push(kept);
    return kept;
  }

  #dropFirst(): void {
    const [first] = this.#byTarget;
    if (first === undefined) return;
    this.#byTarget.delete(first[0]);
    this.#count -= first[1].length;
  }
}
