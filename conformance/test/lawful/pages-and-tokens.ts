import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import type { Exchange, Reply } from "../corpus/exchange.ts";
import type { EndpointClass, ListQuery, Page } from "../corpus/list-endpoint.ts";
import type { MemoryData, StoredSession } from "../corpus/memory-data.ts";
import { decodePosition, type Position } from "../corpus/page-token.ts";
import { type Difference, difference } from "./difference.ts";

/** Other text for tokens: `write` gets the base's token, `read` gives it back, or undefined for what is not a token. */
export function spelled(write: (token: string) => string, read: (token: string) => string | undefined) {
  return (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override encode(position: Position, query: ListQuery): string {
        return write(super.encode(position, query));
      }
      override decode(token: string, entityId: string, exchange: Exchange): Position | undefined {
        const plain = read(token);
        return plain === undefined ? undefined : super.decode(plain, entityId, exchange);
      }
    };
}

/** Orders ties otherwise; `compare` gets two sessions of one second. Tokens name their anchor's place in that order. */
function ties(compare: (left: StoredSession, right: StoredSession) => number) {
  return (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override compare(left: StoredSession, right: StoredSession): number {
        return right.createdAt - left.createdAt || compare(left, right);
      }
      override startOf(rows: readonly StoredSession[], after: Position, _query: ListQuery): number {
        const anchor = { createdAt: after.createdAt, id: after.id, serial: Number(after.more) } as StoredSession;
        const index = rows.findIndex((row) => this.compare(row, anchor) > 0);
        return index < 0 ? rows.length : index;
      }
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const mark = super.markAt(rows, end, query);
        return mark && { ...mark, more: rows[end - 1]?.serial };
      }
    };
}

/** Says nothing of the body's identity: bodies with random tokens are never equal. */
const untagged = (Base: EndpointClass): EndpointClass =>
  class extends Base {
    override etagOf(): string | undefined {
      return undefined;
    }
  };

const secret = randomBytes(32);

/** Encrypts with a fresh nonce. */
export function sealed(text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", secret, nonce);
  const bytes = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString("base64url");
}

/** What was sealed, or undefined for what was not. */
export function opened(token: string): string | undefined {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length < 40) return undefined;
  try {
    const decipher = createDecipheriv("aes-256-gcm", secret, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString();
  } catch {
    return undefined;
  }
}

const padding = "~".repeat(4096);
const odd = "page → ü&%#+? ";

function known(data: MemoryData, entityId: string): readonly StoredSession[] {
  const entity = data.entities.get(entityId);
  return [...(entity?.sessions ?? []), ...(entity?.deleted ?? [])];
}

/** A page of this many rows of those asked for: always at least one, never more than asked. */
function shortened({ size, after }: ListQuery): number {
  const digest = createHash("sha256").update(`${size} ${after?.id}`).digest();
  return 1 + ((digest[0] ?? 0) % size);
}

/** Lawful differences in pages, order and tokens. */
export const pageDifferences: readonly Difference[] = [
  difference(
    "ties-by-id-ascending",
    [],
    "Ties stand by id, the smallest first.",
    ties((left, right) => (left.id < right.id ? -1 : Number(left.id > right.id))),
  ),
  difference(
    "ties-by-insertion",
    [],
    "Ties stand in the order of insertion.",
    ties((left, right) => left.serial - right.serial),
  ),
  difference(
    "ties-by-insertion-latest-first",
    [],
    "Ties stand latest insertion first.",
    ties((left, right) => right.serial - left.serial),
  ),
  difference(
    "over-maximum-clamped",
    ["pagination.over-maximum-rejected"],
    "A size above 100, however large, gives what 100 gives.",
    (Base) =>
      class extends Base {
        override sizeOf(values: readonly string[]): number | undefined {
          const isOver = values.length === 1 && /^[1-9]\d{2,}$/.test(values[0] ?? "");
          return isOver ? 100 : super.sizeOf(values);
        }
      },
  ),
  difference(
    "evident-sizes-taken",
    [],
    "`+5`, `05`, `1.0`, a blank size and a repeated one are read for what they evidently mean.",
    (Base) =>
      class extends Base {
        override sizeOf(values: readonly string[]): number | undefined {
          const text = values.at(-1)?.trim() ?? "";
          if (text === "") return this.defaultSize;
          const plain = /^\+?0*(\d+)(\.0+)?$/.exec(text)?.[1];
          return plain === undefined ? undefined : super.sizeOf([plain]);
        }
      },
  ),
  difference(
    "repeated-parameters-first-wins",
    [],
    "The first of repeated sizes and tokens is taken.",
    (Base) =>
      class extends Base {
        override sizeOf(values: readonly string[]): number | undefined {
          return super.sizeOf(values.slice(0, 1));
        }
        override positionOf(
          values: readonly string[],
          id: string,
          exchange: Exchange,
        ): Position | undefined | "malformed" {
          return super.positionOf(values.slice(0, 1), id, exchange);
        }
      },
  ),
  difference(
    "short-pages",
    ["pagination.full-pages"],
    "AIP-158: a page may hold fewer than asked for and have a token.",
    (Base) =>
      class extends Base {
        override async page(query: ListQuery): Promise<Page> {
          return super.page({ ...query, size: shortened(query) });
        }
      },
  ),
  difference(
    "default-of-five",
    ["pagination.full-pages"],
    "The default size is 5.",
    (Base) =>
      class extends Base {
        override readonly defaultSize: number = 5;
      },
  ),
  difference(
    "empty-page-on-the-way",
    ["pagination.full-pages", "pagination.no-trailing-empty-page"],
    "A scan that finds nothing in time gives an empty page with a token, once behind each page.",
    (Base) =>
      class extends Base {
        override async page(query: ListQuery): Promise<Page> {
          if (query.after?.more !== "rest") {
            const { rows, next } = await super.page(query);
            return { rows, next: next && { ...next, more: "rest" } };
          }
          return { rows: [], next: { createdAt: query.after.createdAt, id: query.after.id } };
        }
      },
  ),
  difference(
    "trailing-empty-page",
    ["pagination.no-trailing-empty-page"],
    "Every page that holds something has a token; an empty one is the end.",
    (Base) =>
      class extends Base {
        override async page(query: ListQuery): Promise<Page> {
          const { rows, next } = await super.page(query);
          const last = rows.at(-1);
          return { rows, next: next ?? (last && { createdAt: last.createdAt, id: last.id }) };
        }
      },
  ),
  difference(
    "end-token-null",
    ["pagination.end-is-empty-token"],
    "The last page's token is null.",
    (Base) =>
      class extends Base {
        override nextToken(next: Position | undefined, query: ListQuery): unknown {
          return super.nextToken(next, query) || null;
        }
      },
  ),
  difference(
    "end-token-absent",
    ["pagination.end-is-empty-token"],
    "The last page has no token at all.",
    (Base) =>
      class extends Base {
        override nextToken(next: Position | undefined, query: ListQuery): unknown {
          return super.nextToken(next, query) || undefined;
        }
      },
  ),
  difference(
    "encrypted-tokens",
    [],
    "Tokens are encrypted with a fresh nonce each time: never the same text twice; no ETag.",
    (Base) => untagged(spelled(sealed, opened)(Base)),
  ),
  difference(
    "encrypted-tokens-tagged-by-version",
    [],
    "Tokens with a fresh nonce, and a weak tag made of version, size and place: the texts differ, the pages do not.",
    (Base) =>
      class extends spelled(sealed, opened)(Base) {
        override etagOf(_body: string | Uint8Array, query: ListQuery): string {
          const place = [query.entity.id, query.entity.version, query.size, query.after?.createdAt, query.after?.id];
          return `W/"${createHash("sha256").update(place.join()).digest("hex").slice(0, 16)}"`;
        }
      },
  ),
  difference(
    "expiring-tokens",
    [],
    "Tokens hold the second of their making, and expire after a day; no ETag.",
    (Base) =>
      untagged(
        spelled(
          (token) => `${Math.floor(Date.now() / 1000)}.${token}`,
          (token) => {
            const [time = "", plain] = token.split(".");
            return /^\d{10}$/.test(time) && Number(time) > Date.now() / 1000 - 86_400 ? plain : undefined;
          },
        )(Base),
      ),
  ),
  difference(
    "very-long-tokens",
    [],
    "Tokens of more than 4 KiB.",
    spelled(
      (token) => `${token}${padding}`,
      (token) => (token.endsWith(padding) ? token.slice(0, -padding.length) : undefined),
    ),
  ),
  difference(
    "tokens-in-plain-base64",
    ["pagination.token-url-safe"],
    "Tokens hold `+`, `/` and `=`.",
    spelled(
      (token) => `+/${token}==`,
      (token) => /^\+\/(.*)==$/.exec(token)?.[1],
    ),
  ),
  difference(
    "tokens-of-any-character",
    ["pagination.token-url-safe"],
    "Tokens hold spaces, `&`, `%`, `#` and letters outside ASCII.",
    spelled(
      (token) => `${odd}${token}${odd}`,
      (token) => (token.startsWith(odd) && token.endsWith(odd) ? token.slice(odd.length, -odd.length) : undefined),
    ),
  ),
  difference(
    "numbers-as-tokens",
    [],
    "A token is the number of its anchor's row, kept when the row is deleted.",
    (Base) =>
      class extends Base {
        override encode(position: Position, query: ListQuery): string {
          return String(known(this.data, query.entity.id).find((row) => row.id === position.id)?.serial ?? "");
        }
        override decode(token: string, entityId: string): Position | undefined {
          const row = known(this.data, entityId).find(({ serial }) => String(serial) === token);
          return row && { createdAt: row.createdAt, id: row.id };
        }
      },
  ),
  difference(
    "altered-tokens-contained",
    [],
    "Tokens have no checksum and are read leniently: an altered one lists this entity from wherever it points, or from the start.",
    (Base) =>
      class extends Base {
        override encode(position: Position, query: ListQuery): string {
          return `p.${query.entity.id.slice(0, 8)}.${position.createdAt}.${position.id}`;
        }
        override decode(token: string, entityId: string): Position | undefined {
          const [mark, entity, time, id] = token.split(".");
          if (!/^p$/.test(mark ?? "") || !(entity && entityId.startsWith(entity))) return undefined;
          const createdAt = Number.parseInt(time ?? "", 10);
          return { createdAt: Number.isNaN(createdAt) ? 9_999_999_999 : createdAt, id: id ?? "" };
        }
      },
  ),
  difference(
    "tokens-without-entity",
    ["pagination.foreign-token-rejected"],
    "A token is a bare place in time: another entity's lists this entity from there.",
    (Base) =>
      class extends Base {
        override decode(token: string): Position | undefined {
          return decodePosition(token)?.position;
        }
      },
  ),
  difference(
    "foreign-token-is-page-one",
    ["pagination.foreign-token-rejected"],
    "Another entity's token is answered with this entity's first page.",
    (Base) =>
      class extends Base {
        override positionOf(
          values: readonly string[],
          id: string,
          exchange: Exchange,
        ): Position | undefined | "malformed" {
          const position = super.positionOf(values, id, exchange);
          const isForeign = position === "malformed" && decodePosition(values[0] ?? "") !== undefined;
          return isForeign ? undefined : position;
        }
      },
  ),
  difference(
    "foreign-token-is-404",
    ["pagination.foreign-token-rejected"],
    "Another entity's token names nothing here: 404.",
    (Base) =>
      class extends Base {
        override async authorized(...args: Parameters<InstanceType<EndpointClass>["authorized"]>): Promise<Reply> {
          const [exchange, , id] = args;
          const token = new URLSearchParams(exchange.query).get("page_token") ?? "";
          const entity = decodePosition(token)?.entityId;
          const isForeign = entity !== undefined && entity !== id && this.data.entities.has(entity);
          return isForeign ? this.unknownEntity(id) : super.authorized(...args);
        }
      },
  ),
];
