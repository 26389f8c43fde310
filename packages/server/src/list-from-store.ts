import {
  DEFAULT_PAGE_SIZE,
  type OperationRequest,
  type OperationResponse,
  type ServedLiveSession,
} from "@live-sessions/contract";
import { entityTag, matchesEntityTag } from "./entity-tag.ts";
import { badRequest, entityNotFound } from "./error-responses.ts";
import type { KeysetPosition } from "./keyset-position.ts";
import type { EntityState, JoinedSessions, LiveSessionStore, SessionRange } from "./live-session-store.ts";
import { PageToken } from "./page-token.ts";
import type { PlainRequest, PlainResponse } from "./plain-http.ts";
import { shownValue } from "./shown-value.ts";

// JSON text on one line holds no line break, so this is between two of them only.
const JOINT = ",\n";

/** Who asks, and the request as it came. */
export interface ListContext<Account> {
  /** What `authenticate` returned. */
  readonly account: Account;
  readonly plainRequest: PlainRequest;
}

/** A declared response as a value, or one whose body is JSON text already. */
export type ListResponse = OperationResponse<"listLiveSessions"> | PlainResponse;

/**
 * The operation on a store: token, then entity, then list.
 *
 * HEAD and a matching `If-None-Match` are answered from the entity's version alone, without reading a page.
 */
export async function listFromStore<Account>(
  store: LiveSessionStore<Account>,
  { path, query }: OperationRequest<"listLiveSessions">,
  { account, plainRequest }: ListContext<Account>,
): Promise<ListResponse> {
  const { page_token: token, page_size: pageSize = DEFAULT_PAGE_SIZE } = query;
  const after = token === undefined ? undefined : PageToken.decode(path.id, token);
  if (token !== undefined && after === undefined) return badToken(token);
  const ifNoneMatch = headerText(plainRequest, "if-none-match");
  if (ifNoneMatch !== undefined || plainRequest.method === "HEAD") {
    const entity = await store.findEntity(account, path.id);
    if (!entity) return entityNotFound();
    if (isUnchanged(entity, ifNoneMatch)) return { status: 304, headers: headersOf(entity) };
    if (plainRequest.method === "HEAD") return page(entity, "");
  }
  // One more than the page holds tells whether anything follows, so that no token leads to an empty page.
  const range = await store.pageAfter(account, { entityId: path.id, after, limit: pageSize + 1 });
  return range ? page(range, pageBody(path.id, range.sessions, pageSize)) : entityNotFound();
}

function badToken(token: string): ListResponse {
  const right = "the next_page_token of an earlier page of this live entity, unchanged, or absent for the first page";
  return badRequest(`page_token must be ${right}; got ${shownValue(token)}.`);
}

function headerText({ headers }: PlainRequest, name: string): string | undefined {
  const value = headers[name];
  return value === undefined || typeof value === "string" ? value : value.join(", ");
}

function isUnchanged({ version }: EntityState, ifNoneMatch: string | undefined): boolean {
  return version !== undefined && ifNoneMatch !== undefined && matchesEntityTag(ifNoneMatch, entityTag(version));
}

function headersOf({ version }: EntityState): Readonly<Record<string, string>> {
  // A page holds stream keys, which are credentials: no cache keeps it.
  const headers = { "cache-control": "no-store" };
  return version === undefined ? headers : { ...headers, etag: entityTag(version) };
}

function page(entity: EntityState, body: string): PlainResponse {
  return { status: 200, headers: { "content-type": "application/json", ...headersOf(entity) }, body };
}

function pageBody(entityId: string, sessions: SessionRange["sessions"], pageSize: number): string {
  return "text" in sessions
    ? joinedPageBody(entityId, sessions, pageSize)
    : listedPageBody(entityId, sessions, pageSize);
}

function joinedPageBody(entityId: string, { text, count }: JoinedSessions, pageSize: number): string {
  if (count <= pageSize) return `{"data":[${text}],"next_page_token":""}`;
  const end = text.lastIndexOf(JOINT);
  if (end === -1) throw new Error(`The store gave ${count} sessions without a line break between them.`);
  const before = text.lastIndexOf(JOINT, end - 1);
  const last = text.slice(before === -1 ? 0 : before + JOINT.length, end);
  return `{"data":[${text.slice(0, end)}],"next_page_token":"${PageToken.encode(entityId, positionOf(last))}"}`;
}

function listedPageBody(entityId: string, sessions: readonly (ServedLiveSession | string)[], pageSize: number): string {
  const shown = sessions.length > pageSize ? sessions.slice(0, pageSize) : sessions;
  const last = shown.at(-1);
  const token = sessions.length > pageSize && last !== undefined ? PageToken.encode(entityId, positionOf(last)) : "";
  const texts = shown.map((session) => (typeof session === "string" ? session : JSON.stringify(session)));
  return `{"data":[${texts.join(",")}],"next_page_token":"${token}"}`;
}

function positionOf(session: ServedLiveSession | string): KeysetPosition {
  const { created_at, id } = typeof session === "string" ? (JSON.parse(session) as ServedLiveSession) : session;
  return { createdAt: Math.floor(Date.parse(created_at) / 1000), sessionId: id };
}
