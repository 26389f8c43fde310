import { didYouMean } from "../suggest.ts";
import { UsageError } from "../usage-error.ts";

/** The longest wait that a timer of Node can hold. */
const longestTimerMs = 2 ** 31 - 1;

/** @throws UsageError unless the value is one of the choices */
export function checkChoice<T extends string>(value: string, choices: readonly T[], from: string): T {
  const choice = choices.find((candidate) => candidate === value);
  if (choice !== undefined) return choice;
  throw new UsageError(
    `${from} is ${JSON.stringify(value)}; right would be ${choices.join(" or ")}.${didYouMean(value, choices)}`,
  );
}

/** @throws UsageError unless the value is a whole number of milliseconds that a timer can hold */
export function checkTimeout(value: string, from: string): number {
  return checkWhole(value, { from, least: 1, most: longestTimerMs, example: "10000", what: "whole milliseconds" });
}

/** @throws UsageError unless the value is a whole number from 1 */
export function checkCount(value: string, from: string): number {
  return checkWhole(value, {
    from,
    least: 1,
    most: Number.MAX_SAFE_INTEGER,
    example: "1000",
    what: "a whole number of requests",
  });
}

/** @throws UsageError unless the value is a whole number that seeds the generator */
export function checkSeed(value: string, from: string): number {
  return checkWhole(value, { from, least: 0, most: 2 ** 32 - 1, example: "7", what: "a whole number" });
}

/** @throws UsageError unless the value is a whole number of seconds, for which a timer can wait */
export function checkPatience(value: string, from: string): number {
  const most = Math.floor(longestTimerMs / 1000);
  return checkWhole(value, { from, least: 0, most, example: "3600", what: "whole seconds" });
}

/** @throws UsageError unless the value is a number above 0 */
export function checkRate(value: string, from: string): number {
  if (/^\d+(\.\d+)?$/.test(value) && Number(value) > 0) return Number(value);
  throw new UsageError(
    `${from} is ${JSON.stringify(value)}; right would be requests a second above 0, such as 20 or 0.5.`,
  );
}

interface Whole {
  readonly from: string;
  readonly least: number;
  readonly most: number;
  readonly example: string;
  readonly what: string;
}

function checkWhole(value: string, { from, least, most, example, what }: Whole): number {
  const number = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(
    `${from} is ${JSON.stringify(value)}; right would be ${what} from ${least} to ${most}, such as ${example}.`,
  );
}
