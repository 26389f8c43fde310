import { UsageError } from "./cli-error.ts";

/** Reads a setting's value. @throws {UsageError} for a value that is wrong, naming `source`, which gave it */
export type ParseValue<T> = (value: string, source: string) => T;

const MAX_PORT = 65_535;

/** Any text. */
export const anyText: ParseValue<string> = (value) => value;

/** A whole number of at most nine digits. */
export function whole(minimum: number, maximum: number): ParseValue<number> {
  return (value, source) => {
    const isFitting = /^\d{1,9}$/.test(value) && Number(value) >= minimum && Number(value) <= maximum;
    if (!isFitting) throw wrong(source, `a whole number from ${minimum} to ${maximum}`, value);
    return Number(value);
  };
}

/** A port number; 0 takes a free one. */
export const port: ParseValue<number> = (value, source) => {
  if (!/^\d{1,5}$/.test(value) || Number(value) > MAX_PORT)
    throw wrong(source, `a port number from 0 to ${MAX_PORT}`, value);
  return Number(value);
};

/** One of a few words. */
export function oneOf<T extends string>(words: readonly T[]): ParseValue<T> {
  return (value, source) => {
    const word = words.find((each) => each === value);
    if (word === undefined) throw wrong(source, `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`, value);
    return word;
  };
}

/** `on` or `off`. */
export const onOff: ParseValue<boolean> = (value, source) => oneOf(["on", "off"])(value, source) === "on";

/** Origins of pages, with commas between them. */
export const origins: ParseValue<readonly string[]> = (value, source) => {
  const all = value.split(",").map((each) => each.trim());
  const odd = all.find((each) => !/^https?:\/\/[^/?#\s]+$/.test(each));
  if (odd !== undefined) throw wrong(source, "origins such as https://console.example.com", odd);
  return all;
};

function wrong(source: string, what: string, value: string): UsageError {
  return new UsageError(`${source} must be ${what}, got ${JSON.stringify(value)}.`);
}
