import { MEMBERS } from "../../profile/live-sessions/members.ts";
import type { KnownSession } from "../../reading/known-data.ts";
import type { ItemReading } from "../../reading/page-reading.ts";
import { compareInstants, type Instant, parseInstant } from "../../reading/rfc3339.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { Failure } from "../finding.ts";
import { nameInstant, nameItem } from "../naming.ts";

/** Durations are kept to the millisecond; half of one is allowed for rounding. */
const HALF_A_MILLISECOND = 0.000_5;

/** The failure of the first value of a session that is not the one known; undefined when all are. */
export function differenceFrom(known: KnownSession, session: ItemReading, exchange: Exchange): Failure | undefined {
  const { duration } = session.members;
  if (session.sortTime && !isSameTime(known.createdAt, session.sortTime)) {
    return different(session, exchange, MEMBERS.createdAt, nameInstant(known.createdAt));
  }
  const updatedAt = updatedAtOf(session);
  if (known.updatedAt && updatedAt && !isSameTime(known.updatedAt, updatedAt)) {
    return different(session, exchange, MEMBERS.updatedAt, nameInstant(known.updatedAt));
  }
  if (known.duration === undefined && duration !== undefined && duration !== null)
    return different(session, exchange, MEMBERS.duration, "none: in progress");
  if (
    known.duration !== undefined &&
    !(typeof duration === "number" && Math.abs(duration - known.duration) < HALF_A_MILLISECOND)
  ) {
    return different(session, exchange, MEMBERS.duration, String(known.duration));
  }
  if (known.streamKey !== undefined && session.members[MEMBERS.streamKey] !== known.streamKey) {
    return different(session, exchange, MEMBERS.streamKey, known.streamKey);
  }
  return undefined;
}

/** When a session was last changed; undefined where it does not say so in RFC 3339. */
export function updatedAtOf({ members }: ItemReading): Instant | undefined {
  const text = members[MEMBERS.updatedAt];
  return typeof text === "string" ? parseInstant(text) : undefined;
}

/** True for the time that is known; to the second where it is known in whole seconds, as a server's own times may have fractions. */
export function isSameTime(known: Instant, listed: Instant): boolean {
  return known.nanoseconds === 0 ? known.seconds === listed.seconds : compareInstants(known, listed) === 0;
}

function different(session: ItemReading, exchange: Exchange, member: string, expected: string): Failure {
  const actual = session.members[member];
  return {
    message: `${member} of ${nameItem(session)} is not the one known.`,
    pointer: `${session.pointer}/${member}`,
    expected,
    actual: actual === undefined ? "no such member" : JSON.stringify(actual),
    exchanges: [exchange.id],
    sessions: [session.id ?? ""],
  };
}
