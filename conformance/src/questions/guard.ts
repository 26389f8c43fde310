import type { Question } from "./question.ts";

// A gateway may refuse any of these in a form of its own.
const guard = { experiment: "guard", isHostile: true } as const;

/** The list by another spelling of its path, without a key. */
export const otherSpelling: Question = { ...guard, role: "another spelling" };

/** Such a spelling. */
export interface SpellingQuestion extends Question {
  readonly probe: string;
  /** The path of an entity whose id is written as `id`. */
  readonly path: (id: string) => string;
}

/** Every spelling that a router may take for the route, and a guard in front of it for another one. */
export const everySpelling: readonly SpellingQuestion[] = [
  spelled("a slash at the end", (id) => `/v1/live_entities/${id}/live_sessions/`),
  spelled("two slashes", (id) => `/v1//live_entities/${id}/live_sessions`),
  spelled("two slashes at the beginning", (id) => `//v1/live_entities/${id}/live_sessions`),
  spelled("a parameter of the last segment", (id) => `/v1/live_entities/${id}/live_sessions;x=1`),
  spelled("a parameter of the id", (id) => `/v1/live_entities/${id};x/live_sessions`),
  spelled("capitals", (id) => `/V1/LIVE_ENTITIES/${id}/LIVE_SESSIONS`),
  spelled("an escaped letter", (id) => `/v1/live_entities/${id}/live_session%73`),
  spelled("a segment of one dot", (id) => `/v1/./live_entities/${id}/live_sessions`),
  spelled("a segment of two dots", (id) => `/v1/x/../live_entities/${id}/live_sessions`),
  spelled("an escaped slash", (id) => `/v1/live_entities/${id}%2Flive_sessions`),
  spelled("a suffix", (id) => `/v1/live_entities/${id}/live_sessions.json`),
];

function spelled(probe: string, path: (id: string) => string): SpellingQuestion {
  return { ...otherSpelling, probe, path };
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

/** A path that is no route, with a key that nobody has. */
export const noRoute: Question = { ...guard, role: "no route" };
