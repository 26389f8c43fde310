import { expect, test } from "vitest";
import { runWithParts } from "../../src/running/run-conformance.ts";
import { planScenario, type ScenarioPlan } from "../../src/scenario/live-sessions/scenario.ts";
import { unmeasured } from "../../src/sensitivity/sensitivity.ts";
import { mutants } from "../mutants/mutants.ts";
import { rulesThat, withStarted } from "./run-server.ts";

/** The scenario with its sessions newest first, so that those of one second get their ids in another order. */
function newestFirst(seed: number): ScenarioPlan {
  const plan = planScenario(seed);
  return {
    ...plan,
    live_entities: plan.live_entities.map((entity) => ({
      ...entity,
      live_sessions: entity.live_sessions.toSorted((one, other) => other.created_at.localeCompare(one.created_at)),
    })),
  };
}

test.each([7, 12])("an order by who is in progress is seen, whatever the order of ids: seed %i", async (seed) => {
  const mutant = mutants.find(({ name }) => name === "end-moves-to-archive");
  if (mutant === undefined) throw new Error("there is no such mutant");
  const report = await withStarted(mutant, ({ baseUrls, provisionerUrl }) => {
    const options = { baseUrl: baseUrls, provisioner: provisionerUrl ?? "", seed };
    return runWithParts(options, { plan: newestFirst, isFar: () => false, measure: unmeasured });
  });
  expect(rulesThat(report, "failed"), mutant.story).toContain("ordering.unmoved-by-update");
});
