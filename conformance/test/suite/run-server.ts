import type { Report } from "../../src/report/report.ts";
import { measureInRun } from "../../src/running/measure-in-run.ts";
import type { ConformanceOptions } from "../../src/running/options.ts";
import { runWithParts } from "../../src/running/run-conformance.ts";
import { planScenario } from "../../src/scenario/live-sessions/scenario.ts";
import { unmeasured } from "../../src/sensitivity/sensitivity.ts";
import type { CorpusServer, ServerUnderTest } from "../corpus/server-under-test.ts";

/** Starts a server of the corpus, hands it over and closes it, whatever happens. */
export async function withStarted<T>(server: CorpusServer, use: (started: ServerUnderTest) => Promise<T>): Promise<T> {
  const started = await server.start();
  try {
    return await use(started);
  } finally {
    await started.close();
  }
}

/** One thing is asked at a time, as of any server nearby, though answers come late where much else runs. */
const nearby = { plan: planScenario, isFar: () => false };

/** A provisioned run on a server that is up, sensitivity included. */
export function judgeWhole(started: ServerUnderTest, options: ConformanceOptions): Promise<Report> {
  const target = { baseUrl: started.baseUrls, provisioner: started.provisionerUrl ?? "" };
  return runWithParts({ ...target, ...options }, { ...nearby, measure: measureInRun });
}

/** A run on whatever the options name, of which nobody asks how good it was. */
export function judgeUnmeasured(options: ConformanceOptions): Promise<Report> {
  return runWithParts(options, { ...nearby, measure: unmeasured });
}

/** Such a run, provisioned, on a fresh server. */
export function judgeServer(server: CorpusServer, options: ConformanceOptions): Promise<Report> {
  return withStarted(server, ({ baseUrls, provisionerUrl }) =>
    judgeUnmeasured({ baseUrl: baseUrls, provisioner: provisionerUrl ?? "", ...options }),
  );
}

/** Ids of the rules that ended so, in alphabetical order. */
export function rulesThat(report: Report, ...outcomes: readonly string[]): string[] {
  return report.rules
    .filter(({ outcome }) => outcomes.includes(outcome))
    .map(({ id }) => id)
    .sort();
}
