import * as questions from "../questions/connections.ts";
import { itemBody } from "../scenario/live-sessions/protocol.ts";
import type { Experiment } from "./experiment.ts";
import type { Ask, ExperimentContext } from "./experiment-context.ts";
import { SIZE } from "./list-request.ts";

const page: Ask = { collection: "populated", query: [[SIZE, "4"]] };
const other: Ask = { collection: "sibling", query: [[SIZE, "4"]] };

const timesInACrowd = 5;
const timesAfterwards = 2;

/** What one connection, or a crowd of them, leaves behind for the next request. */
export const connections: Experiment = {
  id: "connections",
  modes: ["provisioned", "read-only"],
  async run(context) {
    const asks = [page, other]
      .filter(({ collection }) => context.has(collection))
      .map((ask) => ({ ...ask, probe: ask.collection }));
    // Somebody's own list grows: there the answer is compared with the nearest one. Else with that of the beginning.
    const alone = async (): Promise<void> => {
      if (context.run.mode === "read-only") for (const ask of asks) await context.ask(questions.alone, ask);
    };
    await alone();
    const crowd = asks.flatMap((ask) => Array.from({ length: (timesInACrowd * 2) / asks.length }, () => ask));
    await Promise.all(crowd.map((ask) => context.ask(questions.crowded, ask)));
    if (!context.run.hasConnections) return;
    if (context.run.mode === "provisioned" || context.run.allowUnsafeMethods) await askAfterRefusedPost(context);
    await askAfterBrokenOff(context);
    await alone();
  },
};

async function askAfterRefusedPost(context: ExperimentContext): Promise<void> {
  const connection = "refused";
  const body = JSON.stringify({ ...itemBody({ createdAt: "2022-01-01T00:00:00Z" }), note: "x".repeat(2048) });
  const headers = { "content-type": "application/json" };
  const collection = context.run.mode === "provisioned" ? "guarded" : "populated";
  await context.ask(questions.refusedPost, { collection, method: "POST", headers, body, connection });
  await context.ask(questions.afterRefusedPost, { ...page, probe: page.collection, connection });
}

async function askAfterBrokenOff(context: ExperimentContext): Promise<void> {
  const collection = context.has("sibling") ? "sibling" : "populated";
  await context.ask(questions.brokenOff, {
    collection,
    query: [[SIZE, "3"]],
    connection: "broken off",
    breaksOff: true,
  });
  for (let time = 0; time < timesAfterwards; time += 1)
    await context.ask(questions.afterBrokenOff, { ...page, probe: page.collection });
}
