import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { renderJunit } from "../../src/index.ts";
import { measureInRun } from "../../src/running/measure-in-run.ts";
import { runWithParts } from "../../src/running/run-conformance.ts";
import { planScenario } from "../../src/scenario/live-sessions/scenario.ts";
import { type Stranger, stranger } from "./hostile-answers.ts";
import { junitFaults, messageFaults, reportFaults } from "./report-faults.ts";
import { strangerAtWork } from "./stranger-server.ts";

/** Side by side: a server that asks for patience is waited for, and others are judged meanwhile. */
const LANES = 6;

// Answers come late where others are judged meanwhile; the same seed asks the same questions all the same.
const parts = { plan: planScenario, measure: measureInRun, isFar: () => false };

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
    const report = await runWithParts(options, parts);
    unparsed.set(`${createHash("sha256").update(JSON.stringify(who)).digest("hex")}.xml`, renderJunit(report));
    const malformed = unparsed.size < parsedAtOnce ? [] : await parseJunit();
    return [...reportFaults(report, secrets()), ...malformed];
  } catch (error) {
    if (error instanceof Error && foreseen.has(error.name)) return messageFaults(error);
    return [`the suite itself failed: ${error instanceof Error ? error.stack : String(error)}`];
  }
}

async function parseJunit(): Promise<string[]> {
  const parsed = new Map(unparsed);
  unparsed.clear();
  return parsed.size === 0 ? [] : junitFaults(parsed);
}

/** Each lane has a seed of its own: the one that is printed when it fails is `STRANGERS_SEED` plus its number. */
async function assertLane(lane: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(stranger, async (who) => {
      expect(await faultsAbout(who)).toEqual([]);
    }),
    { numRuns: Math.ceil(runs / LANES), ...(seed === undefined ? {} : { seed: Number(seed) + lane }), verbose: 1 },
  );
}

test(
  "whatever a stranger answers, a run ends with a whole report that is well-formed, inert and without secrets",
  async () => {
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, (_, lane) => assertLane(lane)));
    for (const lane of lanes) if (lane.status === "rejected") throw lane.reason;
    expect(await parseJunit()).toEqual([]);
  },
  runs * 5000,
);

test("a provisioner that asks for an hour after each change is not waited for once the run is interrupted", async () => {
  const patience = { kind: "member", name: "settle_ms", value: 1e9 } as const;
  const who: Stranger = { mode: "provisioned", target: [{ kind: "as it is" }], provisioner: [patience], seed: 1 };
  expect(await faultsAbout(who)).toEqual([]);
});

test("a provisioner whose settle_ms is an object without a prototype is judged like any other", async () => {
  const change = { kind: "member", name: "settle_ms", value: Object.create(null) } as const;
  const who: Stranger = { mode: "provisioned", target: [{ kind: "as it is" }], provisioner: [change], seed: 1 };
  expect(await faultsAbout(who)).toEqual([]);
});
