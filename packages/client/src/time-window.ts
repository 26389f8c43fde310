import { demand } from "./demand.ts";

/** Says of a time: -1 before the window, 1 at or after its end, 0 within. */
export type TimeWindow = (time: string) => -1 | 0 | 1;

/**
 * Reads `since` and `until` of a walk.
 *
 * @throws {RangeError} for what is neither a Date nor a time with its offset: read in the machine's own zone, it would
 * mean another time on another machine. The window throws one for a time that is none.
 */
export function timeWindow(since: Date | string | undefined, until: Date | string | undefined): TimeWindow {
  const sinceMs = since === undefined ? -Infinity : edgeMs("since", since);
  const untilMs = until === undefined ? Infinity : edgeMs("until", until);
  return (time) => {
    const ms = edgeMs("created_at", time);
    return ms < sinceMs ? -1 : ms >= untilMs ? 1 : 0;
  };
}

function edgeMs(name: string, edge: unknown): number {
  const isText = typeof edge === "string" && /T.+(Z|[+-]\d\d:\d\d)$/i.test(edge);
  // JavaScript has no leap seconds.
  const ms = edge instanceof Date ? edge.getTime() : isText ? Date.parse(edge.replace(":60", ":59")) : NaN;
  demand(!Number.isNaN(ms), `${name} must be a Date, or a time such as "2026-01-31T00:00:00Z"`, edge);
  return ms;
}
