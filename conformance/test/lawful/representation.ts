import type { EndpointClass, ListQuery, Page } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import { utcSeconds } from "../corpus/timestamps.ts";
import { type Difference, difference } from "./difference.ts";

/** A session or a page as it is said. */
export type Item = Readonly<Record<string, unknown>>;

/** Changes the members of a session. */
const items =
  (change: (item: Item, row: StoredSession) => Item) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override item(row: StoredSession, query: ListQuery): Item {
        return change(super.item(row, query), row);
      }
    };

/** Spells times in another way. */
const times =
  (spell: (seconds: number) => string) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override timestamp(seconds: number): string {
        return spell(seconds);
      }
    };

/** Spells the same JSON in other bytes. */
export const bodies =
  (rewrite: (json: string) => string) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override bodyOf(page: Page, query: ListQuery): string | Uint8Array {
        return rewrite(Buffer.from(super.bodyOf(page, query)).toString());
      }
    };

/** Media type of a list. */
const typed =
  (mediaType: string) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override readonly mediaType: string = mediaType;
    };

const wholeSeconds = ["representation.utc-whole-seconds"];

/** Lawful differences in the values and bytes of a list. */
export const representationDifferences: readonly Difference[] = [
  difference(
    "further-members",
    [],
    "Sessions, pages and errors have further members, with nested values and other letters.",
    (Base) =>
      class extends items((item) => ({ region: "Köln 🎥", ...item, tags: [null, { deep: [1e-9] }], ended_at: null }))(
        Base,
      ) {
        override bodyOf(page: Page, query: ListQuery): string | Uint8Array {
          const json = Buffer.from(super.bodyOf(page, query)).toString();
          return json.replace(/^\{/, '{"object":"list","has_more":true,"total":-1,');
        }
        override errorBody(status: number, message: string, errorType: string): Item {
          const base = super.errorBody(status, message, errorType);
          return { status, ...base, code: `E${status}`, details: [], request_id: "r-1" };
        }
      },
  ),
  difference(
    "duration-null-in-progress",
    [],
    "duration is null until the end.",
    items((item) => ({ duration: null, ...item })),
  ),
  difference(
    "entity-id-in-upper-case",
    [],
    "entity_id is the UUID in capitals.",
    items((item, row) => ({ ...item, entity_id: row.entityId.toUpperCase() })),
  ),
  difference(
    "fractional-seconds",
    wholeSeconds,
    "Times have milliseconds.",
    times((seconds) => new Date(seconds * 1000).toISOString()),
  ),
  difference(
    "nanoseconds",
    wholeSeconds,
    "Times have nine decimals.",
    times((seconds) => utcSeconds(seconds).replace("Z", ".000000000Z")),
  ),
  difference(
    "offset-zero",
    wholeSeconds,
    "+00:00 for Z.",
    times((seconds) => utcSeconds(seconds).replace("Z", "+00:00")),
  ),
  difference(
    "local-offset",
    wholeSeconds,
    "The right instants with the offset +07:00.",
    times((seconds) => utcSeconds(seconds + 25_200).replace("Z", "+07:00")),
  ),
  difference(
    "indented-json",
    [],
    "Bodies are indented and end with a line break.",
    bodies((json) => `${JSON.stringify(JSON.parse(json), null, "\t")}\r\n`),
  ),
  difference(
    "json-spelled-otherwise",
    [],
    "The same values in other spellings: escapes for letters and slashes, numbers with exponents.",
    bodies((json) =>
      json
        .replaceAll('"data"', '"\\u0064ata"')
        .replaceAll('"stream_key":"l', '"stream_key":"\\u006C')
        .replaceAll(
          /"duration":([\d.]+)(?=[,}])/g,
          (_, number: string) => `"duration":${Number(number).toExponential()}`,
        ),
    ),
  ),
  difference(
    "members-in-another-order",
    [],
    "The token stands first, and each session's members from back to front.",
    (Base) =>
      class extends Base {
        override bodyOf(page: Page, query: ListQuery): string | Uint8Array {
          const data = page.rows.map((row) => Object.fromEntries(Object.entries(this.item(row, query)).reverse()));
          return JSON.stringify({ next_page_token: this.nextToken(page.next, query), data });
        }
      },
  ),
  difference(
    "charset-on-the-media-type",
    [],
    "application/json; charset=utf-8.",
    typed("application/json; charset=utf-8"),
  ),
  difference(
    "media-type-in-capitals",
    [],
    "Types and parameters compare without case, and may be quoted.",
    typed('Application/JSON ;Charset="UTF-8"'),
  ),
];
