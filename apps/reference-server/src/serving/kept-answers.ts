import type { EncodedResponse, LiveSessionsHandler, PlainRequest, PlainResponse } from "@live-sessions/server";
import type { DatabaseState } from "../session-database.ts";
import { RecentTargets } from "./recent-targets.ts";

const MAX_ANSWERS = 1_000;
// A request whose target or headers are longer than any sensible one must not fill the memory.
const MAX_KEY_CHARACTERS = 2_048;

/** Answers one request, with a body in UTF-8 where that was made before. */
export type EncodedHandler = (request: PlainRequest) => Promise<EncodedResponse>;

// No state has this number.
const NEVER = -1;

/** What is known of a request that was asked at least once. */
interface Kept {
  answer: EncodedResponse | undefined;
  /** The state of the database that the answer is of. */
  state: number;
}

/**
 * Gives a request that comes again the same answer while nothing in the database has changed: neither a session nor a key
 * nor a fault that was asked for. After a change, the entity tag tells whether the answer still holds. So it is never
 * stale, however many processes write.
 *
 * @param state of the database; undefined: every request is answered anew
 */
export function withKeptAnswers(handler: LiveSessionsHandler, state: DatabaseState | undefined): EncodedHandler {
  if (state === undefined) return handler;
  const requests = new Map<string, Kept>();
  const targets = new RecentTargets();
  return (request) => {
    // Most requests come once; an answer is worth its bytes when it is asked for again.
    if (!targets.noteAgain(request.target)) return handler(request);
    const key = keyOf(request);
    if (key === undefined) return handler(request);
    const kept = requests.get(key) ?? remember(requests, key);
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

// Everything in a request that its answer depends on.
function keyOf({ method, target, headers }: PlainRequest): string | undefined {
  const { authorization, "if-none-match": ifNoneMatch = "" } = headers;
  if (method !== "GET" || typeof authorization !== "string" || typeof ifNoneMatch !== "string") return undefined;
  // None of the three can hold a line break.
  const key = `${authorization}\n${ifNoneMatch}\n${target}`;
  return key.length > MAX_KEY_CHARACTERS ? undefined : key;
}

function remember(requests: Map<string, Kept>, key: string): Kept {
  if (requests.size >= MAX_ANSWERS) {
    const [first] = requests.keys();
    if (first !== undefined) requests.delete(first);
  }
  const kept = { answer: undefined, state: NEVER };
  requests.set(key, kept);
  return kept;
}
