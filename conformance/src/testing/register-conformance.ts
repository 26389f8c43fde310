import type { Diagnosis } from "../diagnosis/diagnosis.ts";
import type { Report, ReportRule } from "../report/report.ts";
import { diagnosesOf, diagnosisOf, diagnosisText } from "../report/wording/diagnosis-text.ts";
import { failureText } from "../report/wording/failure-text.ts";
import { countsText, verdictSentence } from "../report/wording/verdict-words.ts";
import { rules } from "../rules/catalogue.ts";
import type { ConformanceOptions } from "../running/options.ts";
import { runConformance } from "../running/run-conformance.ts";
import { matchesGlob } from "../verdict/glob.ts";
import { ConformanceFailure } from "./conformance-failure.ts";
import { skipTest } from "./skip-test.ts";
import { type PlannedTest, planTests } from "./test-plan.ts";

/** What `registerConformance` takes: a run's options and what concerns the test runner. */
export interface RegisterConformanceOptions extends ConformanceOptions {
  /** Title of the group. Default `Live Sessions conformance`, of another list its name and `conformance`. */
  readonly title?: string;
  /** For each test; the one that runs first waits for the whole run. Default 120,000 ms. */
  readonly testTimeoutMs?: number;
  /** Gets the report before the first test ends: to write it to a file, say. */
  readonly onReport?: (report: Report) => void | Promise<void>;
}

/** A test's body: no parameters by count, since Jest and Bun would take the first one for a callback. */
export type TestBody = (this: unknown, ...context: readonly unknown[]) => Promise<void>;

/** The two functions that Vitest, Jest, node:test, Bun and Mocha have in common. */
export interface TestRunner {
  describe(title: string, body: () => void): unknown;
  it: RegisterTest;
}

/** Registers a test; `skip`, where there is one, registers a test that does not run. */
export interface RegisterTest {
  (title: string, body: TestBody, timeoutMs: number): unknown;
  readonly skip?: (title: string, body: TestBody) => unknown;
}

const DEFAULT_TEST_TIMEOUT_MS = 120_000;

/**
 * Registers one test a rule, and one for the verdict, with any test runner. The target is asked once, by whichever test
 * runs first.
 *
 * A test fails where its rule fails, with everything that is needed to see it again; of rules that fail for one cause the first
 * fails with the cause, and the others are skipped. It fails, too, where a MUST could not be proven
 * (unless `allowInconclusive` names it); and on an error of the suite. What is not applicable, and a SHOULD that is not
 * met, is skipped where the runner lets a running test say so; otherwise the title says what a pass may mean.
 */
export function registerConformance(options: RegisterConformanceOptions, { describe, it }: TestRunner): void {
  const run = new SharedRun(options);
  const report = (context: readonly unknown[]): Promise<Report | undefined> => run.report(context);
  const timeoutMs = options.testTimeoutMs ?? DEFAULT_TEST_TIMEOUT_MS;
  describe(options.title ?? `${options.list?.profile.name ?? "Live Sessions"} conformance`, () => {
    for (const planned of planTests(options, rules)) registerRule(planned, options, report, it, timeoutMs);
    it(
      "comes to a verdict that passes",
      async () => {
        const finished = await report([]);
        if (finished) expectPassingVerdict(finished);
      },
      timeoutMs,
    );
  });
}

/** One run for all tests. Where it does not come about, the first test says why, and the others are skipped. */
class SharedRun {
  readonly #options: RegisterConformanceOptions;
  #run: Promise<Report> | undefined;
  #hasFailed = false;

  constructor(options: RegisterConformanceOptions) {
    this.#options = options;
  }

  /** @returns undefined where the test that asks was skipped */
  async report(context: readonly unknown[]): Promise<Report | undefined> {
    this.#run ??= this.#start();
    try {
      return await this.#run;
    } catch (error) {
      if (this.#hasFailed && skipTest(context, "the run did not come about: the first test says why")) return undefined;
      this.#hasFailed = true;
      throw error;
    }
  }

  async #start(): Promise<Report> {
    const report = await runConformance(this.#options);
    await this.#options.onReport?.(report);
    return report;
  }
}

function registerRule(
  { rule, title, isWithinReach }: PlannedTest,
  options: RegisterConformanceOptions,
  report: (context: readonly unknown[]) => Promise<Report | undefined>,
  it: RegisterTest,
  timeoutMs: number,
): void {
  const body: TestBody = async function (...context) {
    const finished = await report([...context, this]);
    if (!finished) return;
    const result = finished.rules.find(({ id }) => id === rule.id);
    if (!result) throw new ConformanceFailure(`${rule.id} was not judged.`, rule.id);
    settle(finished, result, options, [...context, this]);
  };
  // biome-ignore lint/suspicious/noSkippedTests: mode or options cannot show this rule, and the title says so
  if (!isWithinReach && it.skip) it.skip(title, body);
  else it(title, body, timeoutMs);
}

function settle(
  report: Report,
  rule: ReportRule,
  options: RegisterConformanceOptions,
  context: readonly unknown[],
): void {
  const diagnosis = rule.outcome === "failed" ? diagnosisOf(report, rule) : undefined;
  if (diagnosis && !isFirst(report, rule, diagnosis)) {
    if (skipTest(context, `it fails for the cause that another test names: ${diagnosis.title}`)) return;
    throw new ConformanceFailure(`${rule.id} fails for this cause: ${diagnosis.title}`, rule.id);
  }
  const isConsequence = rule.outcome === "inconclusive" && followsFromCause(report, rule);
  if (isConsequence && skipTest(context, `not proven: ${rule.reason_text ?? ""}`)) return;
  const failure = diagnosis
    ? `${diagnosisText(diagnosis)}\n\n${failureText(report, rule)}`
    : failureOf(report, rule, options);
  if (failure !== undefined) throw new ConformanceFailure(failure, rule.id);
  if (rule.outcome === "passed") return;
  const reason = rule.reason_text ?? rule.failure?.message ?? "";
  skipTest(context, `${rule.outcome.replace("_", " ")}: ${reason}`);
}

/** True for the first failed rule that a cause explains: its test stands for all of them. */
function isFirst(report: Report, { id }: ReportRule, { explains }: Diagnosis): boolean {
  return report.rules.find((rule) => rule.outcome === "failed" && explains.includes(rule.id))?.id === id;
}

/** True for a rule that could not be proven since one that it depends on fails for a cause that is told. */
function followsFromCause(report: Report, { id, reason }: ReportRule): boolean {
  const dependsOn = rules.find((rule) => rule.id === id)?.dependsOn ?? [];
  const told = new Set(diagnosesOf(report).flatMap(({ explains }) => explains));
  return reason === "prerequisite" && dependsOn.some((other) => told.has(other));
}

/** Why the test of a rule fails; undefined when it does not. */
function failureOf(report: Report, rule: ReportRule, options: RegisterConformanceOptions): string | undefined {
  const { id, level, outcome, reason_text: reason = "" } = rule;
  if (outcome === "failed") return failureText(report, rule);
  if (outcome === "errored") return `${id} met an error of the suite: ${reason}`;
  if (outcome === "inconclusive" && isHeldAgainst(rule, options))
    return `${id} (${level}) could not be proven: ${reason}`;
  return undefined;
}

function isHeldAgainst({ id, level }: ReportRule, options: RegisterConformanceOptions): boolean {
  const isAllowed = (options.allowInconclusive ?? []).some((pattern) => matchesGlob(pattern, id));
  return !isAllowed && (level === "MUST" || options.level === "should");
}

function expectPassingVerdict(report: Report): void {
  if (report.exit_code === 0) return;
  const stale = report.stale_known_failures.map((sentence) => `\n${sentence}`).join("");
  throw new ConformanceFailure(
    `${report.verdict} (exit code ${report.exit_code}): ${verdictSentence(report)} ${countsText(report)}.${stale}`,
  );
}
