import type { NewLiveSession, NewScenario } from "@live-sessions/provisioning";
import { formatInstant } from "@live-sessions/server";

const SESSIONS = 60;
const SECONDS_APART = 5_400;

/**
 * One account with one entity of 60 sessions: every fifth shares its `created_at` with the one before, and the newest
 * is still in progress.
 *
 * @param now epoch seconds
 */
export function sampleScenario(now: number): NewScenario {
  const live_sessions = Array.from({ length: SESSIONS }, (_, age) => sampleSession(now, age));
  return { accounts: ["owner"], live_entities: [{ name: "sample", account: "owner", live_sessions }] };
}

function sampleSession(now: number, age: number): NewLiveSession {
  const steps = age % 5 === 4 ? age - 1 : age;
  const createdAt = now - 600 - steps * SECONDS_APART;
  const created_at = formatInstant(createdAt);
  if (age === 0) return { created_at, updated_at: created_at };
  const duration = 300 + ((age * 7_919) % 3_000) + age / 1_000;
  return { created_at, updated_at: formatInstant(createdAt + Math.floor(duration)), duration };
}
