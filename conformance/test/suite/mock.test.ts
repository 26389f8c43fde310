import { describe, expect, test } from "vitest";
import { contractDocument } from "../../src/contract/contract-document.ts";
import type { Report } from "../../src/report/report.ts";
import { runConformance } from "../../src/running/run-conformance.ts";
import { rulesThat } from "./run-server.ts";

interface Row {
  [member: string]: unknown;
}

interface ExamplePage {
  data: Row[];
  next_page_token: unknown;
}

/** The document's examples that make its walk, to be changed. */
interface Walk {
  readonly first: ExamplePage;
  readonly middle: ExamplePage;
  readonly last: ExamplePage;
  readonly errors: Readonly<Record<string, { value: Record<string, unknown> }>>;
}

/** The published document with a fault in its examples. */
function documentWith(plant: (walk: Walk) => void): Readonly<Record<string, unknown>> {
  const document = structuredClone(contractDocument()) as {
    readonly components: { readonly examples: Readonly<Record<string, { value: unknown }>> };
  } & Record<string, unknown>;
  const { examples } = document.components;
  const page = (name: string): ExamplePage => examples[name]?.value as ExamplePage;
  plant({
    first: page("firstPage"),
    middle: page("middlePage"),
    last: page("lastPage"),
    errors: examples as Walk["errors"],
  });
  return document;
}

const runMock = (document?: Readonly<Record<string, unknown>>): Promise<Report> =>
  runConformance({ mock: true, seed: 1, ...(document === undefined ? {} : { document }) });

const row = (page: ExamplePage, index: number): Row => page.data.at(index) ?? {};

/** What is wrong with the examples, and the rule that says so. */
const plants: readonly (readonly [fault: string, rule: string, plant: (walk: Walk) => void])[] = [
  ["the oldest session comes first", "ordering.newest-first", ({ first }) => first.data.reverse()],
  [
    "a session of the second page is newer than the first page",
    "ordering.newest-first",
    ({ middle }) =>
      Object.assign(row(middle, 0), { created_at: "2025-03-14T20:00:00Z", updated_at: "2025-03-14T20:00:00Z" }),
  ],
  [
    "a session stands on two pages",
    "pagination.exactly-once",
    ({ first, middle }) => middle.data.splice(0, 1, structuredClone(row(first, -1))),
  ],
  [
    "the second page gives the token that led to it",
    "pagination.exactly-once",
    ({ first, middle }) => Object.assign(middle, { next_page_token: first.next_page_token }),
  ],
  [
    "the first page's token is that of the last page",
    "pagination.exactly-once",
    ({ first, middle }) => Object.assign(first, { next_page_token: middle.next_page_token }),
  ],
  [
    "a page's token leads nowhere",
    "pagination.exactly-once",
    ({ middle }) => Object.assign(middle, { next_page_token: "no-example-has-this" }),
  ],
  [
    "the last page has no empty token",
    "pagination.end-is-empty-token",
    ({ last }) => Object.assign(last, { next_page_token: null }),
  ],
  [
    "a session belongs to another live entity",
    "representation.own-sessions-only",
    ({ middle }) => Object.assign(row(middle, 1), { entity_id: "8c05d3e7-41fa-4e29-b7d6-1a9f3c84e0b2" }),
  ],
  [
    "a session in progress has a duration of text",
    "representation.schema",
    ({ first }) => Object.assign(row(first, 0), { duration: "0" }),
  ],
  [
    "a timestamp has no offset",
    "representation.timestamps",
    ({ last }) => Object.assign(row(last, 0), { created_at: "2025-03-10T12:00:00" }),
  ],
  [
    "an update before the creation",
    "representation.timestamps",
    ({ last }) => Object.assign(row(last, 1), { updated_at: "2025-03-09T12:00:00Z" }),
  ],
  [
    "a timestamp is not in UTC",
    "representation.utc-whole-seconds",
    ({ last }) =>
      Object.assign(row(last, 0), { created_at: "2025-03-10T13:00:00+01:00", updated_at: "2025-03-10T13:00:00+01:00" }),
  ],
  [
    "a 404 calls itself a fault of the server",
    "errors.body",
    ({ errors }) => Object.assign(errors["notFound"]?.value ?? {}, { error_type: "api_error" }),
  ],
];

describe("Prism on the published document", () => {
  test("is consistent in its examples, which is all that a mock can show", async () => {
    const report = await runMock();
    expect(rulesThat(report, "failed", "warned", "inconclusive", "errored")).toEqual([]);
    expect([report.verdict, report.exit_code]).toEqual(["examples-consistent", 0]);
  });

  test("proves nothing of what only state can show, by id", async () => {
    const unseen = rulesThat(await runMock(), "not_applicable");
    expect(unseen).toEqual(
      expect.arrayContaining([
        "pagination.insert-tolerant",
        "pagination.token-replays",
        "pagination.foreign-token-rejected",
      ]),
    );
  });

  test.for(plants)("examples in which %s fail %s", async ([, rule, plant]) => {
    const report = await runMock(documentWith(plant));
    expect(rulesThat(report, "failed", "warned")).toContain(rule);
    expect(rulesThat(report, "errored")).toEqual([]);
    const isMust = report.rules.find(({ id }) => id === rule)?.level === "MUST";
    expect(report.exit_code).toBe(isMust ? 1 : 0);
  });
});
