import { expect, test } from "vitest";
import {
  DeclarationError,
  fetchFromNodeListener,
  type ListOptions,
  type RegisterConformanceOptions,
  readListProfile,
  registerConformance,
  runConformance,
} from "../../src/index.ts";
import { rules } from "../../src/rules/catalogue.ts";
import { INVOICE_KEY, serveInvoices } from "../lists/invoice-server.ts";
import { documentPath } from "../profile/document-folder.ts";
import { StandInRunner, type TestResult } from "./stand-in-runner.ts";

const config = {
  document: "invoices.yaml",
  operation: "listInvoices",
  path: { customer: "cus_1" },
  query: { status: "all" },
  list: { id: "/id", order: ["-/created"], noun: "invoice" },
};

const profile = await readListProfile(config, documentPath("conformance.json"));

function optionsFor(list: Partial<ListOptions> = {}, losesTies = false): RegisterConformanceOptions {
  const fetch = fetchFromNodeListener(serveInvoices({ losesTies }));
  return { fetch, list: { profile, ...list }, authorization: INVOICE_KEY, seed: 1 };
}

function resultsOf(options: RegisterConformanceOptions): Promise<TestResult[]> {
  const runner = new StandInRunner("context");
  registerConformance(options, runner);
  return runner.run();
}

test("the tests of a list speak of its items, and say which no run of it can show", () => {
  const runner = new StandInRunner("context");
  registerConformance(optionsFor(), runner);
  const titles = runner.tests.map(({ title }) => title);
  expect(runner.groups).toEqual(["listInvoices conformance"]);
  expect(titles).toHaveLength(rules.length + 1);
  expect(titles).toContain("pagination.exactly-once: A walk at any page size yields every item exactly once.");
  const remarkOf = (id: string): string => titles.find((title) => title.startsWith(`${id}:`))?.split(" [")[1] ?? "";
  expect(remarkOf("errors.fault")).toMatch(/^not applicable: mode read-only/);
  expect(remarkOf("representation.timestamps")).toMatch(/^not applicable: only live sessions have what it looks at/);
  expect(remarkOf("pagination.bad-token-rejected")).toMatch(/^not applicable: its requests are sent with --probes all/);
  expect(remarkOf("http.head")).toMatch(/^not applicable: nobody declared it; it would be judged with /);
});

test("a right list passes its tests, and what is out of its reach is skipped", async () => {
  const results = await resultsOf(optionsFor({ probes: "all" }));
  expect(results.filter(({ status }) => status === "failed")).toEqual([]);
  const passed = results.filter(({ status }) => status === "passed").map(({ title }) => title.split(":")[0]);
  expect(passed).toContain("pagination.bad-size-rejected");
  expect(passed).toContain("comes to a verdict that passes");
});

test("a list that loses ties fails the test that says so, in its own words", async () => {
  const results = await resultsOf(optionsFor({}, true));
  const failed = results.find(({ title }) => title.startsWith("pagination.exactly-once"));
  expect(failed?.status).toBe("failed");
  expect(failed?.message).toMatch(/lost \d+ of 83 invoices/);
  expect(results.at(-1)).toMatchObject({ status: "failed", message: expect.stringContaining("non-conformant") });
});

test("a run of a list from a program is the report that the command line gives", async () => {
  const report = await runConformance(optionsFor());
  expect(report).toMatchObject({ exit_code: 0, verdict: "partially-proven", list: { name: "listInvoices" } });
});

test("what is about live sessions does not go with a list, and a wrong declaration is one sentence", async () => {
  await expect(runConformance({ ...optionsFor(), provisioner: "http://127.0.0.1:1" })).rejects.toThrow(
    "provisioner is only for live sessions; a list of your own is judged read-only.",
  );
  const wrong = readListProfile({ ...config, list: { id: "/uuid" } }, documentPath("conformance.json"));
  await expect(wrong).rejects.toThrow(DeclarationError);
  await expect(wrong).rejects.toThrow(
    '/list/id is "/uuid", which leads nowhere in the schema of an item of listInvoices.',
  );
});
