import type { Report } from "../../src/report/report.ts";
import type { ConformanceOptions } from "../../src/running/options.ts";
import { runConformance, runWithParts } from "../../src/running/run-conformance.ts";
import { planScenario } from "../../src/scenario/scenario.ts";
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

/** A provisioned run on a server that is up, sensitivity included. */
export function judgeWhole(started: ServerUnderTest, options: ConformanceOptions): Promise<Report> {
  return runConformance({ baseUrl: started.baseUrls, provisioner: started.provisionerUrl ?? "", ...options });
}

/** A provisioned run on a fresh server. How good the run was is not measured: that takes as long as all the rest. */
export function judgeServer(server: CorpusServer, options: ConformanceOptions): Promise<Report> {
  return withStarted(server, (started) =>
    runWithParts(
      { baseUrl: started.baseUrls, provisioner: started.provisionerUrl ?? "", ...options },
      { plan: planScenario, measure: () => ({ caught: 0, total: 0, missed: [] }) },
    ),
  );
}

/** Ids of the rules that ended so, in alphabetical order. */
export function rulesThat(report: Report, ...outcomes: readonly string[]): string[] {
  return report.rules
    .filter(({ outcome }) => outcomes.includes(outcome))
    .map(({ id }) => id)
    .sort();
}
