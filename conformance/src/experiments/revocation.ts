import * as questions from "../questions/revocation.ts";
import { smallScenario } from "../scenario/live-sessions/protocol.ts";
import { percentEncoded } from "../transport/percent-encoded.ts";
import type { Experiment } from "./experiment.ts";
import type { Ask } from "./experiment-context.ts";
import { POSITION, type QueryParameter, SIZE } from "./list-request.ts";
import { readQuickly } from "./quick-reading.ts";

const size: readonly QueryParameter[] = [[SIZE, "2"]];

const items = ["2022-03-03T03:03:03Z", "2022-03-02T02:02:02Z", "2022-03-01T01:01:01Z"].map((createdAt) => ({
  createdAt,
  duration: 1.5,
}));

/**
 * A key of a scenario of its own: asked with, so that whatever keeps keys or answers has it, and again when the scenario is gone;
 * on the first page, and behind a token that was given before. Each instance is asked for one of both at least.
 */
export const revocation: Experiment = {
  id: "revocation",
  modes: ["provisioned"],
  async run(context) {
    const made = await context.makeScenario(smallScenario("leaver", "leaving", items));
    const authorization = made.keys.get("leaver") ?? "";
    const segment = percentEncoded(made.collections.get("leaving")?.id ?? "");
    const asks: Ask[] = [];
    let isGone = false;
    try {
      let token: string | undefined;
      for (let index = 0; index < Math.max(2, context.run.instances); index += 1) {
        const later: QueryParameter[] = index % 2 === 0 || token === undefined ? [] : [[POSITION, token]];
        const instance = index % context.run.instances;
        const ask = {
          collection: "leaving",
          key: "leaver",
          authorization,
          segment,
          query: [...size, ...later],
          instance,
        };
        asks.push(later.length === 0 ? ask : { ...ask, probe: "behind a token" });
        const page = readQuickly(await context.ask(questions.before, asks.at(-1) ?? ask));
        token ??= page?.nextToken;
      }
    } finally {
      isGone = await context.dropScenario(made.id);
    }
    if (!isGone) return;
    for (const ask of asks) await context.ask(questions.after, ask);
  },
};
