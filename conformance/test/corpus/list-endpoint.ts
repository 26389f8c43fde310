import { createHash } from "node:crypto";
import { DEFAULT_PAGE_SIZE } from "../../src/contract/generated/page-size.ts";
import { type Exchange, jsonReply, parameterValues, type Reply } from "./exchange.ts";
import type { Account, Entity, MemoryData, StoredSession } from "./memory-data.ts";
import { decodePosition, encodePosition, type Position } from "./page-token.ts";
import { utcSeconds } from "./timestamps.ts";

/** A list request whose parts have been found valid. */
export interface ListQuery {
  readonly exchange: Exchange;
  readonly account: Account;
  readonly entity: Entity;
  readonly size: number;
  /** Undefined: from the newest on. */
  readonly after: Position | undefined;
}

/** The sessions of one page, and the position behind its last one if more follow. */
export interface Page {
  readonly rows: readonly StoredSession[];
  readonly next: Position | undefined;
}

/** What makes one instance of a deployment. */
export type EndpointClass = new (data: MemoryData, instance: number) => ListEndpoint;

/** Descending order of strings by code unit. */
export function descending(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? 1 : -1;
}

/**
 * The list endpoint, strict in all that CONTRACT leaves open: every step is a method of its own, so that a mutant or a
 * lawful server overrides the one in which it differs. One object is one instance of a deployment.
 */
export class ListEndpoint {
  readonly data: MemoryData;
  /** 0 for the first base URL, 1 for the second. */
  readonly instance: number;
  readonly defaultSize: number = DEFAULT_PAGE_SIZE;
  readonly mediaType: string = "application/json";

  constructor(data: MemoryData, instance: number) {
    this.data = data;
    this.instance = instance;
  }

  /** Answers one request; whatever fails inside is a bare 500. */
  async handle(exchange: Exchange): Promise<Reply> {
    try {
      return await this.route(exchange);
    } catch (error) {
      return this.crashed(error, exchange);
    }
  }

  async route(exchange: Exchange): Promise<Reply> {
    const id = this.entityIdIn(exchange.path);
    if (id === undefined) return this.unknownRoute();
    if (exchange.method !== "GET" && exchange.method !== "HEAD") return this.methodRefused(exchange, id);
    const account = await this.authenticate(exchange);
    return account === undefined ? this.unauthorized(exchange) : this.authorized(exchange, account, id);
  }

  async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
    if (id === "") return this.missingId();
    const size = this.sizeOf(parameterValues(exchange, "page_size"));
    if (size === undefined) return this.badRequest("The page_size must be an integer from 1 to 100.");
    const after = this.positionOf(parameterValues(exchange, "page_token"), id, exchange);
    if (after === "malformed") return this.badRequest("The page_token is not one of this live entity.");
    const entity = this.entityOf(account, id, after);
    return entity === undefined ? this.unknownEntity(id) : this.list({ exchange, account, entity, size, after });
  }

  async list(query: ListQuery): Promise<Reply> {
    const page = await this.page(query);
    const reply = this.success(this.bodyOf(page, query), query, page);
    if (this.isUnchanged(query.exchange, reply)) return this.notModified(reply);
    return this.meetsFault(query) ? this.faulted(query, reply) : reply;
  }

  // What is asked

  /** The `{id}` of a path on the route, decoded and in its stored case; undefined off the route. */
  entityIdIn(path: string): string | undefined {
    const segment = /^\/v1\/live_entities\/([^/]*)\/live_sessions$/.exec(path)?.[1];
    if (segment === undefined) return undefined;
    try {
      return this.storedCase(decodeURIComponent(segment));
    } catch {
      return segment;
    }
  }

  /** UUIDs compare without case. */
  storedCase(id: string): string {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id.toLowerCase() : id;
  }

  authenticate(exchange: Exchange): Account | undefined | Promise<Account | undefined> {
    return this.accountOf(exchange.headers.authorization ?? "");
  }

  accountOf(key: string): Account | undefined {
    return [...this.data.accounts.values()].find((account) => account.authorization === key);
  }

  /** The page size; undefined where the request must be refused. */
  sizeOf(values: readonly string[]): number | undefined {
    if (values.length === 0) return this.defaultSize;
    const [text = ""] = values;
    return values.length === 1 && /^([1-9][0-9]?|100)$/.test(text) ? Number(text) : undefined;
  }

  positionOf(values: readonly string[], entityId: string, exchange: Exchange): Position | undefined | "malformed" {
    const [text = ""] = values;
    if (values.length > 1) return "malformed";
    return text === "" ? undefined : (this.decode(text, entityId, exchange) ?? "malformed");
  }

  decode(token: string, entityId: string, _exchange: Exchange): Position | undefined {
    const decoded = decodePosition(token);
    return decoded?.entityId === entityId ? decoded.position : undefined;
  }

  encode(position: Position, query: ListQuery): string {
    return encodePosition(query.entity.id, position);
  }

  entityOf(account: Account, id: string, _after: Position | undefined): Entity | undefined {
    const entity = this.data.entities.get(id);
    return entity?.accountId === account.id ? entity : undefined;
  }

  // What is listed

  page(query: ListQuery): Page | Promise<Page> {
    const rows = this.ordered(query);
    const start = query.after === undefined ? 0 : this.startOf(rows, query.after, query);
    const end = start + query.size;
    return { rows: rows.slice(start, end), next: end < rows.length ? this.markAt(rows, end, query) : undefined };
  }

  ordered(query: ListQuery): StoredSession[] {
    return this.visible(query).sort((left, right) => this.compare(left, right));
  }

  /** The entity's sessions, in a new array. */
  visible(query: ListQuery): StoredSession[] {
    return [...query.entity.sessions];
  }

  /** Negative if `left` stands before `right` in the list. */
  compare(left: StoredSession, right: StoredSession): number {
    return right.createdAt - left.createdAt || descending(left.id, right.id);
  }

  /** Index of the first row of the page behind `after`. */
  startOf(rows: readonly StoredSession[], after: Position, _query: ListQuery): number {
    const index = rows.findIndex((row) => this.isBehind(row, after));
    return index < 0 ? rows.length : index;
  }

  isBehind(row: StoredSession, after: Position): boolean {
    return row.createdAt < after.createdAt || (row.createdAt === after.createdAt && row.id < after.id);
  }

  /** The position from which a page that begins at `end` is reached. */
  markAt(rows: readonly StoredSession[], end: number, _query: ListQuery): Position | undefined {
    const anchor = rows[end - 1];
    return anchor && { createdAt: anchor.createdAt, id: anchor.id };
  }

  // How it is said

  bodyOf(page: Page, query: ListQuery): string | Uint8Array {
    const data = page.rows.map((row) => this.item(row, query));
    return JSON.stringify({ data, next_page_token: this.nextToken(page.next, query) });
  }

  nextToken(next: Position | undefined, query: ListQuery): unknown {
    return next === undefined ? "" : this.encode(next, query);
  }

  item(row: StoredSession, _query: ListQuery): Readonly<Record<string, unknown>> {
    return {
      id: row.id,
      entity_id: row.entityId,
      stream_key: row.streamKey,
      ...(row.duration === undefined ? {} : { duration: row.duration }),
      created_at: this.timestamp(row.createdAt),
      updated_at: this.timestamp(row.updatedAt),
    };
  }

  timestamp(seconds: number): string {
    return utcSeconds(seconds);
  }

  success(body: string | Uint8Array, query: ListQuery, page: Page): Reply {
    const etag = this.etagOf(body, query, page);
    const headers = { "content-type": this.mediaType, "cache-control": "no-store" };
    return { status: 200, headers: etag === undefined ? headers : { ...headers, etag }, body };
  }

  etagOf(body: string | Uint8Array, _query: ListQuery, _page: Page): string | undefined {
    return `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  }

  isUnchanged(exchange: Exchange, reply: Reply): boolean {
    const given = exchange.headers["if-none-match"] ?? "";
    const etag = reply.headers["etag"]?.replace(/^W\//, "");
    // A tag may hold commas: RFC 9110 §8.8.3.
    const tags: readonly string[] = given.match(/"[^"]*"/g) ?? [];
    return etag !== undefined && (given.trim() === "*" || tags.includes(etag));
  }

  notModified(reply: Reply): Reply {
    return { status: 304, headers: { etag: reply.headers["etag"] ?? "", "cache-control": "no-store" }, body: "" };
  }

  /** Whether this answer, a fresh 200, meets a planned fault; uses the fault up. */
  meetsFault(query: ListQuery): boolean {
    if (query.exchange.method !== "GET" || query.entity.plannedFaults === 0) return false;
    query.entity.plannedFaults -= 1;
    return true;
  }

  // What is refused

  error(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
    const errorType = status < 500 ? "invalid_request_error" : "api_error";
    return jsonReply(status, this.errorBody(status, message, errorType), { "cache-control": "no-store", ...headers });
  }

  errorBody(_status: number, message: string, errorType: string): Readonly<Record<string, unknown>> {
    return { message, error_type: errorType };
  }

  unknownRoute(): Reply {
    return this.error(404, "There is no such route.");
  }

  methodRefused(_exchange: Exchange, _id: string): Reply | Promise<Reply> {
    return this.error(405, "This route is for GET and HEAD.", { allow: "GET, HEAD" });
  }

  unauthorized(_exchange: Exchange): Reply {
    const message = "You are unauthorized to access the requested resource. Please verify and resubmit.";
    return this.error(401, message, this.challenge());
  }

  challenge(): Readonly<Record<string, string>> {
    return { "www-authenticate": 'ApiKey realm="live-sessions"' };
  }

  missingId(): Reply {
    return this.badRequest("Your request is missing id parameter. Please, verify and resubmit.");
  }

  badRequest(message: string): Reply {
    return this.error(400, message);
  }

  unknownEntity(_id: string): Reply {
    return this.error(404, "The live session you requested does not exist.");
  }

  faulted(_query: ListQuery, _reply: Reply): Reply {
    return this.crashed(new Error("planned"), _query.exchange);
  }

  crashed(_error: unknown, _exchange: Exchange): Reply {
    return this.error(500, "An unexpected error occurred on the server's end.");
  }
}
