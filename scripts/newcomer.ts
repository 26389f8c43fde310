// The way of somebody new, on a clone of what is committed here: install lightly, run `conformance`, install the rest, go through
// the doors of the home page as they are pasted, run one test, add a clause with its rule, see that it wants a faulty server, add
// that, add a changeset. Takes some minutes.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { x } from "tinyexec";
import { callProgram, doorsOf, openServeDoor, verifyLine } from "./doors.ts";
import { addChangeset, addClauseAndRule, addMutant } from "./newcomer/new-rule.ts";
import { quietEnvironment } from "./quiet-environment.ts";
import { emptyProject } from "./rehearsal/project.ts";
import { workspaceRoot } from "./workspace-packages.ts";

const folder = mkdtempSync(join(tmpdir(), "live-sessions-newcomer-"));
const clone = join(folder, "live-sessions");
const suite = ["--filter", "@live-sessions/conformance"];
const vitest = [...suite, "exec", "vitest", "run", "--typecheck=false"];

/** Runs a command of the newcomer and prints how long it took. @throws when it comes out other than `expected`, with its output */
async function step(name: string, args: readonly string[], expected = "passes", cwd = clone): Promise<string> {
  const [command = "", ...rest] = args;
  const begun = performance.now();
  const result = await x(command, rest, {
    nodeOptions: { cwd, env: quietEnvironment(), stdio: ["ignore", "pipe", "pipe"] },
  });
  const output = result.stdout + result.stderr;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  if ((result.exitCode === 0) !== (expected === "passes")) {
    throw new Error(`${name}: \`${args.join(" ")}\` exited with ${result.exitCode}:\n${output.slice(-8000)}`);
  }
  process.stdout.write(`${name}: ${seconds} s\n`);
  return output;
}

const pnpm = (name: string, args: readonly string[], expected?: "fails"): Promise<string> =>
  step(name, ["pnpm", ...args], expected);

/** Pastes what the home page shows, and what that prints. @throws when a door leads nowhere */
async function goThroughDoors(): Promise<void> {
  const doors = doorsOf(clone);
  const list = await openServeDoor(doors.serve, { cwd: clone, env: quietEnvironment() });
  try {
    const verdict = await step("the door that verifies", ["bash", "-c", verifyLine(doors.verify, list)]);
    if (!verdict.includes("\npartially-proven: "))
      throw new Error(`the door that verifies gave no verdict:\n${verdict}`);
    const packed = await step("the door that calls", ["bash", "-c", doors.pack]);
    const [install = ""] = /npm install .*\.tgz/.exec(packed) ?? [];
    const project = emptyProject(folder, "caller");
    await step("installs the client", ["bash", "-c", install], "passes", project);
    writeFileSync(join(project, "call.mjs"), callProgram(doors.call, list));
    const lines = (await step("and walks the list", ["node", "call.mjs"], "passes", project)).trim().split("\n");
    if (list.listed !== 3 || lines.length <= 3)
      throw new Error(`${list.listed} by curl, by the client:\n${lines.join("\n")}`);
  } finally {
    await list.close();
  }
}

try {
  await step("clone", ["git", "clone", "--quiet", "--no-hardlinks", workspaceRoot, clone], "passes", folder);
  await pnpm("install what runs", ["install", "--prod", "--frozen-lockfile", "--prefer-offline"]);
  await pnpm("conformance", ["conformance"]);
  await pnpm("install the rest", ["install", "--prod=false", "--frozen-lockfile", "--prefer-offline"]);
  await goThroughDoors();
  await pnpm("one test", [...vitest, "test/unit/rfc3339.test.ts"]);
  addClauseAndRule(clone);
  await pnpm("generate", ["generate"]);
  await pnpm("lock the new rule", [...suite, "run", "lock-rules"]);
  await pnpm("the rule is sound", [...vitest, "test/suite/rules.test.ts", "-t", "http.no-store"]);
  const refusal = await pnpm("it wants a faulty server", [...vitest, "test/suite/coverage.test.ts"], "fails");
  if (!refusal.includes("http.no-store")) throw new Error(`the refusal does not name http.no-store:\n${refusal}`);
  addMutant(clone);
  await pnpm("generate again", ["generate"]);
  await pnpm("every rule is covered", [...vitest, "test/suite/coverage.test.ts"]);
  await pnpm("the faulty server fails it", [...vitest, "test/suite/mutants", "-t", "kept-in-the-browser"]);
  addChangeset(clone);
  await pnpm("the changeset is enough", ["contract"]);
  process.stdout.write("The way of somebody new works.\n");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
