import * as questions from "../questions/revocation.ts";
import { smallScenario } from "../scenario/live-sessions/protocol.ts";
import { percentEncoded } from "../transport/percent-encoded.ts";
import type { Experiment } from "./experiment.ts";
import { SIZE } from "./list-request.ts";

const query = [[SIZE, "2"]] as const;

const items = ["2022-03-03T03:03:03Z", "2022-03-02T02:02:02Z", "2022-03-01T01:01:01Z"].map((createdAt) => ({
  createdAt,
  duration: 1.5,
}));

/** A key of a scenario of its own: asked with, so that whatever keeps keys or answers has it, and again when the scenario is gone. */
export const revocation: Experiment = {
  id: "revocation",
  modes: ["provisioned"],
  async run(context) {
    const made = await context.makeScenario(smallScenario("leaver", "leaving", items));
    const authorization = made.keys.get("leaver") ?? "";
    const segment = percentEncoded(made.entities.get("leaving")?.id ?? "");
    const ask = { entity: "leaving", key: "leaver", authorization, segment, query };
    let isGone = false;
    try {
      for (let instance = 0; instance < context.run.instances; instance += 1)
        await context.ask(questions.before, { ...ask, instance });
      // Again: this answer may come from what the first one left behind.
      await context.ask(questions.before, { ...ask, instance: 0 });
    } finally {
      isGone = await context.dropScenario(made.id);
    }
    if (!isGone) return;
    for (let instance = 0; instance < context.run.instances; instance += 1)
      await context.ask(questions.after, { ...ask, instance });
  },
};
