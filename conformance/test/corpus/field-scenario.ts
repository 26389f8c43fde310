type NewWireSession = Readonly<Record<string, unknown>>;

const second = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
const day = 86_400_000;

/** Years ago, hours ago, and now. */
function archived(): readonly NewWireSession[] {
  const now = Date.now();
  const recent = [0, 3_600_000, 7_200_000, 2 * day].map((ago) => second(now - ago));
  const old = [400, 401, 800, 1500, 2200, 2201].map((days) => second(now - days * day));
  return [...recent, ...old].map((created_at) => ({ created_at, duration: 1.5 }));
}

/** Text of all kinds that a stream key may be. */
const oddTexts: readonly string[] = [
  ...["0123456789", "1e5", "007", "null", "true", '"', 'a"b', "ends with \\", "\\n", "\\u0041", "<b>&amp;</b>"],
  ...["it's", "a,b;c", "🎥 live", "e\u0301te\u0301", "été", "ключ", "密钥", " blank before", "blank behind "],
  ...["\u2028", "\u00a0", "Live_MIXED", "x".repeat(255), "é".repeat(255), `${"x".repeat(40)}tail`],
];

const texts = (): readonly NewWireSession[] =>
  oddTexts.map((stream_key, index) => ({
    created_at: second(Date.UTC(2023, 5, 1) + index * 1000),
    duration: 1,
    stream_key,
  }));

/** Repeated hours on three continents, both ends of the years, and long durations. */
function calendar(): readonly NewWireSession[] {
  const times = [
    ...["1970-01-01T00:00:00Z", "1972-02-29T12:00:00Z", "2040-06-01T00:00:00Z", "2099-12-31T23:59:59Z"],
    ...["2023-11-05T05:30:00Z", "2023-11-05T06:30:00Z", "2023-10-29T00:30:00Z", "2023-10-29T01:30:00Z"],
    ...["2024-04-06T15:30:00Z", "2024-04-06T16:30:00Z"],
  ];
  const durations = [1_209_600.125, 90_000.001, 2_678_400.5, 5_184_000.333, 0.001];
  const updated_at = "2100-01-01T00:00:00Z";
  return times.map((created_at, index) => ({ created_at, updated_at, duration: durations[index % durations.length] }));
}

const touched: readonly NewWireSession[] = [
  { created_at: "2024-01-01T00:00:00Z", duration: 5 },
  { created_at: "2023-12-01T00:00:00Z" },
  ...[1, 2, 3].map((duration) => ({ created_at: "2023-06-01T00:00:00Z", duration })),
  { created_at: "2023-05-01T00:00:00Z" },
  { created_at: "2023-03-03T03:03:03Z", duration: 9 },
  { created_at: "2022-01-01T00:00:00Z", duration: 4 },
];

const many = (count: number, at: (index: number) => string): readonly NewWireSession[] =>
  Array.from({ length: count }, (_, index) => ({ created_at: at(index), duration: index + 0.5 }));

/** Entities by which the reports of real systems came about, apart from those of the sample scenario. */
export const fieldEntities: () => readonly {
  readonly name: string;
  readonly account: string;
  readonly live_sessions: readonly NewWireSession[];
}[] = () => [
  { name: "archived", account: "owner", live_sessions: archived() },
  { name: "texts", account: "owner", live_sessions: texts() },
  { name: "calendar", account: "owner", live_sessions: calendar() },
  { name: "second", account: "owner", live_sessions: many(27, () => "2024-02-02T02:02:02Z") },
  {
    name: "long",
    account: "owner",
    live_sessions: many(231, (index) => second(Date.UTC(2023, 0, 1) + index * 61_000)),
  },
  { name: "touched", account: "owner", live_sessions: touched },
  { name: "once", account: "owner", live_sessions: [{ created_at: "2023-03-03T03:03:03Z", duration: 1 }] },
  { name: "now", account: "owner", live_sessions: [] },
];
