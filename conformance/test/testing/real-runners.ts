import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withFolder } from "../cli/run-cli.ts";

/** A test as a real runner showed it. */
export interface ShownTest {
  readonly title: string;
  readonly status: "passed" | "failed" | "skipped";
}

/** What a real runner made of a file of tests. */
export interface Finished {
  readonly exitCode: number;
  readonly tests: readonly ShownTest[];
  /** All that it printed, its report too. */
  readonly output: string;
}

/** Runs a file of `fixtures/` with a real runner, in a process of its own; `targets` is what the file reads. */
export type RunWith = (targets: object) => Promise<Finished>;

const fixtures = fileURLToPath(new URL("fixtures", import.meta.url));
const requireHere = createRequire(import.meta.url);

/** The file that a package calls its program. */
function programOf(name: string): string {
  const manifest = requireHere.resolve(`${name}/package.json`);
  const { bin } = requireHere(manifest) as { bin: string | Record<string, string> };
  return join(dirname(manifest), typeof bin === "string" ? bin : (bin[name] ?? ""));
}

interface Printed {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, args: readonly string[], targets: object): Promise<Printed> {
  // A runner within a runner takes itself for one of its children.
  const { NODE_TEST_CONTEXT: _, VITEST: __, VITEST_WORKER_ID: ___, NODE_OPTIONS: ____, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: "1", FORCE_COLOR: "0", TARGETS: JSON.stringify(targets) };
  return new Promise((resolve) => {
    execFile(program, args, { cwd: fixtures, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const exitCode = typeof error?.code === "number" ? error.code : error ? -1 : 0;
      resolve({ exitCode, stdout, stderr });
    });
  });
}

function finished({ exitCode, stdout, stderr }: Printed, tests: readonly ShownTest[]): Finished {
  return { exitCode, tests, output: stdout + stderr };
}

interface JestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** Jest and Vitest print the same report. */
function testsInJson(text: string): ShownTest[] {
  const { testResults } = JSON.parse(text) as JestReport;
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ title, status }) => {
      return { title, status: status === "passed" || status === "failed" ? status : "skipped" };
    });
}

const onVitest: RunWith = (targets) =>
  withFolder(async (folder) => {
    const report = join(folder, "report.json");
    const where = ["--config", join(fixtures, "on-vitest.config.mjs"), "--root", fixtures];
    const args = [programOf("vitest"), "run", ...where, "--reporter=json", "--reporter=default"];
    const printed = await run(process.execPath, [...args, `--outputFile.json=${report}`], targets);
    return finished(printed, testsInJson(readFileSync(report, "utf8")));
  });

const onJest: RunWith = (targets) =>
  withFolder(async (folder) => {
    const settings = { testEnvironment: "node", transform: {}, testMatch: ["**/on-jest.mjs"], rootDir: fixtures };
    const config = JSON.stringify({ ...settings, cacheDirectory: folder });
    const node = ["--experimental-vm-modules", "--no-warnings", programOf("jest")];
    const args = [...node, "--json", "--ci", "--watchman=false", "--config", config];
    const printed = await run(process.execPath, args, targets);
    return finished(printed, testsInJson(printed.stdout));
  });

const onNodeTest: RunWith = async (targets) => {
  const args = ["--test", "--test-reporter=tap", join(fixtures, "on-node-test.mjs")];
  const printed = await run(process.execPath, args, targets);
  // The tests, not the groups and the file around them.
  const lines = [...printed.stdout.matchAll(/^\s{4,}(not )?ok \d+ - ([a-z]+\.[\w-]+:.*|comes to .*)$/gm)];
  const tests = lines.map(([, not, text = ""]): ShownTest => {
    const [title = "", skip] = text.split(" # SKIP");
    return { title, status: not !== undefined ? "failed" : skip === undefined ? "passed" : "skipped" };
  });
  return finished(printed, tests);
};

const onBun: RunWith = (targets) =>
  withFolder(async (folder) => {
    const report = join(folder, "report.xml");
    const reporter = ["--reporter=junit", `--reporter-outfile=${report}`];
    const printed = await run(programOf("bun"), ["test", "./on-bun.mjs", ...reporter], targets);
    return finished(printed, testsInJunit(readFileSync(report, "utf8")));
  });

function testsInJunit(xml: string): ShownTest[] {
  const cases = [...xml.matchAll(/<testcase name="([^"]*)"[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g)];
  return cases.map(([, title = "", content = ""]) => {
    const status = content.includes("<failure") ? "failed" : content.includes("<skipped") ? "skipped" : "passed";
    return { title, status };
  });
}

/** Every real runner that the suite is tried on. */
export const realRunners: readonly (readonly [name: string, runWith: RunWith])[] = [
  ["Vitest", onVitest],
  ["Jest", onJest],
  ["node:test", onNodeTest],
  ["Bun", onBun],
];
