// The way of somebody new, on a clone of what is committed here: install lightly, run `conformance`, install the rest, run one
// test, add a clause with its rule, see that it wants a faulty server, add that, add a changeset. Takes some minutes.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { x } from "tinyexec";
import { addChangeset, addClauseAndRule, addMutant } from "./newcomer/new-rule.ts";
import { quietEnvironment } from "./quiet-environment.ts";
import { workspaceRoot } from "./workspace-packages.ts";

const folder = mkdtempSync(join(tmpdir(), "live-sessions-newcomer-"));
const clone = join(folder, "live-sessions");
const suite = ["--filter", "@live-sessions/conformance"];
const vitest = [...suite, "exec", "vitest", "run", "--typecheck=false"];

/** Runs a command of the newcomer and prints how long it took. @throws when it comes out other than `expected`, with its output */
async function step(name: string, args: readonly string[], expected: "passes" | "fails" = "passes"): Promise<string> {
  const [command = "", ...rest] = args;
  const begun = performance.now();
  const cwd = command === "git" ? folder : clone;
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

try {
  await step("clone", ["git", "clone", "--quiet", "--no-hardlinks", workspaceRoot, clone]);
  await pnpm("install what runs", ["install", "--prod", "--frozen-lockfile", "--prefer-offline"]);
  await pnpm("conformance", ["conformance"]);
  await pnpm("install the rest", ["install", "--prod=false", "--frozen-lockfile", "--prefer-offline"]);
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
