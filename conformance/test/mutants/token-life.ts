import { randomBytes } from "node:crypto";
import type { Exchange } from "../corpus/exchange.ts";
import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Cursors that live in the memory of one process; tokens are their names. */
export class CursorTable extends ListEndpoint {
  readonly cursors: Map<string, { readonly entityId: string; readonly position: Position }> = new Map();
  override encode(position: Position, query: ListQuery): string {
    const name = randomBytes(12).toString("hex");
    this.cursors.set(name, { entityId: query.entity.id, position });
    return name;
  }
  override decode(token: string, entityId: string, _exchange: Exchange): Position | undefined {
    const cursor = this.cursors.get(token);
    return cursor?.entityId === entityId ? cursor.position : undefined;
  }
}

const raw = (exchange: Exchange): string => /(?:^|&)page_token=([^&]*)/.exec(exchange.query)?.[1] ?? "";

/** Has other characters in its tokens than base64url's; `decode` gets the base's token. */
abstract class OtherAlphabet extends ListEndpoint {
  override encode(position: Position, query: ListQuery): string {
    return this.write(super.encode(position, query));
  }
  override decode(token: string, entityId: string, exchange: Exchange): Position | undefined {
    const plain = this.read(token, exchange);
    return plain === undefined ? undefined : super.decode(plain, entityId, exchange);
  }
  abstract write(token: string): string;
  abstract read(token: string, exchange: Exchange): string | undefined;
}

/** Faults in how long, where and in what spelling a token works. */
export const tokenLifeMutants: readonly Mutant[] = [
  mutant(
    "token-works-once",
    { clauses: ["pagination.token-replays", "http.safe"], killedBy: ["pagination.token-replays"] },
    "A cursor is deleted when it is used; the second request with it is 400.",
    class extends CursorTable {
      override decode(token: string, entityId: string, exchange: Exchange): Position | undefined {
        const position = super.decode(token, entityId, exchange);
        this.cursors.delete(token);
        return position;
      }
    },
  ),
  mutant(
    "token-advances",
    { clauses: ["pagination.token-replays", "http.safe"], killedBy: ["pagination.token-replays"] },
    "Scroll semantics: a cursor moves on with each use, so the same token gives the next page the second time.",
    class extends CursorTable {
      override async page(query: ListQuery): Promise<Page> {
        const page = await super.page(query);
        const name = raw(query.exchange);
        if (name !== "" && page.next !== undefined)
          this.cursors.set(name, { entityId: query.entity.id, position: page.next });
        return page;
      }
    },
  ),
  mutant(
    "eight-cursors-kept",
    ["pagination.token-replays"],
    "Cursors sit in an LRU cache of eight: an older token is 400. Needs a replay after eight more pages of any walk.",
    class extends CursorTable {
      override encode(position: Position, query: ListQuery): string {
        for (const oldest of [...this.cursors.keys()].slice(0, -7)) this.cursors.delete(oldest);
        return super.encode(position, query);
      }
    },
  ),
  mutant(
    "one-cursor-an-entity",
    { clauses: ["pagination.token-replays", "http.concurrent"], killedBy: ["pagination.token-replays"] },
    "A new walk of an entity closes the cursors of the one before. Needs two walks side by side, or a replay after a new first page.",
    class extends CursorTable {
      override encode(position: Position, query: ListQuery): string {
        for (const [name, { entityId }] of this.cursors) {
          if (query.after === undefined && entityId === query.entity.id) this.cursors.delete(name);
        }
        return super.encode(position, query);
      }
    },
  ),
  mutant(
    "replay-with-other-size-repeats-first-size",
    {
      clauses: ["pagination.page-size-is-a-ceiling", "pagination.token-replays"],
      killedBy: ["pagination.page-size-is-a-ceiling"],
    },
    "A token's page is kept at its first use and served whatever size is asked for later. Needs one token with two sizes.",
    class extends ListEndpoint {
      readonly pages: Map<string, Page> = new Map();
      override async page(query: ListQuery): Promise<Page> {
        if (query.after === undefined) return super.page(query);
        const key = `${query.entity.id} ${query.entity.version} ${raw(query.exchange)}`;
        const page = this.pages.get(key) ?? (await super.page(query));
        this.pages.set(key, page);
        return page;
      }
    },
  ),
  mutant(
    "cursors-in-memory",
    ["pagination.token-any-instance"],
    "Cursors live in one process; another instance answers 400. Needs two base URLs.",
    class extends CursorTable {},
    { instances: 2 },
  ),
  mutant(
    "token-key-per-process",
    ["pagination.token-any-instance"],
    "Tokens are tagged with a secret drawn at start. Needs two base URLs.",
    class extends OtherAlphabet {
      readonly secret: string = randomBytes(8).toString("hex");
      write(token: string): string {
        return `${this.secret}${token}`;
      }
      read(token: string): string | undefined {
        return token.startsWith(this.secret) ? token.slice(16) : undefined;
      }
    },
    { instances: 2 },
  ),
  mutant(
    "other-instance-starts-again",
    ["pagination.token-any-instance", "pagination.exactly-once"],
    "An instance that does not know a cursor begins at page one. Needs two base URLs; a walk that changes between them repeats sessions or never ends.",
    class extends OtherAlphabet {
      write(token: string): string {
        return `i${this.instance}${token}`;
      }
      read(token: string): string | undefined {
        return /^i[01]/.test(token) ? token.slice(2) : undefined;
      }
      override decode(token: string, entityId: string, exchange: Exchange): Position | undefined {
        const position = super.decode(token, entityId, exchange);
        return position && !token.startsWith(`i${this.instance}`) ? { createdAt: 9_999_999_999, id: "" } : position;
      }
    },
    { instances: 2 },
  ),
  mutant(
    "token-not-percent-decoded",
    {
      clauses: ["pagination.token-survives-encoding", "pagination.token-url-safe"],
      killedBy: ["pagination.token-url-safe", "pagination.exactly-once"],
    },
    "The token is cut out of the raw query; its colons and padding come percent-encoded from most clients, and are then unknown.",
    class extends OtherAlphabet {
      write(token: string): string {
        return `c:${token}==`;
      }
      read(_token: string, exchange: Exchange): string | undefined {
        return /^c:(.*)==$/.exec(raw(exchange))?.[1];
      }
    },
  ),
  mutant(
    "token-decoded-twice",
    {
      clauses: ["pagination.token-survives-encoding", "pagination.token-url-safe"],
      killedBy: ["pagination.token-url-safe", "pagination.token-survives-encoding"],
    },
    "A proxy decodes the query once and the server once more: the `+` in a token becomes a space.",
    class extends OtherAlphabet {
      write(token: string): string {
        return `after+${token}`;
      }
      read(token: string): string | undefined {
        const twice = decodeURIComponent(token.replaceAll("+", " "));
        return twice.startsWith("after+") ? twice.slice(6) : undefined;
      }
    },
  ),
  mutant(
    "token-with-percent-decoded-twice",
    {
      clauses: ["pagination.token-survives-encoding", "pagination.token-url-safe"],
      killedBy: ["pagination.token-url-safe", "pagination.exactly-once"],
    },
    "Tokens hold an already encoded `%3D`, and are decoded twice: what comes back is not what was given.",
    class extends OtherAlphabet {
      write(token: string): string {
        return `${token}%3D`;
      }
      read(token: string): string | undefined {
        const twice = token.replaceAll("%3D", "=");
        return twice.endsWith("%3D") ? twice.slice(0, -3) : undefined;
      }
    },
  ),
  mutant(
    "plus-read-as-space",
    {
      clauses: ["pagination.token-survives-encoding", "pagination.token-url-safe"],
      killedBy: ["pagination.token-url-safe", "pagination.exactly-once"],
    },
    "Tokens in plain base64 pass a second form decoder: only those with a `+` in them fail, here those of every second position.",
    class extends OtherAlphabet {
      write(token: string): string {
        return token.length % 2 === 0 || token.charCodeAt(60) % 2 === 0 ? `${token}+` : `${token}.`;
      }
      read(token: string): string | undefined {
        return token.endsWith(".") ? token.slice(0, -1) : undefined;
      }
    },
  ),
  mutant(
    "escapes-in-lower-case-unknown",
    ["pagination.token-survives-encoding", "pagination.token-url-safe"],
    "A hand-written decoder knows %7C and not %7c: RFC 3986 §2.1 says they are equal. Needs escapes in lower case.",
    class extends OtherAlphabet {
      write(token: string): string {
        return `${token}|`;
      }
      read(_token: string, exchange: Exchange): string | undefined {
        const token = raw(exchange).replaceAll("%7C", "|");
        return token.endsWith("|") ? token.slice(0, -1) : undefined;
      }
    },
  ),
  mutant(
    "unreserved-escapes-unknown",
    ["pagination.token-survives-encoding"],
    "Tokens are URL-safe and so never decoded: an escaped letter, which RFC 3986 §2.3 makes equal to the letter, is unknown. Needs `%xx` for an unreserved character.",
    class extends OtherAlphabet {
      write(token: string): string {
        return token;
      }
      read(_token: string, exchange: Exchange): string | undefined {
        return raw(exchange);
      }
    },
  ),
  mutant(
    "token-in-plain-base64",
    ["pagination.token-url-safe"],
    "Plain base64 with padding, `+` and `/`: it works once encoded.",
    class extends OtherAlphabet {
      write(token: string): string {
        return `+/${Buffer.from(token).toString("base64")}=`;
      }
      read(token: string): string | undefined {
        return /^\+\/.*=$/.test(token) ? Buffer.from(token.slice(2, -1), "base64").toString() : undefined;
      }
    },
  ),
  mutant(
    "token-is-json",
    ["pagination.token-url-safe"],
    "The token is a JSON text as it is, braces and quotes included.",
    class extends OtherAlphabet {
      write(token: string): string {
        return JSON.stringify({ after: token });
      }
      read(token: string): string | undefined {
        return /^\{"after":"([\w-]+)"\}$/.exec(token)?.[1];
      }
    },
  ),
];
