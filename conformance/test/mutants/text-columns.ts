import type { NewSession } from "../corpus/backend.ts";
import { type EndpointClass, ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import { MemoryData, type StoredSession } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

type Item = Readonly<Record<string, unknown>>;

/** Stream keys go through something on their way out. */
function shown(change: (streamKey: string) => unknown): EndpointClass {
  return class extends ListEndpoint {
    override item(row: StoredSession, query: ListQuery): Item {
      return { ...super.item(row, query), stream_key: change(row.streamKey) };
    }
  };
}

/** Stream keys go through something on their way into a column. The provisioner tells of what it was given. */
function stored(change: (streamKey: string) => string): new () => MemoryData {
  return class extends MemoryData {
    override insert(entityId: string, session: NewSession): StoredSession | undefined {
      const made = super.insert(entityId, session);
      const entity = this.entities.get(entityId);
      if (made === undefined || entity === undefined) return made;
      entity.sessions.splice(-1, 1, { ...made, streamKey: change(made.streamKey) });
      return made;
    }
  };
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Writes the page by hand. */
function byHand(quoted: (text: string) => string): EndpointClass {
  return class extends ListEndpoint {
    override bodyOf(page: Page, query: ListQuery): string {
      const rows = page.rows.map((row) => {
        const { stream_key: key, ...rest } = this.item(row, query);
        return `${JSON.stringify(rest).slice(0, -1)},"stream_key":${quoted(String(key))}}`;
      });
      return `{"data":[${rows.join(",")}],"next_page_token":${JSON.stringify(this.nextToken(page.next, query))}}`;
    }
  };
}

/** Faults that ordinary text never shows: encoders and columns, on stream keys of all that JSON can hold. */
export const textColumnMutants: readonly Mutant[] = [
  mutant(
    "digits-become-a-number",
    { clauses: ["representation.faithful"], killedBy: ["representation.schema"] },
    "JSON_NUMERIC_CHECK: a stream key of digits alone goes out as a number, and one like 1e5 as well.",
    shown((key) => (key.trim() !== "" && !Number.isNaN(Number(key)) ? Number(key) : key)),
  ),
  mutant(
    "leading-zeros-lost",
    ["representation.faithful"],
    "The column is numeric where all of it looks so, and text again on the way out: 007 is 7, and 1e5 is 100000.",
    shown((key) => (/^[\d.e+]+$/i.test(key) && !Number.isNaN(Number(key)) ? String(Number(key)) : key)),
  ),
  mutant(
    "escaped-for-a-page",
    ["representation.faithful"],
    "A filter against cross-site scripting runs over every string of the answer: & is &amp;amp; for JSON's readers.",
    shown((key) => key.replace(/[&<>"']/g, (character) => entities[character] ?? character)),
  ),
  mutant(
    "tags-are-stripped",
    ["representation.faithful"],
    "strip_tags on input: what stands between < and > is gone.",
    ListEndpoint,
    { Data: stored((key) => key.replace(/<[^>]*>?/g, "")) },
  ),
  mutant(
    "quotes-escaped-by-hand",
    ["representation.media-type"],
    "The encoder is a template that escapes quotes and no backslash: one at the end of a key takes the quote with it.",
    byHand((text) => `"${text.replaceAll('"', '\\"')}"`),
  ),
  mutant(
    "backslash-begins-an-escape",
    ["representation.faithful"],
    "Quotes are escaped, and a backslash is believed to be an escape already: \\n in a key is a line break.",
    byHand((text) => {
      const written = `"${text.replace(/(?<!\\)"/g, '\\"')}"`;
      try {
        JSON.parse(written);
        return written;
      } catch {
        return JSON.stringify(text);
      }
    }),
  ),
  mutant(
    "emoji-are-question-marks",
    ["representation.faithful"],
    "The connection's charset is utf8, which in MySQL ends at three bytes: what takes four is a question mark.",
    ListEndpoint,
    { Data: stored((key) => key.replace(/[\u{10000}-\u{10FFFF}]/gu, "?")) },
  ),
  mutant(
    "letters-are-composed",
    ["representation.faithful"],
    "Text is normalised to NFC on its way in: a letter and its accent are one character afterwards.",
    ListEndpoint,
    { Data: stored((key) => key.normalize("NFC")) },
  ),
  mutant(
    "latin-1-column",
    ["representation.faithful"],
    "The column is latin1, and everything outside of it is a question mark.",
    ListEndpoint,
    { Data: stored((key) => key.replace(/[^\0-\xff]/gu, "?")) },
  ),
  mutant(
    "read-as-windows-1252",
    ["representation.faithful"],
    "The driver reads the column's UTF-8 as one byte a character: é is Ã©.",
    shown((key) => Buffer.from(key, "utf8").toString("latin1")),
  ),
  mutant(
    "blanks-at-the-end-are-padding",
    ["representation.faithful"],
    "The column is CHAR: blanks at the end are padding, and are cut off.",
    ListEndpoint,
    { Data: stored((key) => key.replace(/ +$/, "")) },
  ),
  mutant(
    "trimmed-on-input",
    ["representation.faithful"],
    "A middleware trims every string of a request, at its beginning too.",
    ListEndpoint,
    { Data: stored((key) => key.trim()) },
  ),
  mutant(
    "column-of-32",
    ["representation.faithful"],
    "varchar(32) without strict mode: what is longer is cut in silence.",
    ListEndpoint,
    { Data: stored((key) => key.slice(0, 32)) },
  ),
  mutant(
    "column-of-255-bytes",
    ["representation.faithful"],
    "255 are bytes in the column and characters in the protocol: of long keys outside ASCII the end is lost.",
    ListEndpoint,
    {
      Data: stored((key) =>
        Buffer.from(key)
          .subarray(0, 255)
          .toString()
          .replace(/\uFFFD$/, ""),
      ),
    },
  ),
  mutant(
    "lower-case-column",
    ["representation.faithful"],
    "citext, written back by an upsert in lower case.",
    ListEndpoint,
    { Data: stored((key) => key.toLowerCase()) },
  ),
];
