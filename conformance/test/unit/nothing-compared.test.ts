import { expect, test } from "vitest";
import type { WalkQuestion } from "../../src/questions/question.ts";
import * as updates from "../../src/questions/updates.ts";
import * as walks from "../../src/questions/walks.ts";
import { View } from "../../src/reading/view.ts";
import type { Exchange, Purpose } from "../../src/recording/exchange.ts";
import type { Mode } from "../../src/recording/recording.ts";
import { rules } from "../../src/rules/catalogue.ts";

interface Answer {
  readonly purpose: Partial<Purpose> & Pick<Purpose, "experiment" | "role">;
  readonly query?: string;
  /** Text of the body, or the numbers of the sessions that it lists, a greater one being newer. */
  readonly body?: string | readonly number[];
  readonly token?: string;
  readonly etag?: string;
}

const entityId = "e";

function pageOf(numbers: readonly number[], token = ""): string {
  const data = numbers.map((number) => {
    const time = new Date(Date.UTC(2024, 0, 1) + number * 60_000).toISOString().replace(".000Z", "Z");
    return { id: `s${number}`, entity_id: entityId, stream_key: "k", created_at: time, updated_at: time, duration: 1 };
  });
  return JSON.stringify({ data, next_page_token: token });
}

function exchangeOf({ purpose, query = "", body = [], token, etag }: Answer, index: number): Exchange {
  const text = typeof body === "string" ? body : pageOf(body, token);
  const headers = [["content-type", "application/json"], ...(etag === undefined ? [] : [["etag", etag]])] as const;
  return {
    id: index + 1,
    purpose: { collection: "populated", key: "owner", ...purpose },
    request: { method: "GET", instance: 0, target: `/v1/live_entities/e/live_sessions${query}`, headers: {} },
    response: {
      status: 200,
      headers: headers.map(([name = "", value = ""]) => [name, value]),
      body: { encoding: "utf8", text, bytes: text.length, truncated: false },
    },
    attempts: 1,
  };
}

function judge(ruleId: string, mode: Mode, answers: readonly Answer[]): object | undefined {
  const recording = {
    mode,
    baseUrls: ["http://127.0.0.1"],
    capabilities: ["update"] as const,
    settleMs: 0,
    seed: 1,
    collections: [{ name: "populated", id: entityId, account: "owner" }],
    exchanges: answers.map(exchangeOf),
    leftOut: [],
  };
  const finding = rules.find(({ id }) => id === ruleId)?.judge(new View(recording));
  return finding && { outcome: finding.outcome, ...("reason" in finding ? { reason: finding.reason } : {}) };
}

/** Pages of one walk. */
function walk({ experiment, role, walk: { id, name } }: WalkQuestion, ...pages: readonly Partial<Answer>[]): Answer[] {
  return pages.map((page) => ({ ...page, purpose: { experiment, role, walk: name, walkId: id, ...page.purpose } }));
}

const nothing = { outcome: "inconclusive", reason: "no-evidence" };
const twice = (experiment: string, roles: readonly string[], probes: readonly string[] = []): Answer[] =>
  roles.map((role, index) => ({ purpose: { experiment, role, ...(probes[index] && { probe: probes[index] }) } }));

const empty: readonly (readonly [rule: string, what: string, mode: Mode, answers: readonly Answer[]])[] = [
  [
    "http.safe",
    "a page that is empty both times",
    "provisioned",
    twice("repeats", ["first page", "first page"], ["one", "two"]),
  ],
  [
    "http.unknown-parameters",
    "an empty page with and without them",
    "provisioned",
    [...twice("repeats", ["first page"]), ...twice("parameters", ["with"])],
  ],
  ["http.concurrent", "an empty page alone and among others", "read-only", twice("concurrency", ["alone", "together"])],
  [
    "http.conditional",
    "an empty page with one tag twice",
    "provisioned",
    twice("walks", ["page", "page"]).map((answer) => ({ ...answer, etag: '"t"' })),
  ],
  ["pagination.token-replays", "an empty page behind a token", "provisioned", twice("tokens", ["control", "replay"])],
  [
    "pagination.token-survives-encoding",
    "an empty page behind a token",
    "provisioned",
    twice("tokens", ["control", "encoded"]),
  ],
  ["pagination.blank-token-is-first-page", "an empty first page", "provisioned", twice("tokens", ["source", "blank"])],
  [
    "pagination.over-maximum-bounded",
    "a list that is empty at 100, too",
    "provisioned",
    twice("sizes", ["hundred", "over"]),
  ],
  [
    "pagination.page-size-is-a-ceiling",
    "a page that nothing follows",
    "provisioned",
    [{ purpose: { experiment: "walks", role: "page", pageSize: "4" }, body: [3, 2, 1] }],
  ],
  [
    "pagination.terminates",
    "a walk without sessions",
    "provisioned",
    walk(walks.atSize(walks.wholeOfSmall, "empty", undefined), {}),
  ],
  [
    "pagination.fresh",
    "an empty page that another one follows",
    "provisioned",
    [{ purpose: { experiment: "insertions", role: "after", collection: "inserting" }, token: "t" }],
  ],
  [
    "ordering.unmoved-by-update",
    "a list that was empty before",
    "provisioned",
    [...walk(updates.walkBefore, {}), ...walk(updates.walkAfter, {})],
  ],
  [
    "pagination.exactly-once",
    "a reference walk with itself",
    "read-only",
    walk(walks.reference, { body: [4, 3], token: "t" }, { body: [2, 1] }),
  ],
  [
    "pagination.exactly-once",
    "a walk of sessions that all began after the reference walk",
    "read-only",
    [
      ...walk(walks.reference, { body: [2, 1] }),
      ...walk(walks.atSize(walks.window, "populated", 1), { body: [5], token: "t" }, { body: [4], token: "u" }),
    ],
  ],
];

test.for(empty)("%s is not proven by %s", ([rule, , mode, answers]) => {
  expect(judge(rule, mode, answers)).toEqual(nothing);
});

test("pagination.over-maximum-bounded is not proven by a page that cannot be read", () => {
  const [hundred, over] = twice("sizes", ["hundred", "over"]);
  const answers =
    hundred && over
      ? [
          { ...hundred, body: [2, 1] },
          { ...over, body: '{"data":null}' },
        ]
      : [];
  const expected = { outcome: "inconclusive", reason: "prerequisite" };
  expect(judge("pagination.over-maximum-bounded", "provisioned", answers)).toEqual(expected);
});

test("the same answers with sessions on them prove the rules, so that it is the sessions which were missing", () => {
  const page = { body: [4, 3, 2, 1], token: "t" };
  const proven = empty
    .filter(([rule]) => rule.startsWith("http.") || rule.startsWith("pagination.token") || rule.includes("blank"))
    .map(([rule, , mode, answers]) => [
      rule,
      judge(
        rule,
        mode,
        answers.map((answer) => ({ ...answer, ...page })),
      ),
    ]);
  expect(proven).toEqual(proven.map(([rule]) => [rule, { outcome: "passed" }]));
});

const withDeletion = (atTheEnd: readonly number[]): Answer[] => [
  ...walk(walks.reference, { body: [4, 3, 2, 1] }),
  ...walk(
    walks.atSize(walks.window, "populated", 2),
    { body: [4, 2], token: "t" },
    { body: [1], query: "?page_token=t" },
  ),
  ...walk(walks.referenceAgain, { body: [4, 3, 2, 1] }),
  ...walk(walks.referenceAtTheEnd, { body: atTheEnd }),
];

test("a session that a replica shows once more after its deletion is gone, as the end of the run shows, and not lost", () => {
  const drift = { outcome: "inconclusive", reason: "drift" };
  expect(judge("pagination.exactly-once", "read-only", withDeletion([4, 2, 1]))).toEqual(drift);
  expect(judge("pagination.exactly-once", "read-only", withDeletion([4, 3, 2, 1]))).toEqual({ outcome: "failed" });
});
