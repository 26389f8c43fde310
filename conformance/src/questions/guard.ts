import type { Question } from "./question.ts";

// A gateway may refuse any of these in a form of its own.
const guard = { experiment: "guard", isHostile: true } as const;

/** The list by another spelling of its path, without a key. */
export const otherSpelling: Question = { ...guard, role: "another spelling" };

/** Such a spelling. */
export interface SpellingQuestion extends Question {
  readonly probe: string;
  /** Another spelling of a list's path, in which the collection's id is written as `id`. */
  readonly respell: (path: string, id: string) => string;
}

/** Every spelling that a router may take for the route, and a guard in front of it for another one. */
export const everySpelling: readonly SpellingQuestion[] = [
  spelled("a slash at the end", (path) => `${path}/`),
  spelled("two slashes", (path) => afterFirstSegment(path, "/")),
  spelled("two slashes at the beginning", (path) => `/${path}`),
  spelled("a parameter of the last segment", (path) => `${path};x=1`),
  spelled("a parameter of the id", (path, id) => path.replace(`/${id}/`, () => `/${id};x/`)),
  spelled("capitals", (path, id) => path.split(`/${id}/`).map(inCapitals).join(`/${id}/`)),
  spelled("an escaped letter", (path) => `${path.slice(0, -1)}%${path.charCodeAt(path.length - 1).toString(16)}`),
  spelled("a segment of one dot", (path) => afterFirstSegment(path, "./")),
  spelled("a segment of two dots", (path) => afterFirstSegment(path, "x/../")),
  spelled("an escaped slash", (path) => path.replace(/\/([^/]*)$/, "%2F$1")),
  spelled("a suffix", (path) => `${path}.json`),
];

function spelled(probe: string, respell: SpellingQuestion["respell"]): SpellingQuestion {
  return { ...otherSpelling, probe, respell };
}

function afterFirstSegment(path: string, added: string): string {
  return path.replace(/^\/[^/]*\//, (first) => first + added);
}

function inCapitals(text: string): string {
  return text.toUpperCase();
}

/** The list by another method, without a valid key. */
export const otherMethod: Question = { ...guard, role: "another method" };

/** Such a method. */
export interface MethodQuestion extends Question {
  readonly probe: string;
  /** With a key that nobody has: what it is answered must not hold it. */
  readonly hasNobodysKey?: boolean;
}

/** Every such method; none of them changes anything. */
export const everyMethod: readonly MethodQuestion[] = [
  { ...otherMethod, probe: "OPTIONS" },
  { ...otherMethod, probe: "TRACE", hasNobodysKey: true },
  { ...otherMethod, probe: "PROPFIND" },
];

/** The list by a method that a header or a parameter renames, without a key. */
export const overridden: Question = { ...guard, role: "an overridden method" };

/** GET, renamed to a method for which guards ask no key. */
export const getAsOptions: Question = { ...overridden, probe: "GET, overridden to OPTIONS" };

/** The same by a parameter. */
export const getAsOptionsByParameter: Question = { ...overridden, probe: "GET with _method=OPTIONS" };

/** POST, renamed to GET. */
export const postAsGet: Question = { ...overridden, probe: "POST, overridden to GET" };

/** A path that is not a route, with a key that nobody has. */
export const noRoute: Question = { ...guard, role: "no route" };
