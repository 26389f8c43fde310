import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Exchange, Reply } from "../corpus/exchange.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { Account, Entity, StoredSession } from "../corpus/memory-data.ts";
import { decodePosition, type Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Differs in what a token means that the base refuses; tokens of the entity itself are read as ever. */
abstract class BadTokenReader extends ListEndpoint {
  override positionOf(values: readonly string[], id: string, exchange: Exchange): Position | undefined | "malformed" {
    const position = super.positionOf(values, id, exchange);
    return position === "malformed" ? this.readBad(values[0] ?? "", id) : position;
  }
  abstract readBad(token: string, entityId: string): Position | undefined | "malformed";
}

const nowhere: Position = { createdAt: -1, id: "" };
const isForeign = (token: string): boolean => decodePosition(token) !== undefined;

function crash(message: string): never {
  throw new Error(message);
}

/** Lists the entity that the token was made for, if `isAllowed` says so. */
abstract class TokenDecidesEntity extends ListEndpoint {
  override decode(token: string): Position | undefined {
    const decoded = decodePosition(token);
    return decoded && { ...decoded.position, more: decoded.entityId };
  }
  override entityOf(account: Account, id: string, after: Position | undefined): Entity | undefined {
    const own = super.entityOf(account, id, after);
    const named = this.data.entities.get(String(after?.more ?? id));
    return own !== undefined && named !== undefined && this.isAllowed(account, named) ? named : own;
  }
  abstract isAllowed(account: Account, named: Entity): boolean;
}

/** Faults with tokens that are not good, altered, or another entity's. */
export const pageTokenMutants: readonly Mutant[] = [
  mutant(
    "blank-token-is-400",
    ["pagination.blank-token-is-first-page"],
    "A blank page_token is decoded, and found malformed.",
    class extends ListEndpoint {
      override positionOf(
        values: readonly string[],
        id: string,
        exchange: Exchange,
      ): Position | undefined | "malformed" {
        return values[0] === "" ? "malformed" : super.positionOf(values, id, exchange);
      }
    },
  ),
  mutant(
    "blank-token-is-the-end",
    ["pagination.blank-token-is-first-page"],
    "As the last page's token is blank, a blank token is taken for the end: an empty page.",
    class extends ListEndpoint {
      override positionOf(
        values: readonly string[],
        id: string,
        exchange: Exchange,
      ): Position | undefined | "malformed" {
        return values[0] === "" ? nowhere : super.positionOf(values, id, exchange);
      }
    },
  ),
  mutant(
    "blank-token-is-500",
    ["pagination.blank-token-is-first-page"],
    "JSON.parse of an empty text throws.",
    class extends ListEndpoint {
      override positionOf(
        values: readonly string[],
        id: string,
        exchange: Exchange,
      ): Position | undefined | "malformed" {
        return values[0] === "" ? crash("Unexpected end of JSON input") : super.positionOf(values, id, exchange);
      }
    },
  ),
  mutant(
    "bad-token-is-page-one",
    ["pagination.bad-token-rejected"],
    "What does not decode is ignored: the first page comes again.",
    class extends BadTokenReader {
      readBad(token: string): Position | undefined | "malformed" {
        return isForeign(token) ? "malformed" : undefined;
      }
    },
  ),
  mutant(
    "bad-token-is-empty-page",
    ["pagination.bad-token-rejected"],
    "What does not decode is a position behind everything: an empty last page, as if the walk were done.",
    class extends BadTokenReader {
      readBad(token: string): Position | undefined | "malformed" {
        return isForeign(token) ? "malformed" : nowhere;
      }
    },
  ),
  mutant(
    "bad-token-is-500",
    {
      clauses: ["pagination.bad-token-rejected", "pagination.altered-token-contained"],
      killedBy: ["pagination.bad-token-rejected"],
    },
    "The decoder throws and nobody catches it.",
    class extends BadTokenReader {
      readBad(): never {
        return crash("Invalid token");
      }
    },
  ),
  mutant(
    "token-with-nul-is-500",
    ["pagination.bad-token-rejected"],
    "PostgreSQL refuses 0x00 in text, and nobody catches it; other bad tokens are 400.",
    class extends BadTokenReader {
      readBad(token: string): Position | undefined | "malformed" {
        return token.includes("\0") ? crash('invalid byte sequence for encoding "UTF8": 0x00') : "malformed";
      }
    },
  ),
  mutant(
    "token-with-emoji-is-500",
    ["pagination.bad-token-rejected"],
    "atob throws on characters outside Latin-1; only plain bad tokens are caught.",
    class extends BadTokenReader {
      readBad(token: string): Position | undefined | "malformed" {
        return /[^\0-\xff]/.test(token) ? crash("InvalidCharacterError") : "malformed";
      }
    },
  ),
  mutant(
    "token-with-spaces-is-page-one",
    ["pagination.bad-token-rejected"],
    "The sanitizer drops tokens with white space; others that are bad are 400.",
    class extends BadTokenReader {
      readBad(token: string): Position | undefined | "malformed" {
        return /\s/.test(token) ? undefined : "malformed";
      }
    },
  ),
  mutant(
    "path-token-is-404",
    ["pagination.bad-token-rejected"],
    "Tokens name cursor files; one with a slash is answered 404 by the file layer.",
    class extends ListEndpoint {
      override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
        const reply = await super.authorized(exchange, account, id);
        return reply.status === 400 && /page_token=[^&]*(\/|%2f)/i.test(exchange.query)
          ? this.unknownEntity(id)
          : reply;
      }
    },
  ),
  mutant(
    "long-token-is-500",
    ["pagination.altered-token-contained"],
    "A token longer than its column overflows: 500 for one that was extended, 400 for what is not a token.",
    class extends BadTokenReader {
      readBad(token: string): Position | undefined | "malformed" {
        const isExtended = token.startsWith("WyI") && token.length > 122;
        return isExtended ? crash("value too long for type character varying(122)") : "malformed";
      }
    },
  ),
  mutant(
    "cut-token-is-500",
    ["pagination.altered-token-contained"],
    "Sentences are refused by their alphabet; a token that was cut has the right one, and JSON.parse throws.",
    class extends BadTokenReader {
      readBad(token: string): Position | undefined | "malformed" {
        const isBase64 = /^[\w-]{8,}$/.test(token);
        if (isBase64) JSON.parse(Buffer.from(token, "base64url").toString());
        return "malformed";
      }
    },
  ),
  mutant(
    "altered-time-is-500",
    ["pagination.altered-token-contained"],
    "The token is `v1.<time>.<id>.<entity>`; a time that is not a number makes an Invalid Date, and toISOString throws. Needs a token with a letter in its first part.",
    class extends ListEndpoint {
      override encode(position: Position, query: ListQuery): string {
        return `v1.${position.createdAt}.${position.id}.${query.entity.id}`;
      }
      override decode(token: string, entityId: string): Position | undefined {
        const [version, time = "", id = "", entity] = token.split(".");
        if (version !== "v1" || entity !== entityId) return undefined;
        return { createdAt: Date.parse(new Date(Number(time) * 1000).toISOString()) / 1000, id };
      }
    },
  ),
  mutant(
    "altered-ciphertext-is-500",
    {
      clauses: ["pagination.altered-token-contained", "pagination.foreign-token-rejected"],
      killedBy: ["pagination.altered-token-contained"],
    },
    "Encrypted tokens: those too short to be one are refused, one with a bit flipped fails authentication, and that is not caught.",
    class extends ListEndpoint {
      readonly key: Uint8Array = randomBytes(32);
      override encode(position: Position, query: ListQuery): string {
        const nonce = randomBytes(12);
        const cipher = createCipheriv("aes-256-gcm", this.key, nonce);
        const sealed = cipher.update(super.encode(position, query));
        return Buffer.concat([nonce, sealed, cipher.final(), cipher.getAuthTag()]).toString("base64url");
      }
      override decode(token: string, entityId: string, exchange: Exchange): Position | undefined {
        const bytes = Buffer.from(token, "base64url");
        if (!/^[\w-]{60,}$/.test(token)) return undefined;
        const decipher = createDecipheriv("aes-256-gcm", this.key, bytes.subarray(0, 12));
        decipher.setAuthTag(bytes.subarray(-16));
        const plain = decipher.update(bytes.subarray(12, -16));
        return super.decode(Buffer.concat([plain, decipher.final()]).toString(), entityId, exchange);
      }
    },
  ),
  mutant(
    "cut-token-lists-everything",
    {
      clauses: ["pagination.altered-token-contained", "representation.own-sessions-only"],
      killedBy: ["pagination.altered-token-contained"],
    },
    "Tokens are `<time>~<id>~<entity>`, and the entity of the query is taken from there: where it is cut off, `where: { entity_id: undefined }` is not a condition, as in Prisma. Needs a token cut to its first half.",
    class extends ListEndpoint {
      override encode(position: Position, query: ListQuery): string {
        return `${position.createdAt}~${position.id}~${query.entity.id}`;
      }
      override decode(token: string, entityId: string): Position | undefined {
        const [time = "", id, entity] = token.split("~");
        const isOurs = /^\d+$/.test(time) && id !== undefined && (entity === undefined || entity === entityId);
        return isOurs ? { createdAt: Number(time), id, ...(entity === undefined ? { more: "all" } : {}) } : undefined;
      }
      override visible(query: ListQuery): StoredSession[] {
        if (query.after?.more !== "all") return super.visible(query);
        return [...this.data.entities.values()].flatMap((entity) => entity.sessions);
      }
    },
  ),
  mutant(
    "token-decides-entity",
    {
      clauses: [
        "pagination.token-stays-in-its-entity",
        "pagination.foreign-token-rejected",
        "errors.foreign-entity-closed",
      ],
      killedBy: ["pagination.token-stays-in-its-entity"],
    },
    "The token knows its entity, and that wins over the path: another account's sessions are listed too.",
    class extends TokenDecidesEntity {
      isAllowed(): boolean {
        return true;
      }
    },
  ),
  mutant(
    "token-decides-entity-of-own-account",
    {
      clauses: ["pagination.token-stays-in-its-entity", "pagination.foreign-token-rejected"],
      killedBy: ["pagination.token-stays-in-its-entity"],
    },
    "As before, but the account is checked: needs a token of another entity of the same account.",
    class extends TokenDecidesEntity {
      isAllowed(account: Account, named: Entity): boolean {
        return named.accountId === account.id;
      }
    },
  ),
  mutant(
    "token-decides-entity-relabelled",
    {
      clauses: [
        "pagination.token-stays-in-its-entity",
        "representation.own-sessions-only",
        "pagination.foreign-token-rejected",
      ],
      killedBy: ["pagination.token-stays-in-its-entity"],
    },
    "The token's entity is listed, and entity_id is written from the path: only the ids tell. Needs two entities and their known sessions.",
    class extends TokenDecidesEntity {
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        const asked = this.entityIdIn(query.exchange.path);
        return { ...super.item(row, query), entity_id: asked };
      }
      isAllowed(account: Account, named: Entity): boolean {
        return named.accountId === account.id;
      }
    },
  ),
  mutant(
    "foreign-token-is-500",
    {
      clauses: ["pagination.token-stays-in-its-entity", "pagination.foreign-token-rejected"],
      killedBy: ["pagination.token-stays-in-its-entity"],
    },
    "An assertion that token and path agree throws.",
    class extends BadTokenReader {
      readBad(token: string): Position | undefined | "malformed" {
        return isForeign(token) ? crash("cursor of another partition") : "malformed";
      }
    },
  ),
  mutant(
    "foreign-account-token-is-500",
    {
      clauses: ["pagination.token-stays-in-its-entity", "pagination.foreign-token-rejected"],
      killedBy: ["pagination.token-stays-in-its-entity"],
    },
    "The token's entity is looked up in the account, and the result is used unseen: 500 for a token of another account's entity, 400 for one's own.",
    class extends BadTokenReader {
      readBad(token: string, entityId: string): Position | undefined | "malformed" {
        const named = this.data.entities.get(decodePosition(token)?.entityId ?? "");
        const asked = this.data.entities.get(entityId);
        return named !== undefined && named.accountId !== asked?.accountId ? crash("null.sessions") : "malformed";
      }
    },
  ),
  mutant(
    "foreign-token-is-page-one",
    ["pagination.foreign-token-rejected"],
    "A token of another entity is ignored: this entity's first page comes.",
    class extends BadTokenReader {
      readBad(token: string): Position | undefined | "malformed" {
        return isForeign(token) ? undefined : "malformed";
      }
    },
  ),
  mutant(
    "token-without-entity",
    ["pagination.foreign-token-rejected"],
    "A token is a bare position: one of another entity lists this entity from there.",
    class extends ListEndpoint {
      override decode(token: string): Position | undefined {
        return decodePosition(token)?.position;
      }
    },
  ),
];
