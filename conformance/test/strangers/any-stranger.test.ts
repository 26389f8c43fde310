import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { renderJunit, runConformance } from "../../src/index.ts";
import { type Stranger, stranger } from "./hostile-answers.ts";
import { junitFaults, messageFaults, reportFaults } from "./report-faults.ts";
import { strangerAtWork } from "./stranger-server.ts";

/** Some hundred in CI; `STRANGERS=10000` for a night. `STRANGERS_SEED` repeats a run that failed. */
const runs = Number(process.env["STRANGERS"] ?? 200);
const seed = process.env["STRANGERS_SEED"];

/** Errors that are not the suite's, each with an exit code of its own. */
const foreseen: ReadonlySet<string> = new Set(["ConfigurationError", "TargetError", "ProvisionerError"]);

const unparsed = new Map<string, string>();
const parsedAtOnce = 50;

async function faultsAbout(who: Stranger): Promise<string[]> {
  const { options, secrets } = await strangerAtWork(who);
  try {
    const report = await runConformance(options);
    unparsed.set(`${createHash("sha256").update(JSON.stringify(who)).digest("hex")}.xml`, renderJunit(report));
    const malformed = unparsed.size < parsedAtOnce ? [] : await parseJunit();
    return [...reportFaults(report, secrets()), ...malformed];
  } catch (error) {
    if (error instanceof Error && foreseen.has(error.name)) return messageFaults(error);
    return [`the suite itself failed: ${error instanceof Error ? error.stack : String(error)}`];
  }
}

async function parseJunit(): Promise<string[]> {
  const faults = unparsed.size === 0 ? [] : await junitFaults(unparsed);
  unparsed.clear();
  return faults;
}

test(
  "whatever a stranger answers, a run ends with a whole report that is well-formed, inert and without secrets",
  async () => {
    await fc.assert(
      fc.asyncProperty(stranger, async (who) => {
        expect(await faultsAbout(who)).toEqual([]);
      }),
      { numRuns: runs, ...(seed === undefined ? {} : { seed: Number(seed) }), verbose: 1 },
    );
    expect(await parseJunit()).toEqual([]);
  },
  runs * 5000,
);

test("a provisioner that asks for an hour after each change is not waited for once the run is interrupted", async () => {
  const patience = { kind: "member", name: "settle_ms", value: 1e9 } as const;
  const who: Stranger = { mode: "provisioned", target: [{ kind: "as it is" }], provisioner: [patience], seed: 1 };
  expect(await faultsAbout(who)).toEqual([]);
});
