import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { judgeReport, parseReport, type Report, runConformance } from "../../src/index.ts";
import { curlOf } from "../../src/report/curl.ts";
import { orders } from "./hostile-text.ts";
import { orderFaults, reportFaults } from "./report-faults.ts";
import { strangerAtWork } from "./stranger-server.ts";

const folder = mkdtempSync(join(tmpdir(), "stored-report-"));
let report: Report;

beforeAll(async () => {
  const everySecond = [
    { kind: "as it is" },
    { kind: "member", name: "duration", value: "long" },
    { kind: "as it is" },
  ] as const;
  const { options } = await strangerAtWork({
    mode: "provisioned",
    target: everySecond,
    provisioner: [{ kind: "as it is" }],
    seed: 1,
  });
  const origin = { ci: "Buildkite", commit: "0123abc", url: "https://buildkite.example/42" };
  report = await runConformance({ ...options, origin });
});

afterAll(() => rmSync(folder, { recursive: true }));

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Members for which the schema has a few values, without which a report is none. */
const closed: ReadonlySet<string> = new Set([
  "schema_version",
  "verdict",
  "outcome",
  "mode",
  "level",
  "encoding",
  "kind",
  "capabilities",
]);

/** The report with hostile text in place of every text that may be any. */
function hostile(value: Json, text: string, name = ""): Json {
  if (typeof value === "string") return closed.has(name) ? value : text;
  if (Array.isArray(value)) return value.map((item) => hostile(item, text, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hostile(item, text, key)]));
}

function hostileReport(text: string): Report {
  return parseReport(hostile(JSON.parse(JSON.stringify(report)), text));
}

async function outputOf(...args: readonly string[]): Promise<string> {
  let shown = "";
  const take = (text: string): void => {
    shown += text;
  };
  const nobody = { isInteractiveOut: false, isInteractiveErr: false, isInteractiveIn: false, columns: undefined };
  await runProgram(args, { out: take, err: take, environment: {}, ...nobody });
  return shown;
}

test.each(orders.map((text) => [text]))(
  "a stored report that says %j everywhere is shown inert in every form",
  (text) => {
    const stored = hostileReport(text);
    expect(reportFaults(stored).filter((fault) => !fault.startsWith("judged again"))).toEqual([]);
  },
);

test.each(orders.map((text) => [text]))(
  "a stored report that says %j everywhere is judged again like any other",
  (text) => {
    expect(reportFaults(judgeReport(hostileReport(text)))).toEqual([]);
  },
);

test.each(orders.map((text) => [text]))(
  "judge, diff and baseline print a report that says %j without an order",
  async (text) => {
    const [before, after] = [join(folder, "before.json"), join(folder, "after.json")];
    writeFileSync(before, JSON.stringify(report));
    writeFileSync(after, JSON.stringify(hostileReport(text)));
    const commands = [
      ["diff", before, after],
      ["diff", after, before, "--json"],
      ["baseline", after],
      ...["pretty", "json", "junit", "markdown", "html", "sarif"].map((reporter) => [
        "judge",
        after,
        "--reporter",
        reporter,
      ]),
      ["judge", join(folder, text.replaceAll("\u0000", ""))],
      ["explain", text],
      ["run", text],
      [text],
    ];
    for (const args of commands) expect(orderFaults(args[0] ?? "", await outputOf(...args))).toEqual([]);
  },
);

test("a command line of a hostile report does one thing in a shell: it calls curl", () => {
  const texts = orders.filter((text) => !text.includes("\u0000"));
  const lines = texts.flatMap((text) => {
    const { exchanges, target } = hostileReport(text);
    return exchanges.slice(0, 40).map((exchange) => curlOf(exchange, target.base_urls));
  });
  const script = `curl() { echo called; }\nexport LIVE_SESSIONS_AUTHORIZATION=uap-1\n${lines.join("\n")}\n`;
  const printed = execFileSync("bash", ["-euo", "pipefail", "-s"], { cwd: folder, encoding: "utf8", input: script });
  expect(printed.trim().split("\n")).toEqual(lines.map(() => "called"));
  expect(existsSync(join(folder, "hacked"))).toBe(false);
});
