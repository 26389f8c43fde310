import { wholeOfOdd, wholeOfStamped } from "../../questions/walks.ts";
import { parseInstant } from "../../reading/rfc3339.ts";
import { valueText } from "../../reading/value-text.ts";
import type { View } from "../../reading/view.ts";
import type { Walk } from "../../reading/walks.ts";
import type { Exchange } from "../../recording/exchange.ts";
import {
  boundariesOf,
  changeAll,
  changeFirst,
  editPage,
  isInsideOfSecond,
  pageOf,
  withoutRestOfSecond,
  withText,
} from "./editing.ts";
import { anHourLater, changeRow, type Row } from "./editing-rows.ts";
import type { PlantedFault } from "./planted-fault.ts";

const NO_ODD_TIME = "no session of 2038 or later";
const NO_TEXT = "no stream keys of every kind of text";
const NO_OWN_TIME = "no session with a time of the server's own";

const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3600;
/** 2038-01-19T03:14:08Z: the first second that a signed number of 32 bits has no place for. */
const FIRST_SECOND_OF_33_BITS = 2 ** 31;

/** What goes wrong where the data are unusual: old next to new, far years, weeks, odd text, the server's own times. */
export const faultsOfOddData: readonly PlantedFault[] = [
  whereBothAre("archive-left-out", (row, now) => !isOld(row, now)),
  whereBothAre("recent-left-out", isOld),
  inCollection("calendar", "milliseconds-of-weeks-dropped", ["representation.faithful"], {
    fits: isOfWeeks,
    nothing: "no duration of weeks with milliseconds",
    change: (row) => ({ duration: Math.trunc(Number(row["duration"])) }),
  }),
  inCollection("calendar", "year-2038-overflows", ["representation.faithful"], {
    fits: (row) => secondsOf(row) >= FIRST_SECOND_OF_33_BITS,
    nothing: NO_ODD_TIME,
    change: (row) => ({ created_at: instantText(secondsOf(row) - 2 * FIRST_SECOND_OF_33_BITS) }),
  }),
  inCollection("calendar", "first-second-of-1970-is-none", ["representation.schema"], {
    fits: (row) => secondsOf(row) === 0,
    nothing: "no session of the first second of 1970",
    change: () => ({ created_at: null }),
  }),
  inCollection("calendar", "repeated-hour-is-the-later-one", ["representation.faithful"], {
    fits: isInTheFirstOfTwoHours,
    nothing: "no sessions of both hours that the clocks of a zone showed alike",
    change: (row) => ({ created_at: anHourLater(valueText(row["created_at"])) }),
  }),
  // What stands in a recording for a stream key is whole or another one: a text that was cut, folded or escaped is another one.
  inCollection("texts", "odd-text-altered", ["representation.faithful"], {
    fits: () => true,
    nothing: NO_TEXT,
    change: (row) => ({ stream_key: valueText(row["stream_key"]).slice(0, -1) }),
  }),
  inCollection("texts", "nearly-equal-texts-are-one", ["representation.faithful"], {
    fits: (row, others) => row["stream_key"] !== others[0]?.["stream_key"],
    nothing: NO_TEXT,
    change: (_, others) => ({ stream_key: others[0]?.["stream_key"] }),
  }),
  inCollection("texts", "text-of-digits-is-a-number", ["representation.schema"], {
    fits: () => true,
    nothing: NO_TEXT,
    change: () => ({ stream_key: 100_000 }),
  }),
  {
    id: "quote-not-escaped",
    expected: ["representation.media-type"],
    plant: (view) => changeFirst(pagesOf(view, "texts"), withBareQuote, NO_TEXT),
  },
  {
    id: "own-time-is-local-time",
    expected: ["representation.server-time"],
    plant: (view) => {
      const pages = view.of(wholeOfStamped);
      const newest = rowsOf(pages)[0]?.["id"];
      const change = (row: Row): Row => ({ created_at: anHourLater(valueText(row["created_at"])) });
      return changeRow(pages, (row) => row["id"] === newest, change, NO_OWN_TIME);
    },
  },
  {
    id: "second-of-own-times-lost",
    expected: ["pagination.exactly-once"],
    plant: (view) => {
      const stamped = new Set(view.walksOf(wholeOfStamped));
      const boundary = boundariesOf(view).find((one) => stamped.has(one.walk) && isInsideOfSecond(one));
      return boundary ? withoutRestOfSecond(boundary) : NO_OWN_TIME;
    },
  },
];

interface InCollection {
  /** Chooses the session. @param others all of the collection's that are listed */
  readonly fits: (row: Row, others: readonly Row[]) => boolean;
  readonly change: (row: Row, others: readonly Row[]) => Row;
  /** What is said when none fits. */
  readonly nothing: string;
}

/** A session of a collection with such data, changed wherever it is listed. */
function inCollection(
  collection: string,
  id: string,
  expected: readonly string[],
  { fits, change, nothing }: InCollection,
): PlantedFault {
  return {
    id,
    expected,
    plant: (view) => {
      const pages = pagesOf(view, collection);
      const others = rowsOf(pages);
      return changeRow(
        pages,
        (row) => fits(row, others),
        (row) => change(row, others),
        nothing,
      );
    },
  };
}

/** In walks of lists that hold both what is recent and what is old. @param isKept whether a session is still listed */
function whereBothAre(id: string, isKept: (row: Row, now: number) => boolean): PlantedFault {
  return {
    id,
    expected: ["pagination.exactly-once"],
    plant: (view) => {
      const now = clockOf(view) ?? Number.NaN;
      const pages = view.undisturbedWalks.filter((walk) => hasBoth(walk, now)).flatMap(pagesOfWalk);
      const edit = (exchange: Exchange): Exchange =>
        editPage(exchange, (page) => {
          page.data = page.data.filter((row) => isKept(row, now));
        });
      return changeAll(pages, edit, "no list with sessions of this week and of years ago");
    },
  };
}

function hasBoth(walk: Walk, now: number): boolean {
  const rows = rowsOf(pagesOfWalk(walk));
  const isRecent = (row: Row): boolean => Math.abs(secondsOf(row) - now) < 7 * DAY_SECONDS;
  return rows.some(isRecent) && rows.some((row) => isOld(row, now));
}

function isOld(row: Row, now: number): boolean {
  return secondsOf(row) < now - 90 * DAY_SECONDS;
}

/** The suite's clock, as far as the recording tells it, in seconds since 1970. */
function clockOf(view: View): number | undefined {
  const told = view.recording.exchanges.findLast(({ purpose }) => purpose.clock !== undefined)?.purpose.clock;
  return told === undefined ? undefined : parseInstant(told)?.seconds;
}

/** Every page that lists sessions of a collection of the scenario with such data. */
function pagesOf(view: View, collection: string): Exchange[] {
  if (!view.of(wholeOfOdd).some(({ purpose }) => purpose.collection === collection)) return [];
  return view.pages
    .filter(({ exchange }) => exchange.purpose.collection === collection)
    .map(({ exchange }) => exchange);
}

function pagesOfWalk(walk: Walk): Exchange[] {
  return walk.pages.map(({ exchange }) => exchange);
}

function rowsOf(pages: readonly Exchange[]): Row[] {
  return pages.flatMap((exchange) => [...pageOf(exchange).data]);
}

function secondsOf(row: Row): number {
  return parseInstant(valueText(row["created_at"]))?.seconds ?? Number.NaN;
}

function instantText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

function isOfWeeks(row: Row): boolean {
  const duration = Number(row["duration"]);
  return duration > 7 * DAY_SECONDS && !Number.isInteger(duration);
}

function isInTheFirstOfTwoHours(row: Row, others: readonly Row[]): boolean {
  return others.some((other) => secondsOf(other) === secondsOf(row) + HOUR_SECONDS);
}

/** The text of the first stream key with a quote in it, as who puts quotes around a text and looks no further writes it. */
function withBareQuote(exchange: Exchange): Exchange {
  const text = exchange.response?.body.text ?? "";
  return withText(exchange, text.replace(/("stream_key"\s*:\s*")/, '$1"'));
}
