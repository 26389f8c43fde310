import { createHash } from "node:crypto";
import type { Reply } from "../corpus/exchange.ts";
import type { EndpointClass, ListQuery, Page } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import { type Difference, difference } from "./difference.ts";
import { opened, sealed, spelled } from "./pages-and-tokens.ts";
import { bodies, type Item } from "./representation.ts";

/** The same JSON with every character of every string, names too, as `\uXXXX`. */
function escaped(json: string): string {
  // By UTF-16 code units: each surrogate has an escape of its own.
  const inEscapes = (text: string): string =>
    Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
  return json.replace(/"(?:[^"\\]|\\.)*"/g, (text) => `"${inEscapes(String(JSON.parse(text)))}"`);
}

/** Spells errors otherwise. */
const errors =
  (rewrite: (json: string) => string) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override error(...args: Parameters<InstanceType<EndpointClass>["error"]>): Reply {
        const reply = super.error(...args);
        return { ...reply, body: rewrite(String(reply.body)) };
      }
    };

/** The same members, in an order that nobody knows beforehand. */
function reshuffled(item: Item): Item {
  const placed = Object.entries(item).map((entry) => ({ entry, place: Math.random() }));
  return Object.fromEntries(placed.sort((left, right) => left.place - right.place).map(({ entry }) => entry));
}

const depth = 500;
const nested = "[".repeat(depth) + "]".repeat(depth);

/** So few rows on a page, whatever it is asked for. */
const atMost =
  (rows: (query: ListQuery) => number) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override async page(query: ListQuery): Promise<Page> {
        return super.page({ ...query, size: Math.min(query.size, rows(query)) });
      }
    };

/** A token of this many characters: the base's, a dot, and filling that is checked. */
function filledTo(length: number): (Base: EndpointClass) => EndpointClass {
  return spelled(
    (token) => `${token}.`.padEnd(length, "filling-"),
    (token) => {
      const [plain = ""] = token.split(".");
      return token === `${plain}.`.padEnd(length, "filling-") ? plain : undefined;
    },
  );
}

/** Tokens that know the stream key, and do not show it. */
const withHashedStreamKey = (Base: EndpointClass): EndpointClass =>
  class extends Base {
    override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
      const mark = super.markAt(rows, end, query);
      const key = rows[end - 1]?.streamKey ?? "";
      return mark && { ...mark, more: createHash("sha256").update(key).digest("base64url") };
    }
  };

/** Lawful differences in how the same things are spelled, and in how few of them a page holds. */
export const spellingDifferences: readonly Difference[] = [
  difference(
    "encrypted-tokens-in-tagged-bodies",
    [],
    "Tokens have a fresh nonce, and the strong tag is the body's: a page that goes on is never the same body twice, so that its tag is never met again.",
    spelled(sealed, opened),
  ),
  difference(
    "tokens-with-a-hash-of-the-stream-key",
    [],
    "Tokens hold a hash of the last session's stream key, by which the server tells that the session is the one it was.",
    withHashedStreamKey,
  ),
  difference(
    "tokens-of-six-kib",
    [],
    "Tokens of 6 KiB: with a header or two, near to what many servers take for a request line.",
    filledTo(6144),
  ),
  difference(
    "tokens-of-emoji",
    ["pagination.token-url-safe"],
    "Tokens begin, end and have in their middle characters of two UTF-16 units, half of which is not text.",
    spelled(
      (token) => `🎥${token.slice(0, token.length / 2)}👩‍💻${token.slice(token.length / 2)}🎬`,
      (token) => /^🎥([\w-]*)👩‍💻([\w-]*)🎬$/u.exec(token)?.slice(1).join(""),
    ),
  ),
  difference(
    "strings-in-escapes",
    [],
    "Every string of every body, errors and names of members included, is written in \\u escapes.",
    (Base) => errors(escaped)(bodies(escaped)(Base)),
  ),
  difference(
    "members-in-a-new-order-each-time",
    [],
    "The members of sessions and pages stand in an order that is drawn for each answer; the strong tag is the body's.",
    (Base) =>
      class extends Base {
        override bodyOf(page: Page, query: ListQuery): string | Uint8Array {
          const data = page.rows.map((row) => reshuffled(this.item(row, query)));
          return JSON.stringify(reshuffled({ data, next_page_token: this.nextToken(page.next, query) }));
        }
      },
  ),
  difference(
    "members-nested-500-deep",
    [],
    "Pages and every eighth session have a further member of 500 lists in one another, more than a reader that recurses may like.",
    (Base) =>
      class extends bodies((json) => json.replace('{"data"', `{"tree":${nested},"data"`))(Base) {
        override item(row: StoredSession, query: ListQuery): Item {
          const item = super.item(row, query);
          return row.serial % 8 === 0 ? { tree: JSON.parse(nested), ...item } : item;
        }
      },
  ),
  difference(
    "one-session-on-a-page",
    ["pagination.full-pages"],
    "A page holds one session, whatever is asked for.",
    atMost(() => 1),
  ),
  difference(
    "short-first-page",
    ["pagination.full-pages"],
    "The first page holds three at most, so as to be there at once; the others are full.",
    atMost(({ after, size }) => (after === undefined ? 3 : size)),
  ),
  difference(
    "messages-repeat-the-request",
    [],
    "The message of a 404 repeats the id that was asked for.",
    (Base) =>
      class extends Base {
        override unknownEntity(id: string): Reply {
          return this.error(404, `There is no live entity ${id}.`);
        }
      },
  ),
];
