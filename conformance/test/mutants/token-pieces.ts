import type { Exchange, Reply } from "../corpus/exchange.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import { decodePosition, type Position, parseJson } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Faults that show when a token has one odd piece, or stands in an odd place. */
export const tokenPieceMutants: readonly Mutant[] = [
  mutant(
    "token-checked-beside-a-size-only",
    ["pagination.bad-token-rejected"],
    "The validator of both parameters together runs only where page_size is there; a bad token alone is dropped, and page one comes. Needs a bad token without a size.",
    class extends ListEndpoint {
      override positionOf(
        values: readonly string[],
        id: string,
        exchange: Exchange,
      ): Position | undefined | "malformed" {
        const position = super.positionOf(values, id, exchange);
        const isNone = position === "malformed" && decodePosition(values[0] ?? "") === undefined;
        return isNone && !exchange.query.includes("page_size") ? undefined : position;
      }
    },
  ),
  mutant(
    "token-with-quote-is-500",
    ["pagination.bad-token-rejected"],
    "The token is pasted into the text of a statement: an apostrophe in it is a syntax error, and 500; other bad tokens are 400.",
    class extends ListEndpoint {
      override positionOf(
        values: readonly string[],
        id: string,
        exchange: Exchange,
      ): Position | undefined | "malformed" {
        if (values.some((token) => token.includes("'"))) throw new Error('syntax error at or near "t"');
        return super.positionOf(values, id, exchange);
      }
    },
  ),
  mutant(
    "altered-id-is-500",
    ["pagination.altered-token-contained"],
    "The id in a token goes to the database as it is, and one that is not a UUID fails the cast: 500. Needs a token that was unpacked, changed and packed again.",
    class extends ListEndpoint {
      override decode(token: string, entityId: string, exchange: Exchange): Position | undefined {
        const position = super.decode(token, entityId, exchange);
        if (position !== undefined && !isUuid(position.id)) throw new Error("invalid input syntax for type uuid");
        return position;
      }
    },
  ),
  mutant(
    "altered-number-is-500",
    ["pagination.altered-token-contained"],
    "The time in a token is made a BigInt without a look: null, a word or a fraction throws. Needs a token in which something else stands for the number.",
    class extends ListEndpoint {
      override decode(token: string, entityId: string, exchange: Exchange): Position | undefined {
        const bytes = Buffer.from(token, "base64url");
        const parts = parseJson(bytes.toString());
        const isOurs = bytes.toString("base64url") === token && Array.isArray(parts) && parts[0] === entityId;
        if (isOurs && !Number.isSafeInteger(parts[1])) throw new RangeError("cannot be converted to a BigInt");
        return super.decode(token, entityId, exchange);
      }
    },
  ),
  mutant(
    "altered-token-is-404",
    ["pagination.altered-token-contained"],
    "What looks like a cursor and is none is `cursor not found`: 404, as if the live entity were gone; a sentence is 400. Needs a token that was cut or changed.",
    class extends ListEndpoint {
      override async authorized(...args: Parameters<ListEndpoint["authorized"]>): Promise<Reply> {
        const reply = await super.authorized(...args);
        const token = new URLSearchParams(args[0].query).get("page_token") ?? "";
        const looksLikeOne = /^[\w-]{60,}$/.test(token) && decodePosition(token) === undefined;
        return reply.status === 400 && looksLikeOne ? this.error(404, "The cursor was not found.") : reply;
      }
    },
  ),
];
