import { valueText } from "../../reading/value-text.ts";
import type { Exchange } from "../../recording/exchange.ts";
import { changeFirst, editPage, listedPages, pageOf, withHeader, withText } from "./editing.ts";
import { anHourLater, changeRow, type Row } from "./editing-rows.ts";
import type { PlantedFault } from "./planted-fault.ts";

const NOTHING = "no session was listed";

/** What a page says of its sessions. */
export const faultsOfValues: readonly PlantedFault[] = [
  inRow("duration-rounded", ["representation.faithful"], isFractional, "no duration with a fraction", (row) => ({
    duration: Math.round(Number(row["duration"])),
  })),
  inRow(
    "duration-in-milliseconds",
    ["representation.faithful"],
    isFractional,
    "no duration with a fraction",
    (row) => ({ duration: Number(row["duration"]) * 1000 }),
  ),
  inRow("duration-as-text", ["representation.schema"], isEnded, "no session that ended", (row) => ({
    duration: valueText(row["duration"]),
  })),
  inRow(
    "duration-negative",
    ["representation.schema", "representation.in-progress-has-no-duration"],
    isEnded,
    "no session that ended",
    () => ({ duration: -1 }),
  ),
  inRow(
    "duration-of-ended-missing",
    ["representation.in-progress-has-no-duration"],
    isEnded,
    "no session that ended",
    () => ({ duration: undefined }),
  ),
  inRow(
    "duration-zero-in-progress",
    ["representation.in-progress-has-no-duration"],
    (row) => !isEnded(row),
    "no session in progress",
    () => ({ duration: 0 }),
  ),
  inRow(
    "stream-key-missing",
    ["representation.schema"],
    () => true,
    NOTHING,
    () => ({ stream_key: undefined }),
  ),
  inRow(
    "stream-key-of-another",
    ["representation.faithful"],
    () => true,
    NOTHING,
    (row) => ({ stream_key: `${valueText(row["stream_key"])}x` }),
  ),
  inRow(
    "updated-at-is-created-at",
    ["representation.faithful"],
    (row) => row["updated_at"] !== row["created_at"],
    "no session with another updated_at",
    (row) => ({ updated_at: row["created_at"] }),
  ),
  inRow(
    "updated-before-created",
    ["representation.timestamps"],
    () => true,
    NOTHING,
    () => ({ updated_at: "1999-12-31T23:59:59Z" }),
  ),
  inRow(
    "created-at-without-offset",
    ["representation.timestamps"],
    () => true,
    NOTHING,
    (row) => ({ created_at: valueText(row["created_at"]).replace(/Z$/, "") }),
  ),
  inRow(
    "created-at-as-number",
    ["representation.schema"],
    () => true,
    NOTHING,
    () => ({ created_at: 1_700_000_000 }),
  ),
  inRow(
    "created-at-with-fraction",
    ["representation.utc-whole-seconds"],
    () => true,
    NOTHING,
    (row) => ({ created_at: valueText(row["created_at"]).replace(/Z$/, ".000Z") }),
  ),
  inRow(
    "entity-id-of-another",
    ["representation.own-sessions-only"],
    () => true,
    NOTHING,
    () => ({ entity_id: "0b9f5d3c-0000-4000-8000-000000000000" }),
  ),
  inRow(
    "created-at-an-hour-off",
    ["representation.faithful", "ordering.newest-first"],
    () => true,
    NOTHING,
    (row) => ({ created_at: anHourLater(valueText(row["created_at"])) }),
  ),
  {
    id: "row-of-another-entity",
    expected: ["representation.own-sessions-only"],
    plant: (view) => {
      const other = view.pages.find(
        ({ exchange, items }) => exchange.purpose.collection === "sibling" && items.length > 0,
      )?.exchange;
      if (!other) return "no second live entity";
      return changeFirst(
        listedPages(view),
        (exchange) => editPage(exchange, (page) => page.data.splice(0, 1, ...pageOf(other).data.slice(0, 1))),
        NOTHING,
      );
    },
  },
  onPage("member-twice", ["representation.media-type"], (exchange) =>
    withText(exchange, textOf(exchange).replace(/"id":/, '"id":"x","id":')),
  ),
  onPage("byte-order-mark", ["representation.media-type"], (exchange) =>
    withText(exchange, `\uFEFF${textOf(exchange)}`),
  ),
  onPage("media-type-text", ["representation.media-type"], (exchange) =>
    withHeader(exchange, "content-type", "text/plain"),
  ),
  onPage("not-utf-8", ["representation.media-type"], withLatin1),
  onPage("data-is-null", ["representation.schema"], (exchange) =>
    withText(exchange, '{"data":null,"next_page_token":""}'),
  ),
  onPage("kept-by-shared-caches", ["http.not-publicly-cached"], (exchange) =>
    withHeader(exchange, "cache-control", "public, max-age=60"),
  ),
];

/** The first answer that lists sessions, changed. */
function onPage(id: string, expected: readonly string[], change: (exchange: Exchange) => Exchange): PlantedFault {
  return { id, expected, plant: (view) => changeFirst(listedPages(view), change, NOTHING) };
}

/** The first session that fits, in every answer that lists it. */
function inRow(
  id: string,
  expected: readonly string[],
  fits: (row: Row) => boolean,
  nothing: string,
  change: (row: Row) => Row,
): PlantedFault {
  return { id, expected, plant: (view) => changeRow(listedPages(view), fits, change, nothing) };
}

function isEnded(row: Row): boolean {
  return typeof row["duration"] === "number";
}

function isFractional(row: Row): boolean {
  return typeof row["duration"] === "number" && !Number.isInteger(row["duration"]);
}

function textOf(exchange: Exchange): string {
  return exchange.response?.body.text ?? "";
}

function withLatin1(exchange: Exchange): Exchange {
  const { response } = exchange;
  if (!response) return exchange;
  const text = Buffer.from(textOf(exchange).replace("{", '{"title":"\u00e9",'), "latin1").toString("base64");
  return { ...exchange, response: { ...response, body: { ...response.body, encoding: "base64", text } } };
}
