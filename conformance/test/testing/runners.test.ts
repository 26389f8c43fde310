import { describe, expect, it } from "vitest";
import { rules } from "../../src/rules/catalogue.ts";
import { startTieDropping } from "../cli/faulty-servers.ts";
import { withServer } from "../cli/with-server.ts";
import { startDeployment } from "../corpus/deployment.ts";
import type { ServerUnderTest } from "../corpus/server-under-test.ts";
import { type Finished, type RunWith, realRunners, type ShownTest } from "./real-runners.ts";

const optionsFor = ({ baseUrls, provisionerUrl = "" }: ServerUnderTest): object => {
  return { baseUrl: baseUrls, provisioner: provisionerUrl, seed: 1 };
};

/** What a runner shows of a deployment that keeps the contract, and of one that loses ties. */
function runOnBoth(runWith: RunWith): Promise<Finished> {
  return withServer(
    () => startDeployment(),
    (correct) =>
      withServer(startTieDropping, (faulty) => runWith({ correct: optionsFor(correct), faulty: optionsFor(faulty) })),
  );
}

const idsOf = (tests: readonly ShownTest[], status: ShownTest["status"]): (string | undefined)[] =>
  tests.filter((test) => test.status === status).map(({ title }) => title.split(":")[0]);

const verdict = "comes to a verdict that passes";

describe.each(realRunners)("%s", (_, runWith) => {
  it("shows one test a rule, what is not applicable as skipped, and a failure with everything to see it again", async () => {
    const { exitCode, tests, output } = await runOnBoth(runWith);

    expect(idsOf(tests, "failed"), output).toEqual(["pagination.exactly-once", verdict]);
    expect(idsOf(tests, "skipped")).toEqual(["pagination.token-any-instance"]);
    const others = rules.map(({ id }) => id).filter((id) => id !== "pagination.token-any-instance");
    expect(idsOf(tests, "passed").toSorted()).toEqual([...others, verdict].toSorted());
    expect(output).toMatch(/The walk .* lost \d+ of \d+ sessions/);
    expect(output).toContain("curl -sS -i");
    expect(exitCode).toBe(1);
  });
});
