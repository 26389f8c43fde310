import type { ListQuery } from "../corpus/list-endpoint.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Microseconds are kept of what the server stamps itself; whole seconds are all that is ever shown. */
function preciseClock(): number {
  return (performance.timeOrigin + performance.now()) / 1000;
}

/** Shows whole seconds of times that have more. */
class PreciseTimes extends ListEndpoint {
  override timestamp(seconds: number): string {
    return super.timestamp(Math.floor(seconds));
  }
}

const precise = { now: preciseClock } as const;

const hour = 3600;
const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** Faults of times that the server sets itself, which no provisioned time shows. */
export const ownTimeMutants: readonly Mutant[] = [
  mutant(
    "cursor-in-seconds-over-microseconds",
    ["pagination.exactly-once"],
    "The column has microseconds, the cursor has seconds: behind a boundary, whatever shares its second and came earlier is skipped. Times that are given are whole; only the server's own show it.",
    class extends PreciseTimes {
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const mark = super.markAt(rows, end, query);
        return mark && { ...mark, createdAt: Math.floor(mark.createdAt) };
      }
    },
    precise,
  ),
  mutant(
    "cursor-rounded-up-over-microseconds",
    ["pagination.exactly-once"],
    "The cursor is the next whole second: behind a boundary all sessions of its second come again.",
    class extends PreciseTimes {
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const mark = super.markAt(rows, end, query);
        return mark && { ...mark, createdAt: Math.ceil(mark.createdAt) };
      }
    },
    precise,
  ),
  mutant(
    "cursor-in-milliseconds-over-microseconds",
    ["pagination.exactly-once"],
    "A JavaScript Date has milliseconds, and the column microseconds: sessions of the anchor's millisecond are lost now and then, here all of a tenth of a second.",
    class extends PreciseTimes {
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const mark = super.markAt(rows, end, query);
        return mark && { ...mark, createdAt: Math.floor(mark.createdAt * 10) };
      }
      override isBehind(row: StoredSession, { createdAt, id }: Position): boolean {
        return super.isBehind(row, { createdAt: createdAt / 10, id });
      }
    },
    precise,
  ),
  mutant(
    "own-times-by-the-wall",
    ["representation.server-time"],
    "datetime.now() without a zone, and Z behind it: the server's own times are those of its wall clock, two hours ahead.",
    ListEndpoint,
    { now: () => nowSeconds() + 2 * hour },
  ),
  mutant(
    "own-times-of-a-slow-clock",
    ["representation.server-time"],
    "The writer's clock has never been set: it is eleven minutes behind.",
    ListEndpoint,
    { now: () => nowSeconds() - 660 },
  ),
  mutant(
    "own-times-a-month-behind",
    ["representation.server-time"],
    "getMonth() counts from 0, and nobody adds 1: what begins now began a month ago.",
    ListEndpoint,
    { now: () => nowSeconds() - 30 * 24 * hour },
  ),
];
