import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { startDeployment } from "../corpus/deployment.ts";
import { INVOICE_KEY, serveInvoices, withListener } from "../lists/invoice-server.ts";
import { documentPath, withDocuments } from "../profile/document-folder.ts";
import { startTieDropping } from "./faulty-servers.ts";
import { cliPath, withFolder } from "./run-cli.ts";
import { withServer } from "./with-server.ts";

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: {
    readonly steps: readonly [{ readonly run: string; readonly env: Readonly<Record<string, string>> }];
  };
}

const folderOfAction = fileURLToPath(new URL("../..", import.meta.url));
const { inputs, runs } = parse(readFileSync(join(folderOfAction, "action.yml"), "utf8")) as Action;
const [judgeStep] = runs.steps;

interface ActionResult {
  readonly exitCode: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly files: readonly string[];
  readonly stdout: string;
}

/** Runs the action's own step as a runner does: inputs put into its `env`, outputs and summary in files. */
function runAction(given: Readonly<Record<string, string>>): Promise<ActionResult> {
  return withFolder(async (folder) => {
    const value = (input: string): string => given[input] ?? inputs[input]?.default ?? "";
    const env = Object.entries(judgeStep.env).map(([name, expression]) => [
      name,
      expression.replace(/\$\{\{ inputs\.([\w-]+) \}\}/, (_, input: string) => value(input)),
    ]);
    const [output, summary] = [join(folder, "output"), join(folder, "summary")];
    let stdout = "";
    const exitCode = await new Promise<number>((resolve, reject) => {
      const child = spawn("bash", ["-e", "-c", judgeStep.run], {
        cwd: folder,
        env: {
          PATH: process.env["PATH"],
          ...Object.fromEntries(env),
          GITHUB_ACTION_PATH: folderOfAction.replace(/\/$/, ""),
          GITHUB_OUTPUT: output,
          GITHUB_STEP_SUMMARY: summary,
        },
        stdio: ["ignore", "pipe", "ignore"],
      });
      child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
      });
      child.once("error", reject).once("close", (code) => resolve(code ?? -1));
    });
    const lines = (existsSync(output) ? readFileSync(output, "utf8") : "").trimEnd().split("\n");
    const names = ["json", "xml", "md", "html", "sarif"].map((extension) => `report.${extension}`);
    return {
      exitCode,
      outputs: Object.fromEntries(lines.filter(Boolean).map((line) => line.split("=", 2) as [string, string])),
      summary: existsSync(summary) ? readFileSync(summary, "utf8") : "",
      stdout,
      files: names.filter((name) => existsSync(join(folder, "conformance-report", name))),
    };
  });
}

const invoiceConfig = {
  document: documentPath("invoices.yaml"),
  operation: "listInvoices",
  path: { customer: "cus_1" },
  query: { status: "all" },
  list: { id: "/id", noun: "invoice" },
};

const command = `${process.execPath} ${cliPath}`;

test("the action passes for a correct server, with its verdict, five reports and a summary", async () => {
  const result = await withServer(
    () => startDeployment(undefined, { instances: 2 }),
    ({ baseUrls, provisionerUrl = "" }) =>
      runAction({ "base-url": baseUrls.join("\n"), provisioner: provisionerUrl, command }),
  );
  expect(result).toMatchObject({
    exitCode: 0,
    outputs: { verdict: "conformant", "exit-code": "0", report: "conformance-report/report.json" },
    summary: expect.stringContaining("conformance: conformant"),
  });
  expect(result.files).toHaveLength(5);
});

test("the action fails for a server that breaks the contract, and keeps the reports", async () => {
  const result = await withServer(startTieDropping, ({ baseUrls: [url = ""], provisionerUrl = "" }) =>
    runAction({ "base-url": url, provisioner: provisionerUrl, rule: "pagination.*\nordering.*", seed: "3", command }),
  );
  expect(result).toMatchObject({
    exitCode: 1,
    outputs: { verdict: "non-conformant", "exit-code": "1" },
    summary: expect.stringContaining("pagination.exactly-once"),
  });
  expect(result.files).toHaveLength(5);
});

test("the action judges a list that a configuration describes, with a key from a secret", async () => {
  const outcomes = await withListener(serveInvoices({ losesTies: true }), (url) =>
    withDocuments({ "conformance.json": JSON.stringify(invoiceConfig) }, async (folder) => {
      const given = { "base-url": url, config: join(folder, "conformance.json"), command };
      return Promise.all([runAction({ ...given, "list-authorization": INVOICE_KEY }), runAction(given)]);
    }),
  );
  expect(outcomes[0]).toMatchObject({ exitCode: 1, outputs: { verdict: "non-conformant" } });
  expect(outcomes[0]?.stdout).toMatch(/lost \d+ of 83 invoices/);
  expect(outcomes[0]?.summary).not.toContain(INVOICE_KEY);
  expect(outcomes[1]).toMatchObject({ exitCode: 2, outputs: { verdict: "" } });
});

test("the action says that nothing was judged when the run could not start", async () => {
  expect(await runAction({ level: "shoud", mock: "true", command })).toMatchObject({
    exitCode: 2,
    outputs: { verdict: "", "exit-code": "2", report: "" },
    summary: "## Live sessions conformance: nothing was judged (exit 2)\n",
    files: [],
  });
});

test("between two lines that only the action knows, nothing that the suite prints is an order to the runner", async () => {
  const { stdout } = await runAction({ command: "printf ::error::hacked\\n%s\\n" });
  const [, token = "", printed = ""] = /^::stop-commands::([0-9a-f-]{36})\n([\s\S]*)\n::\1::\n$/.exec(stdout) ?? [];
  expect(token).not.toBe("");
  expect(printed).toContain("::error::hacked");
});

test("a report folder with a line break is refused, and one that looks like an option is a folder", async () => {
  const forged = await runAction({ "report-folder": "reports\nverdict=conformant", command: "true" });
  expect([forged.exitCode, forged.outputs]).toEqual([2, {}]);
  const odd = await runAction({ "report-folder": "-rf", command: "true" });
  expect([odd.exitCode, odd.outputs]).toEqual([0, { verdict: "", "exit-code": "0", report: "" }]);
});
