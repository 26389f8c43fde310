import type { Question } from "./question.ts";

const connections = { experiment: "connections" } as const;

/** A page with no other request before it or at the same time. */
export const alone: Question = { ...connections, role: "alone" };

/** The same page, ten times at once. */
export const crowded: Question = { ...connections, role: "in a crowd" };

/** A POST with a body, which is refused. */
export const refusedPost: Question = { ...connections, role: "refused" };

/** The page on the connection of that POST. */
export const afterRefusedPost: Question = { ...connections, role: "after a refused POST" };

/** A request whose connection is cut before it is answered. */
export const brokenOff: Question = { ...connections, role: "broken off" };

/** The page after such a request, on other connections. */
export const afterBrokenOff: Question = { ...connections, role: "after a request broken off" };
