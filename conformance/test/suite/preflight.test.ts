import { expect, test } from "vitest";
import { UNREAD_COLLECTION } from "../../src/experiments/openings.ts";
import { planScenario } from "../../src/scenario/live-sessions/scenario.ts";
import { startDeployment } from "../corpus/deployment.ts";
import type { Exchange, Reply } from "../corpus/exchange.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import { judgeServer } from "./run-server.ts";

test("every entity that was made is asked for before anything else, but the one whose first read comes later", async () => {
  const asked: string[] = [];
  const Noting = class extends ListEndpoint {
    override handle(exchange: Exchange): Promise<Reply> {
      // One other request looks for a mock.
      if (exchange.path.includes("/live_entities/")) asked.push(exchange.path);
      return super.handle(exchange);
    }
  };
  const report = await judgeServer({ name: "noting", story: "", start: () => startDeployment(Noting) }, { seed: 7 });
  const entities = report.target.live_entities;
  expect(entities.map(({ name }) => name)).toEqual(planScenario(7).live_entities.map(({ name }) => name));
  const wanted = entities.filter(({ name }) => name !== UNREAD_COLLECTION).map(({ id }) => id);
  const first = asked.slice(0, wanted.length);
  expect(first.map((line) => /live_entities\/([^/]+)/.exec(line)?.[1])).toEqual(wanted);
  // Where an experiment begins with that very request it took the answer; others need a new one, or none.
  const left = report.exchanges.filter(({ purpose }) => purpose.experiment === "preflight");
  const unused = left.map(({ purpose }) => purpose.entity).filter((entity) => entity !== "populated");
  expect(unused).toEqual(["inserting", "emptied", "archived", "calendar", "tied", "texts"]);
});

test("a run of few rules asks for them, too, and leaves no walk that was only begun", async () => {
  const few = { name: "few", story: "", start: startDeployment };
  const report = await judgeServer(few, { seed: 7, rules: ["errors.key-required"] });
  const preflight = report.exchanges.filter(({ purpose }) => purpose.experiment === "preflight");
  expect(new Set(preflight.map(({ purpose }) => purpose.entity)).size).toBe(report.target.live_entities.length - 1);
  expect(report.exchanges.filter(({ purpose }) => purpose.walk !== undefined)).toEqual([]);
});
