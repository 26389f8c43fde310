import type { Question } from "./question.ts";

/** The list before other methods are tried. */
export const before: Question = { experiment: "methods", role: "before" };

/** A method that would change something. */
export const otherMethod: Question = { experiment: "methods", role: "method" };

/** POST with a header that renames it to GET. */
export const postAsGet: Question = { ...otherMethod, probe: "POST, overridden to GET" };

/** GET with what renames a method, or wraps the answer, elsewhere. */
export const renamed: Question = { experiment: "methods", role: "renamed" };

/** GET with a header that renames it to DELETE. */
export const getAsDelete: Question = { ...renamed, probe: "X-HTTP-Method-Override: DELETE" };

/** GET with a parameter that does, and with the name of a function for the answer. */
export const getWithParameters: Question = { ...renamed, probe: "_method=DELETE and callback=show" };

/** The list afterwards. */
export const after: Question = { experiment: "methods", role: "after" };
