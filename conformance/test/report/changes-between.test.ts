import { expect, test } from "vitest";
import { type Report, renderHtml, renderJunit, renderMarkdown, renderPretty } from "../../src/index.ts";
import type { ReportExchange } from "../../src/report/report.ts";
import { sampleReport } from "./sample-report.ts";

const own = "/v1/live_entities/e1/live_sessions";
const [newest, anchor, last, inserted] = ["aa", "bb", "cc", "dd"] as const;

function at(id: string): string {
  return `2024-05-01T12:00:0${id.charCodeAt(0) % 10}Z`;
}

function exchange(
  id: number,
  purpose: ReportExchange["purpose"],
  [method, target]: readonly [string, string],
  [status, body]: readonly [number, unknown],
  sent?: unknown,
): ReportExchange {
  const text = body === undefined ? "" : JSON.stringify(body);
  const headers = [["content-type", "application/json"]] as const;
  return {
    id,
    purpose,
    request: {
      method,
      instance: 0,
      target,
      headers: {},
      ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
    },
    response: { status, headers, body: { encoding: "utf8", text, bytes: text.length, truncated: false } },
    attempts: 1,
  };
}

function page(id: number, ids: readonly string[], token: string): ReportExchange {
  const data = ids.map((session) => ({ id: session, entity_id: "e1", created_at: at(session) }));
  const purpose = { walk: "a walk while sessions are deleted", walk_id: "during", entity: "populated", key: "owner" };
  return exchange(
    id,
    { experiment: "deletions", role: "page", ...purpose },
    ["GET", own],
    [200, { data, next_page_token: token }],
  );
}

function change(id: number, role: string, [method, path]: readonly [string, string], session?: string): ReportExchange {
  const sent = role === "insert" ? { created_at: at(inserted), duration: 3.5 } : { duration: 77.5 };
  const answer = role === "delete" ? ([204, undefined] as const) : ([201, { id: inserted, stream_key: "x" }] as const);
  return exchange(
    id,
    { experiment: "deletions", role, entity: "populated", ...(session === undefined ? {} : { session }) },
    [method, `/live_entities/e1/live_sessions${path}`],
    answer,
    role === "delete" ? undefined : sent,
  );
}

const report: Report = {
  ...sampleReport,
  rules: sampleReport.rules
    .filter(({ id }) => id === "ordering.stable-ties")
    .map((rule) => ({
      ...rule,
      failure: {
        message: "The walk lost a session.",
        pointer: "/data/0",
        expected: "three sessions",
        actual: "two sessions",
        exchanges: [4, 7],
        sessions: [anchor],
        curl: [],
        likely_cause: "An offset.",
      },
    })),
  exchanges: [
    page(1, [newest], "t1"),
    change(2, "insert", ["POST", ""]),
    change(3, "delete", ["DELETE", "/zz"], "zz"),
    page(4, [anchor], "t2"),
    change(5, "delete", ["DELETE", `/${newest}`], newest),
    change(6, "update", ["PATCH", `/${last}`], last),
    page(7, [last], ""),
    change(8, "delete", ["DELETE", `/${last}`], last),
  ],
};

const wanted = [
  [2, `the suite inserted dd, created_at ${at(inserted)}, duration 3.5`],
  [3, "the suite deleted zz"],
  [4, `GET ${own} → 200, 1 session, a token`],
  [5, "the suite deleted aa"],
  [6, "the suite changed cc, duration 77.5"],
  [7, `GET ${own} → 200, 1 session, no token`],
] as const;

test("a failure says on the terminal what the suite changed since its walk began, between the pages where it did so", () => {
  const lines = renderPretty(report).split("\n");
  const from = lines.findIndex((line) => line.includes("exchanges"));
  expect(lines.slice(from, from + wanted.length).map((line) => line.slice(13))).toEqual(
    wanted.map(([id, text]) => `${id}  ${text}`),
  );
  expect(lines.join("\n")).not.toContain("8  the suite");
});

test.each([
  ["Markdown", renderMarkdown],
  ["JUnit", renderJunit],
])("so does it in %s", (_, render) => {
  const text = render(report).replaceAll("&gt;", ">");
  expect(text).toContain(wanted.map(([id, line]) => `exchange ${id}: ${line}`).join("\n"));
});

test("the page lists it beneath the walk, and marks it between the pages of the picture", () => {
  const markup = renderHtml(report);
  expect(markup).toContain(
    `<li>between page 1 and page 2 the suite inserted dd, created_at ${at(inserted)}, duration 3.5</li>`,
  );
  expect(markup).toContain("<li>between page 2 and page 3 the suite changed cc, duration 77.5</li>");
  for (const kind of ["inserted", "changed", "deleted"]) expect(markup).toContain(`mark-${kind}"`);
});
