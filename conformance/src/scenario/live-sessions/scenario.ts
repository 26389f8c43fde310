import { randomBytes } from "node:crypto";
import { DEFAULT_PAGE_SIZE } from "../../contract/generated/page-size.ts";
import { createRandom, type Random, shuffled } from "../random.ts";
import { instant, rowsOfOddText, rowsOfOneSecond, rowsOfTheCalendar, rowsOldAndRecent } from "./odd-rows.ts";
import { longStreamKey } from "./odd-stream-keys.ts";
import type { SessionPlan } from "./session-plan.ts";

/** The body of `POST /scenarios`. */
export interface ScenarioPlan {
  readonly accounts: readonly string[];
  readonly live_entities: readonly {
    readonly name: string;
    readonly account: string;
    readonly live_sessions: readonly SessionPlan[];
  }[];
}

type Row = {
  readonly at: string;
  readonly inProgress?: boolean;
  readonly duration?: number;
  readonly updatedAt?: string;
};

/*
 * Newest first, a multiple of the default size. Groups of equal seconds straddle the page boundaries of sizes 5, 7 and
 * 10; the instants sit where orders by minute, by day, by local time or by text go wrong: leap day, turn of the year,
 * both changes of the clock, days of one digit and of two, a year without a session.
 */
const populatedRows: readonly Row[] = [
  { at: "2024-03-10T12:00:00Z", inProgress: true },
  { at: "2024-03-10T07:00:00Z", duration: 0 },
  { at: "2024-03-10T06:30:00Z", duration: 7.25, updatedAt: "2024-03-10T06:30:07Z" },
  { at: "2024-03-01T00:00:00Z", duration: 12.5 },
  { at: "2024-02-29T23:59:59Z", duration: 220.329 },
  { at: "2024-02-29T23:59:59Z", inProgress: true },
  { at: "2024-02-29T23:59:59Z", duration: 0.001, updatedAt: "2024-03-09T08:00:00Z" },
  { at: "2024-02-29T23:59:59Z", duration: 24.305 },
  { at: "2024-02-29T23:59:58Z", duration: 86_399.999 },
  { at: "2023-12-31T23:59:59Z", duration: 2.5 },
  { at: "2023-12-31T23:59:59Z", duration: 600, updatedAt: "2024-03-10T12:30:00Z" },
  { at: "2023-12-31T23:59:59Z", duration: 1.125 },
  { at: "2023-12-09T23:59:00Z", duration: 30 },
  { at: "2023-10-29T01:00:00Z", duration: 90_061.001 },
  { at: "2023-10-29T01:00:00Z", duration: 5 },
  { at: "2023-10-29T01:00:00Z", inProgress: true, updatedAt: "2023-10-29T01:00:30Z" },
  { at: "2023-10-29T00:59:59Z", duration: 45.045 },
  { at: "2023-10-29T00:30:00Z", inProgress: true, updatedAt: "2023-12-31T23:59:30Z" },
  { at: "2023-09-09T01:46:40Z", duration: 8.008 },
  { at: "2021-01-01T00:00:00Z", duration: 17.017, updatedAt: "2024-03-11T00:00:00Z" },
];

/** Two entities share these seconds with `populated`, so that a row of theirs would fit anywhere in its list. */
const siblingRows: readonly Row[] = populatedRows.filter((_, index) => index % 5 !== 0).slice(0, 12);
const foreignRows: readonly Row[] = populatedRows.filter((_, index) => index % 3 !== 0).slice(0, 12);

/** What changes it without a time of its own must not set its `updated_at` to the clock's: that is before its beginning. */
const aheadOfTheClock: Row = { at: "2098-07-08T09:10:11Z", duration: 3.75 };

/** Sessions of the longest list: 26 pages of the default size, so that limits on how deep a walk may go show. */
export const LARGE: number = 26 * DEFAULT_PAGE_SIZE;

/**
 * What the suite asks a provisioner for: an owner and a stranger, and one entity for each thing that rows can show.
 * Sessions are given in a shuffled order, so that the order of insertion is no order by time.
 *
 * @param seed chooses the shuffle; the data are the same for every seed, but for the stream keys
 * @param nowMs the clock, which some sessions are of; default: the machine's
 */
export function planScenario(seed: number, nowMs: number = Date.now()): ScenarioPlan {
  const random = createRandom(seed);
  const owned = (name: string, rows: readonly Row[], account = "owner") => ({
    name,
    account,
    live_sessions: shuffled(withStreamKeys(rows), random),
  });
  const given = (name: string, rows: readonly SessionPlan[]) => ({
    name,
    account: "owner",
    live_sessions: shuffled(rows, random),
  });
  return {
    accounts: ["owner", "stranger"],
    live_entities: [
      owned("populated", populatedRows),
      owned("sibling", siblingRows),
      owned("foreign", foreignRows, "stranger"),
      owned("empty", []),
      owned("single", [{ at: "2024-05-05T05:05:05Z", duration: 5.5 }]),
      withLongKeys(owned("hundred", series(100, "0-2 9-10 49-51 97-99", random))),
      owned("large", series(LARGE, "8-20 48-51 98-102 149-150 197-203 249-251", random)),
      owned("inserting", series(12, "3-6 8-10", random, [2, 7])),
      owned("deleting", series(20, "2-4 6-7 8-9 12-13", random, [7, 9])),
      owned("updating", [aheadOfTheClock, ...series(11, "1-3 5-6", random, [0, 2, 3, 6, 9])]),
      owned("faulty", series(12, "2-3", random)),
      owned("filling", []),
      owned("emptied", [{ at: "2022-02-22T22:22:22Z", duration: 2.25 }]),
      owned("guarded", series(3, "0-1", random)),
      given("archived", withOwnKeys(rowsOldAndRecent(nowMs))),
      given("calendar", withOwnKeys(rowsOfTheCalendar())),
      given("tied", withOwnKeys(rowsOfOneSecond(27))),
      given("texts", rowsOfOddText()),
      given("stamped", withOwnKeys([{ created_at: instant(nowMs - 45_000), duration: 9.5 }])),
    ],
  };
}

/**
 * `count` rows, newest first, neighbours 37 s apart, but for those inside a range of `ties` (`8-11`, both ends
 * included), which share a second.
 */
function series(count: number, ties: string, random: Random, inProgress: readonly number[] = []): Row[] {
  const newest = Date.parse("2022-06-30T12:00:00Z");
  const ranges = ties.split(" ").map((range) => range.split("-"));
  let step = 0;
  return Array.from({ length: count }, (_, index) => {
    const tiesWithPrevious = ranges.some(([first, last]) => index > Number(first) && index <= Number(last));
    if (!tiesWithPrevious) step += 1;
    const at = new Date(newest - step * 37_000).toISOString().replace(".000Z", "Z");
    if (inProgress.includes(index)) return { at, inProgress: true };
    return { at, duration: (1 + random.below(90_000)) / 1000 };
  });
}

type PlannedEntity = ScenarioPlan["live_entities"][number];

/** The largest page of a run: more than the buffers that a body goes through, compressed or not, and so no two keys are alike. */
function withLongKeys({ live_sessions: rows, ...entity }: PlannedEntity): PlannedEntity {
  return { ...entity, live_sessions: rows.map((row) => ({ ...row, stream_key: longStreamKey() })) };
}

function withOwnKeys(rows: readonly SessionPlan[]): SessionPlan[] {
  const key = makeStreamKey();
  return rows.map((row) => ({ ...row, stream_key: key }));
}

// Two keys an entity: a stream key can be reset, so its sessions may carry different ones.
function withStreamKeys(rows: readonly Row[]): SessionPlan[] {
  const keys = [makeStreamKey(), makeStreamKey()];
  return rows.map((row, index) => ({
    created_at: row.at,
    ...(row.updatedAt === undefined ? {} : { updated_at: row.updatedAt }),
    ...(row.inProgress === true ? {} : { duration: row.duration ?? 1 }),
    stream_key: keys[index % 3 === 0 ? 0 : 1] ?? makeStreamKey(),
  }));
}

/** A stream key that nobody uses: random, so that a leak of it can be told from chance. */
function makeStreamKey(): string {
  return `live_${randomBytes(9).toString("base64url")}`;
}
