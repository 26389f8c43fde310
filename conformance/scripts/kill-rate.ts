// Writes generated/kill-rate.md: how many faulty servers are told from a correct one, by the data there is. Takes minutes.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Report } from "../src/report/report.ts";
import { rules } from "../src/rules/catalogue.ts";
import { runConformance, runWithParts } from "../src/running/run-conformance.ts";
import { planScenario, type ScenarioPlan } from "../src/scenario/live-sessions/scenario.ts";
import type { SessionPlan } from "../src/scenario/live-sessions/session-plan.ts";
import { unmeasured } from "../src/sensitivity/sensitivity.ts";
import { startDeployment } from "../test/corpus/deployment.ts";
import type { CorpusServer, Mutant, ServerUnderTest } from "../test/corpus/server-under-test.ts";
import { mutants } from "../test/mutants/mutants.ts";
import { readOnlyOptions } from "../test/suite/own-scenario.ts";

type Rows = readonly SessionPlan[];
type Run = (started: ServerUnderTest) => Promise<Report>;

const seed = 7;
const atATime = 4;
const timeoutMs = 20_000;
const correct: CorpusServer = { name: "correct", story: "", start: () => startDeployment() };

/** The data of a run, from least to most. */
const amounts: readonly (readonly [data: string, run: Run])[] = [
  ["entities of one session", provisioned((rows) => rows.slice(0, 1))],
  ["entities of three sessions", provisioned((rows) => withoutTies(rows).slice(0, 3))],
  ["entities of eight sessions, some of one second", provisioned((rows) => rows.slice(0, 8))],
  ["somebody's own entity of 60 sessions, read only", readOnly],
  ["the whole scenario", provisioned((rows) => rows)],
];

function provisioned(cut: (newestFirst: Rows) => Rows): Run {
  const parts = { plan: (planSeed: number) => cutPlan(planScenario(planSeed), cut), measure: unmeasured };
  return ({ baseUrls, provisionerUrl }) =>
    runWithParts({ baseUrl: baseUrls, provisioner: provisionerUrl ?? "", seed, timeoutMs }, parts);
}

async function readOnly(started: ServerUnderTest): Promise<Report> {
  const options = { ...(await readOnlyOptions(started, 60)), seed, timeoutMs };
  return runWithParts(options, { plan: planScenario, measure: unmeasured });
}

function cutPlan(plan: ScenarioPlan, cut: (newestFirst: Rows) => Rows): ScenarioPlan {
  const entities = plan.live_entities.map((entity) => ({
    ...entity,
    live_sessions: cut(entity.live_sessions.toSorted((one, other) => other.created_at.localeCompare(one.created_at))),
  }));
  return { ...plan, live_entities: entities };
}

function withoutTies(rows: Rows): Rows {
  return rows.filter((row, index) => row.created_at !== rows[index - 1]?.created_at);
}

async function reportOn(server: CorpusServer, run: Run): Promise<Report | undefined> {
  const started = await server.start();
  try {
    return await run(started);
  } catch (error) {
    // A run that is refused, as with a key that is not taken, says nothing of the fault.
    process.stderr.write(`${server.name}: ${String(error)}\n`);
    return undefined;
  } finally {
    await started.close();
  }
}

/** Killed: a MUST fault fails the run; a SHOULD fault is named by some rule. */
function isKilled({ level }: Mutant, report: Report): boolean {
  return level === "MUST" ? report.exit_code === 1 : report.summary.failed + report.summary.warned > 0;
}

async function killRow(data: string, run: Run): Promise<string> {
  const innocent = await reportOn(correct, run);
  const waiting = [...mutants];
  const killed: Mutant[] = [];
  const work = async (): Promise<void> => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const report = await reportOn(mutant, run);
      if (report && isKilled(mutant, report)) killed.push(mutant);
      else process.stderr.write(`${data}: ${mutant.name} lives\n`);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  const of = (level: string): string =>
    `${killed.filter((mutant) => mutant.level === level).length} of ${mutants.filter((mutant) => mutant.level === level).length}`;
  const { passed = 0, failed = 0, warned = 0 } = innocent?.summary ?? {};
  return `| ${data} | ${of("MUST")} | ${of("SHOULD")} | ${percent(killed.length, mutants.length)} | ${passed} of ${rules.length} | ${failed + warned} |`;
}

function percent(part: number, whole: number): string {
  return `${Math.floor((1000 * part) / whole) / 10} %`;
}

async function mockRow(): Promise<string> {
  const { summary, verdict } = await runConformance({ mock: true, seed });
  return `Mock mode (Prism on the published document, no server): ${summary.passed} of ${rules.length} rules are judged on the document's examples, ${summary.not_applicable} cannot be; the verdict is \`${verdict}\`.`;
}

const table: string[] = [];
for (const [data, run] of amounts) table.push(await killRow(data, run));

const text = [
  `<!-- Written by: npx -y pnpm@12.21.0 --filter @live-sessions/conformance run kill-rate -->`,
  "",
  `${mutants.length} faulty servers, one fault each, ${rules.length} rules, seed ${seed}, Node ${process.versions.node}.`,
  "",
  "| data | MUST faults found | SHOULD faults found | in all | rules that pass on a correct server | fail on it |",
  "| --- | --- | --- | --- | --- | --- |",
  ...table,
  "",
  await mockRow(),
  "",
].join("\n");
writeFileSync(fileURLToPath(new URL("../generated/kill-rate.md", import.meta.url)), text);
process.stdout.write(text);
