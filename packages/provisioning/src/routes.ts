/** The operations of the protocol, by their path. */
export type Route =
  | { readonly name: "capabilities" }
  | { readonly name: "scenarios" }
  | { readonly name: "scenario"; readonly scenarioId: string }
  | { readonly name: "liveSessions"; readonly entityId: string }
  | { readonly name: "liveSession"; readonly entityId: string; readonly sessionId: string }
  | { readonly name: "faults"; readonly entityId: string };

/** The methods that each path takes, for `Allow` (RFC 9110 §15.5.6). */
export const METHODS: Readonly<Record<Route["name"], readonly string[]>> = {
  capabilities: ["GET"],
  scenarios: ["POST"],
  scenario: ["DELETE"],
  liveSessions: ["POST"],
  liveSession: ["PATCH", "DELETE"],
  faults: ["POST"],
};

/** The paths below which a collection's items are: those of live sessions, and the neutral ones, which mean the same. */
const ITEMS_OF: ReadonlyMap<string, string> = new Map([
  ["live_entities", "live_sessions"],
  ["collections", "items"],
]);

/** @returns the route of a request target (its query is ignored), or undefined for an unknown or malformed path */
export function parseRoute(target: string): Route | undefined {
  const segments = decodedSegments(target);
  if (segments === undefined) return undefined;
  const [collection, id, member, memberId] = segments;
  // No id of ours is empty or holds a control character, and some databases answer NUL with an exception.
  if (segments.some((segment) => segment === "" || /\p{Cc}/u.test(segment))) return undefined;
  if (segments.length === 1 && collection === "capabilities") return { name: "capabilities" };
  if (segments.length === 1 && collection === "scenarios") return { name: "scenarios" };
  if (segments.length === 2 && collection === "scenarios" && id) return { name: "scenario", scenarioId: id };
  const items = ITEMS_OF.get(collection ?? "");
  if (items === undefined || !id) return undefined;
  if (segments.length === 3 && member === "faults") return { name: "faults", entityId: id };
  if (segments.length === 3 && member === items) return { name: "liveSessions", entityId: id };
  if (segments.length !== 4 || member !== items || !memberId) return undefined;
  return { name: "liveSession", entityId: id, sessionId: memberId };
}

function decodedSegments(target: string): readonly string[] | undefined {
  const [path = ""] = target.split("?", 1);
  if (!path.startsWith("/")) return undefined;
  try {
    return path.slice(1).split("/").map(decodeURIComponent);
  } catch {
    return undefined; // a percent sign that begins no octet: no id of ours looks so
  }
}
