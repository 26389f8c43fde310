import * as questions from "../questions/guard.ts";
import { wrongKeys } from "../questions/wrong-keys.ts";
import { percentEncoded } from "../transport/percent-encoded.ts";
import type { Experiment } from "./experiment.ts";
import { pathOf } from "./list-request.ts";

const nobodys = { key: wrongKeys.nobodys.name, authorization: wrongKeys.nobodys.from("") };
const noKey = { key: "none" };

/** Ways round the guard: spellings of the path, methods, and what renames a method, all without a valid key. */
export const guard: Experiment = {
  id: "guard",
  modes: ["provisioned", "read-only"],
  async run(context) {
    const entity = "populated";
    const id = percentEncoded(context.entity(entity).id);
    const path = pathOf(context.run.list.profile, id);
    for (const question of questions.everySpelling) {
      await context.ask(question, { entity, ...noKey, path: question.respell(path, id) });
    }
    for (const question of questions.everyMethod) {
      await context.ask(question, { entity, ...(question.hasNobodysKey ? nobodys : noKey), method: question.probe });
    }
    const override = (method: string): Record<string, string> => ({ "x-http-method-override": method });
    await context.ask(questions.getAsOptions, { entity, ...noKey, headers: override("OPTIONS") });
    await context.ask(questions.getAsOptionsByParameter, { entity, ...noKey, query: [["_method", "OPTIONS"]] });
    if (context.run.mode === "provisioned" || context.run.allowUnsafeMethods)
      await context.ask(questions.postAsGet, { entity, ...noKey, method: "POST", headers: override("GET") });
    await context.ask(questions.noRoute, { entity, ...nobodys, path: path.replace(/[^/]*$/, "no-such-list") });
  },
};
