import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { utcSeconds } from "../corpus/timestamps.ts";
import { mutant } from "./mutant.ts";

/** Changes the bytes of a 200. */
abstract class BodyChange extends ListEndpoint {
  override bodyOf(page: Page, query: ListQuery): string | Uint8Array {
    return this.rewrite(Buffer.from(super.bodyOf(page, query)).toString(), query);
  }
  abstract rewrite(json: string, query: ListQuery): string | Uint8Array;
}

const zone = 7 * 3600;

/** Faults in the spelling of times and in the bytes of a body. */
export const timestampAndByteMutants: readonly Mutant[] = [
  mutant(
    "time-without-zone",
    ["representation.timestamps"],
    "isoformat() of a naive datetime has no offset.",
    class extends ListEndpoint {
      override timestamp(seconds: number): string {
        return utcSeconds(seconds).slice(0, -1);
      }
    },
  ),
  mutant(
    "offset-without-colon",
    ["representation.timestamps"],
    "strftime's %z gives +0000, which RFC 3339 does not know.",
    class extends ListEndpoint {
      override timestamp(seconds: number): string {
        return utcSeconds(seconds).replace("Z", "+0000");
      }
    },
  ),
  mutant(
    "local-time-called-utc",
    ["representation.faithful"],
    "The server's local time, seven hours off, with a Z behind it.",
    class extends ListEndpoint {
      override timestamp(seconds: number): string {
        return utcSeconds(seconds + zone);
      }
    },
  ),
  mutant(
    "epoch-seconds",
    { clauses: ["representation.schema", "representation.timestamps"], killedBy: ["representation.schema"] },
    "Times are numbers.",
    class extends ListEndpoint {
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        return { ...super.item(row, query), created_at: row.createdAt, updated_at: row.updatedAt };
      }
    },
  ),
  mutant(
    "twelve-hour-clock",
    { clauses: ["representation.faithful"], killedBy: ["ordering.newest-first", "representation.timestamps"] },
    "hh for HH in the format: afternoons become mornings. Needs a time between 13:00 and 01:00 UTC.",
    class extends ListEndpoint {
      override timestamp(seconds: number): string {
        const hour = new Date(seconds * 1000).getUTCHours() % 12 || 12;
        return utcSeconds(seconds).replace(/T\d\d/, `T${String(hour).padStart(2, "0")}`);
      }
    },
  ),
  mutant(
    "created-at-in-whole-minutes",
    ["representation.faithful"],
    "The format has no seconds, and 00 is put there. Order and pages are right.",
    class extends ListEndpoint {
      override timestamp(seconds: number): string {
        return utcSeconds(seconds).replace(/\d\dZ$/, "00Z");
      }
    },
  ),
  mutant(
    "zero-updated-at-in-progress",
    { clauses: ["representation.timestamps", "representation.faithful"], killedBy: ["representation.timestamps"] },
    "Go's zero time stands for an updated_at that was never set. Needs a session in progress.",
    class extends ListEndpoint {
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        const item = super.item(row, query);
        return row.duration === undefined ? { ...item, updated_at: "0001-01-01T00:00:00Z" } : item;
      }
    },
  ),
  mutant(
    "times-the-other-way-round",
    { clauses: ["representation.timestamps", "representation.faithful"], killedBy: ["representation.timestamps"] },
    "created_at and updated_at are swapped for ended sessions. Needs one whose times differ.",
    class extends ListEndpoint {
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        const item = super.item(row, query);
        if (row.duration === undefined) return item;
        return { ...item, created_at: item["updated_at"], updated_at: item["created_at"] };
      }
    },
  ),
  mutant(
    "updated-at-loses-a-second",
    { clauses: ["representation.timestamps", "representation.faithful"], killedBy: ["representation.timestamps"] },
    "updated_at is rounded down to even seconds, a file system's precision: it may lie before created_at. Needs an odd second.",
    class extends ListEndpoint {
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        return { ...super.item(row, query), updated_at: this.timestamp(row.updatedAt - (row.updatedAt % 2)) };
      }
    },
  ),
  mutant(
    "offset-spelled-out",
    ["representation.utc-whole-seconds"],
    "+00:00 for Z.",
    class extends ListEndpoint {
      override timestamp(seconds: number): string {
        return utcSeconds(seconds).replace("Z", "+00:00");
      }
    },
  ),
  mutant(
    "offset-of-seven-hours",
    ["representation.utc-whole-seconds"],
    "The right instant in local time with its offset.",
    class extends ListEndpoint {
      override timestamp(seconds: number): string {
        return utcSeconds(seconds + zone).replace("Z", "+07:00");
      }
    },
  ),
  mutant(
    "milliseconds-shown",
    ["representation.utc-whole-seconds"],
    "toISOString() as it is.",
    class extends ListEndpoint {
      override timestamp(seconds: number): string {
        return new Date(seconds * 1000).toISOString();
      }
    },
  ),
  mutant(
    "json-as-text-plain",
    ["representation.media-type"],
    "The framework's default media type for text.",
    class extends ListEndpoint {
      override readonly mediaType: string = "text/plain; charset=utf-8";
    },
  ),
  mutant(
    "json-as-html",
    ["representation.media-type"],
    "PHP's default media type.",
    class extends ListEndpoint {
      override readonly mediaType: string = "text/html";
    },
  ),
  mutant(
    "later-pages-as-octets",
    ["representation.media-type"],
    "Pages from the cache have lost their media type. Needs a second page.",
    class extends ListEndpoint {
      override success(...args: Parameters<ListEndpoint["success"]>): ReturnType<ListEndpoint["success"]> {
        const reply = super.success(...args);
        if (args[1].after === undefined) return reply;
        return { ...reply, headers: { ...reply.headers, "content-type": "application/octet-stream" } };
      }
    },
  ),
  mutant(
    "byte-order-mark",
    ["representation.media-type"],
    "A BOM stands before the JSON.",
    class extends BodyChange {
      rewrite(json: string): string {
        return `\uFEFF${json}`;
      }
    },
  ),
  mutant(
    "member-twice",
    ["representation.media-type"],
    "Two layers each add updated_at, with equal values: JSON.parse does not mind.",
    class extends BodyChange {
      rewrite(json: string): string {
        return json.replaceAll(/("updated_at":"[^"]*")/g, "$1,$1");
      }
    },
  ),
  mutant(
    "token-twice",
    ["representation.media-type"],
    "An empty next_page_token stands before the right one; parsers take the last.",
    class extends BodyChange {
      rewrite(json: string): string {
        return json.replace("{", '{"next_page_token":"",');
      }
    },
  ),
  mutant(
    "latin-1",
    ["representation.media-type"],
    "A further member is written in Latin-1, which is not valid UTF-8.",
    class extends BodyChange {
      rewrite(json: string): Uint8Array {
        return Buffer.from(json.replaceAll('"stream_key"', '"region":"Köln","stream_key"'), "latin1");
      }
    },
  ),
  mutant(
    "surrogates-in-utf-8",
    ["representation.media-type"],
    "CESU-8: an emoji in a further member is written as two encoded surrogates. Lenient decoders put question marks.",
    class extends BodyChange {
      rewrite(json: string): Uint8Array {
        const [head = "", ...rest] = json.split('"stream_key"');
        const surrogates = Buffer.from([0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]);
        const parts = rest.map((part) => [Buffer.from('"mood":"'), surrogates, Buffer.from(`","stream_key"${part}`)]);
        return Buffer.concat([Buffer.from(head), ...parts.flat()]);
      }
    },
  ),
  mutant(
    "not-a-number",
    { clauses: ["representation.media-type", "representation.schema"], killedBy: ["representation.media-type"] },
    "Python's json.dumps writes NaN for the duration of a session in progress.",
    class extends BodyChange {
      rewrite(json: string): string {
        return json.replaceAll(/("stream_key":"[^"]*",)("created_at")/g, '$1"duration":NaN,$2');
      }
    },
  ),
  mutant(
    "xssi-prefix",
    ["representation.media-type"],
    "The anti-hijacking prefix )]}', stands before the JSON.",
    class extends BodyChange {
      rewrite(json: string): string {
        return `)]}',\n${json}`;
      }
    },
  ),
  mutant(
    "trailing-comma",
    ["representation.media-type"],
    "A template writes a comma behind every session. Needs a session.",
    class extends BodyChange {
      rewrite(json: string): string {
        return json.replace("}],", "},],");
      }
    },
  ),
];
