import { BROWSERS_ACCEPT } from "../questions/accept.ts";
import * as questions from "../questions/conditional.ts";
import type { Question } from "../questions/question.ts";
import type { RawExchange } from "../recording/exchange-log.ts";
import type { Experiment } from "./experiment.ts";
import type { Ask, ExperimentContext } from "./experiment-context.ts";
import { type QueryParameter, SIZE } from "./list-request.ts";
import { unknownIdLike } from "./unknown-id.ts";
import { tagOf } from "./validators.ts";

const query: readonly QueryParameter[] = [[SIZE, "4"]];

/** What handlers of errors alone look at: types and codings as a browser names them, and a language that is none. */
function asByABrowser({ run }: ExperimentContext): Pick<Ask, "accept" | "headers"> {
  const headers = {
    "if-none-match": "*",
    "accept-language": "d_e!!;q",
    ...(run.hasConnections ? { "accept-encoding": "gzip" } : {}),
  };
  return { accept: BROWSERS_ACCEPT, headers };
}

/** Validators that were given, alone and in a list, others, ones that do not count, and one without a key. */
export const conditional: Experiment = {
  id: "conditional",
  modes: ["provisioned", "read-only"],
  async run(context) {
    const ask = (question: Question, headers: Record<string, string>, key = "owner"): Promise<RawExchange> =>
      context.ask(question, { collection: "populated", key, query, headers });
    const now = new Date(context.run.clock()).toUTCString();
    await ask(questions.otherWeakTag, { "if-none-match": 'W/"no-such-tag"' });
    await ask(questions.otherTagAndDate, { "if-none-match": '"no-such-tag"', "if-modified-since": now });
    // That part as 206, or all of it: a 200 is judged as any page is.
    await ask(questions.noDate, { "if-modified-since": "yesterday", range: "bytes=0-99" });
    // A list that is one alone has no place for the id of another.
    if (context.run.list.profile.collectionParam !== undefined) {
      const segment = unknownIdLike(context.collection("populated").id);
      await context.ask(questions.starOfUnknown, { collection: "populated", segment, ...asByABrowser(context) });
    }
    const etag =
      context.run.kept.get("tag of populated at 4") ??
      tagOf(await context.ask(questions.tagged, { collection: "populated", query }));
    if (etag === undefined || etag.startsWith("W/")) return;
    await ask({ ...questions.sameTag, probe: "If-None-Match" }, { "if-none-match": etag });
    await ask(questions.sameTagInAList, { "if-none-match": `"no-such-tag", ${etag}, W/"neither"` });
    await ask({ ...questions.otherTag, probe: "If-None-Match" }, { "if-none-match": tagsLike(etag) });
    if (context.run.probes === "all")
      await ask({ ...questions.keyFirst, probe: "If-None-Match" }, { "if-none-match": etag }, "none");
  },
};

/** Tags that are not this one, and would be for a server that compares by a part of it or without case (RFC 9110 §8.8.3.2). */
function tagsLike(etag: string): string {
  const inner = etag.slice(1, -1);
  const swapped = inner.replace(/[A-Za-z]/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
  const others = ["no-such-tag", `${inner}0`, inner.slice(0, -1), swapped].filter((other) => other !== inner);
  return others.map((other) => `"${other}"`).join(", ");
}
