/** A session as the provisioning protocol takes it. */
type NewWireSession = Readonly<Record<string, unknown>>;

// Sessions lie on both sides of a minute, an hour, a day and a month.
const start = Date.UTC(2024, 4, 31, 23, 41, 7) / 1000;

/** Seconds from one group of tied sessions to the next: less than a minute. */
export const step = 41;

/** `…Z`, of seconds after the scenario's first second. */
export function at(seconds: number): string {
  return `${new Date((start + seconds) * 1000).toISOString().slice(0, 19)}Z`;
}

// Not in the order of creation, so that the order of insertion is told from it.
function shuffled(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => (index * 37 + 11) % count);
}

/** 113 sessions (a prime, so that a step of 37 shuffles them): groups of one, two, three and seven in one second. */
function populated(): readonly NewWireSession[] {
  const sizes = [1, 2, 3, 1, 7, 1];
  const groups = Array.from({ length: 46 }, (_, group) => Array(sizes[group % 6]).fill(group * step) as number[]);
  const seconds = groups.flat().slice(0, 113);
  return shuffled(113).map((index) => session(seconds[index] ?? 0, index));
}

function session(second: number, index: number): NewWireSession {
  const inProgress = index % 9 === 4;
  const ended = { duration: index % 11 === 0 ? 0 : index * 61.37 + 0.329, updated_at: at(second + 7000 - index * 3) };
  return {
    created_at: at(second),
    ...(inProgress ? { updated_at: at(second + (index % 2) * 100) } : ended),
    ...(index % 5 === 0 ? { stream_key: `live_rotated_${index}` } : {}),
  };
}

const few = (count: number): readonly NewWireSession[] =>
  Array.from({ length: count }, (_, index) => session(Math.floor(index / 2) * step, index));

/** Twelve sessions of one second, days of one digit and of two, a year without a session, a key in both cases. */
function rare(): readonly NewWireSession[] {
  const days = ["2024-02-09T10:00:00Z", "2024-02-10T10:00:00Z", "2021-05-05T05:05:05Z"];
  const ties = Array.from({ length: 12 }, () => "2024-02-10T11:00:00Z");
  return [...days, ...ties].map((created_at) => ({ created_at, duration: 1.5, stream_key: "live_Reset" }));
}

/** Two accounts; entities with ties at many boundaries, with seconds in common, small, empty and foreign. */
export const sampleScenario: {
  readonly accounts: readonly string[];
  readonly live_entities: readonly {
    readonly name: string;
    readonly account: string;
    readonly live_sessions: readonly NewWireSession[];
  }[];
} = {
  accounts: ["owner", "stranger"],
  live_entities: [
    { name: "populated", account: "owner", live_sessions: populated() },
    { name: "neighbour", account: "owner", live_sessions: few(13) },
    { name: "changing", account: "owner", live_sessions: few(25) },
    { name: "small", account: "owner", live_sessions: few(3) },
    { name: "exact", account: "owner", live_sessions: few(10) },
    { name: "empty", account: "owner", live_sessions: [] },
    { name: "foreign", account: "stranger", live_sessions: few(12) },
    { name: "rare", account: "owner", live_sessions: rare() },
  ],
};
