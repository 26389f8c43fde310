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
  spelled("two slashes, twice", (path) => `/${afterFirstSegment(path, "/")}`),
  spelled("parameters of segments", (path, id) => `${path.replace(`/${id}/`, () => `/${id};x/`)};x=1`),
  spelled("capitals", (path, id) => path.split(`/${id}/`).map(inCapitals).join(`/${id}/`)),
  spelled("an escaped letter", (path) => `${path.slice(0, -1)}%${path.charCodeAt(path.length - 1).toString(16)}`),
  spelled("a segment of one dot", (path) => afterFirstSegment(path, "./")),
  // Where guards have exceptions, this is the name of one.
  spelled("a segment of two dots", (path) => afterFirstSegment(path, "public/../")),
  spelled("escaped dots", (path) => afterFirstSegment(path, "%2e/public/%2e%2e/")),
  spelled("an escaped slash", (path) => path.replace(/\/([^/]*)$/, "%2F$1")),
  spelled("an escaped backslash", (path) => path.replace(/\/([^/]*)$/, "%5C$1")),
  spelled("a suffix", (path) => `${path}.json`),
  spelled("a file behind it", (path) => `${path}/x.css`),
  spelled("a dot and a blank at the end", (path) => `${path}.%20`),
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

/** GET, renamed by headers and a parameter to a method for which guards ask no key. */
export const getAsOptions: Question = { ...overridden, probe: "GET, overridden to OPTIONS" };

/** POST, renamed to GET. */
export const postAsGet: Question = { ...overridden, probe: "POST, overridden to GET" };

/** The list with headers by which a proxy tells who asks, and from where, without a key. */
export const headersOfAProxy: Question = { ...guard, role: "headers of a proxy" };

/** The list with a name of the machine itself in `Host`, without a key. */
export const hostOfTheMachine: Question = { ...guard, role: "a host of the machine itself" };

/** A path that is not a route, with a key that nobody has. */
export const noRoute: Question = { ...guard, role: "no route" };

/** The same with the list's path in headers that rename a path. */
export const renamedPath: Question = { ...noRoute, probe: "with the list's path in X-Original-URL" };
