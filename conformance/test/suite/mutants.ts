import { afterAll, expect, test } from "vitest";
import { judgeReportWith } from "../../src/report/judge-report.ts";
import type { Report } from "../../src/report/report.ts";
import { unmeasured } from "../../src/sensitivity/sensitivity.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { isCauseNamed } from "../diagnosis/is-cause-named.ts";
import { expectFormatsToAgree } from "./formats.ts";
import { judgeServer, judgeWhole, rulesThat, withStarted } from "./run-server.ts";

const seed = 7;
const MAX_IN_MEDIAN = 3;

/** What a run says of a mutant, in the form in which it is expected. */
interface Kill {
  readonly verdict: string;
  readonly exitCode: number;
  /** Rules of `killedBy` that did not fail. */
  readonly survived: readonly string[];
  readonly exitCodeAtShould: number;
  /** Rules of the mutant's own level that did: a MUST fault is not left to a SHOULD rule. */
  readonly isKilledAtItsLevel: boolean;
  readonly errored: readonly string[];
}

// How good a run was is measured where that is hardest, on answers that are broken themselves: it takes as long as the run.
function reportOn(mutant: Mutant): Promise<Report> {
  const breaksAnswers = mutant.killedBy.some((id) => id.startsWith("representation."));
  return breaksAnswers
    ? withStarted(mutant, (started) => judgeWhole(started, { seed }))
    : judgeServer(mutant, { seed });
}

function killOf(report: Report, { killedBy, level }: Mutant, red: readonly string[]): Kill {
  return {
    verdict: report.verdict,
    exitCode: report.exit_code,
    survived: killedBy.filter((id) => !red.includes(id)),
    // A failed MUST rule is one at either level.
    exitCodeAtShould:
      level === "MUST" ? report.exit_code : judgeReportWith(report, { level: "should" }, unmeasured).exit_code,
    isKilledAtItsLevel: rulesThat(report, level === "MUST" ? "failed" : "warned").some((id) => killedBy.includes(id)),
    errored: rulesThat(report, "errored"),
  };
}

function expectedKill({ level }: Mutant): object {
  const verdict = level === "MUST" ? "non-conformant" : "conformant";
  const exitCode = level === "MUST" ? 1 : 0;
  return { verdict, exitCode, survived: [], exitCodeAtShould: 1, isKilledAtItsLevel: true, errored: [] };
}

/** Registers the mutants of one family. */
export function testMutants(family: readonly Mutant[]): void {
  const failing: number[] = [];

  test.concurrent.for(family)("$name is killed, by every rule that it names", async (mutant, { expect: check }) => {
    const report = await reportOn(mutant);
    const red = rulesThat(report, "failed", "warned");
    failing.push(rulesThat(report, "failed", "warned").length);
    check(killOf(report, mutant, red), `${mutant.story}\nFailed: ${red.join(", ")}`).toEqual(expectedKill(mutant));
    const asTold = "the report names the cause, as test/diagnosis/named-causes.ts says";
    check(isCauseNamed(report, mutant.name), asTold).not.toBe(false);
    expectFormatsToAgree(report, check);
  });

  // A fault that turns half of the report red explains nothing.
  afterAll(() => {
    const sorted = failing.toSorted((one, other) => one - other);
    expect(sorted[Math.floor(sorted.length / 2)] ?? 0, "rules that one mutant fails, in median").toBeLessThanOrEqual(
      MAX_IN_MEDIAN,
    );
  });
}
