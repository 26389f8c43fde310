import { excerpt } from "./secrets.ts";

/**
 * Holds an argument to its rule.
 *
 * @param got the value that came, which the error then shows; left out where it may be a credential.
 * @throws {RangeError} which says the rule.
 */
export function demand(holds: boolean, rule: string, ...got: readonly [] | readonly [value: unknown]): asserts holds {
  if (!holds) throw new RangeError(got.length ? `${rule}, got ${shown(got[0])}` : rule);
}

/**
 * Holds a count to its bounds: an integer, or `Infinity` where there is no `max`.
 *
 * @throws {RangeError} which names the argument, its bounds and what came.
 */
export function demandInteger(name: string, value: unknown, min: number, max: number = Infinity): void {
  const bounds = max < Infinity ? `from ${min} to ${max}` : `of ${min} or more`;
  const isInteger = Number.isInteger(value) || value === Infinity;
  demand(isInteger && Number(value) >= min && Number(value) <= max, `${name} must be an integer ${bounds}`, value);
}

/**
 * Holds a time in milliseconds to its lower bound; `Infinity` is a time too.
 *
 * @throws {RangeError} which names the argument, its bound and what came.
 */
export function demandMs(name: string, value: unknown, min: number): void {
  demand(typeof value === "number" && value >= min, `${name} must be a number of ${min} or more`, value);
}

/** Text that a URL can hold: a lone surrogate, half of a character, has no encoding. */
export function isText(value: unknown): value is string {
  return typeof value === "string" && !/\p{Cs}/u.test(value);
}

/** The beginning of a value as JSON; its type where it has no such form. Credentials are taken out. */
function shown(value: unknown): string {
  let text: string | undefined;
  try {
    text = typeof value === "number" ? `${value}` : JSON.stringify(value);
  } catch {
    // It refers to itself, or refuses to be shown.
  }
  return excerpt(text ?? typeof value).slice(0, 100);
}
