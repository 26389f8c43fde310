import type { Question } from "../questions/question.ts";
import * as questions from "../questions/tokens.ts";
import { MAX_IDLE_PAGES } from "../reading/idle-pages.ts";
import type { RawExchange } from "../recording/exchange-log.ts";
import { percentEncoded } from "../transport/percent-encoded.ts";
import type { Experiment } from "./experiment.ts";
import type { ExperimentContext } from "./experiment-context.ts";
import { askFirstPage } from "./first-page.ts";
import { instanceFor } from "./instance-for.ts";
import { POSITION, type QueryParameter, SIZE } from "./list-request.ts";
import { percentEncodeAll } from "./percent-encode-all.ts";
import { readQuickly, statusOf } from "./quick-reading.ts";
import { earlyToken } from "./repeats.ts";
import { alterToken } from "./token-alterations.ts";

const size = "7";

/** Tokens as given, given again, blank, spelled otherwise, altered, invented, and of other collections. */
export const tokens: Experiment = {
  id: "tokens",
  modes: ["provisioned", "read-only"],
  async run(context) {
    const first = await tokenOf(context, "populated", "owner");
    await askBlank(context);
    for (const [index, garbage] of questions.garbageTokens.entries()) {
      const collection = garbage.goesToEmpty && context.has("empty") ? "empty" : "populated";
      const query: QueryParameter[] = [
        ...sizeParameter(garbage.hasSize ? size : undefined),
        garbage.isEncoded ? [POSITION, garbage.text, "encoded"] : [POSITION, garbage.text],
      ];
      await context.ask(garbage, { collection, query, instance: instanceFor(index, context.run.instances) });
    }
    for (const question of questions.nestedTokens) {
      const named = [question.name, "no-such-token"] as const;
      await askFirstPage(context, question, { collection: "populated", query: [[SIZE, size], named] });
    }
    const token = first === undefined ? undefined : await askControl(context, first);
    if (token === undefined) return;
    const replayed = await ask(context, questions.replay, token);
    const given = [POSITION, token] as const;
    await context.ask(questions.twice, { collection: "populated", query: [[SIZE, size], given, given] });
    if (percentEncoded(token) !== token) {
      // As somebody sends it who does not encode: where only this works, the encoded form is not decoded.
      const raw = [POSITION, token.replaceAll(/[^!-~]|[#&]|%(?![0-9a-f]{2})/giu, percentEncoded), "encoded"] as const;
      await context.ask(questions.unencoded, { collection: "populated", query: [[SIZE, size], raw] });
      // Where only this works, it is decoded twice.
      if (statusOf(replayed) !== 200) await ask(context, questions.encodedTwice, percentEncoded(token));
    }
    await context.ask(questions.encoded, {
      collection: "populated",
      query: [
        [SIZE, size],
        [POSITION, percentEncodeAll(token), "encoded"],
      ],
    });
    await askAltered(context, token);
    await askForeign(context, token);
  },
};

/** Asks for the page behind a token. One without sessions that says it goes on is lawful, and shows little: then the next. @returns the token of the last page asked for */
async function askControl(context: ExperimentContext, first: string): Promise<string> {
  let token = first;
  for (let empty = 0; empty < MAX_IDLE_PAGES; empty += 1) {
    const page = readQuickly(await ask(context, questions.control, token));
    if (page?.nextToken === undefined || page.itemIds.length > 0) return token;
    token = page.nextToken;
  }
  await ask(context, questions.control, token);
  return token;
}

async function tokenOf(context: ExperimentContext, collection: string, key: string): Promise<string | undefined> {
  const raw = await askFirstPage(context, questions.source, { collection, key, query: [[SIZE, size]] });
  return readQuickly(raw)?.nextToken;
}

function ask(
  context: ExperimentContext,
  question: Question,
  token: string,
  collection = "populated",
): Promise<RawExchange> {
  return context.ask(question, {
    collection,
    query: [
      [SIZE, size],
      [POSITION, token],
    ],
  });
}

function sizeParameter(size: string | undefined): QueryParameter[] {
  return size === undefined ? [] : [[SIZE, size]];
}

/** Somebody's own list grows: there the page that a blank token must give is asked for right before it and right after. */
async function askBlank(context: ExperimentContext): Promise<void> {
  const grows = context.run.mode === "read-only";
  const sized = [[SIZE, size]] as const;
  const blank = [POSITION, ""] as const;
  const populated = { collection: "populated" };
  await askFirstPage(context, questions.blank, { ...populated, query: [...sized, blank] });
  if (grows) await askFirstPage(context, questions.sourceAgain, { ...populated, query: sized });
  if (grows) await askFirstPage(context, questions.sourceAtDefault, populated);
  await askFirstPage(context, questions.blankAtDefault, { ...populated, query: [blank] });
  if (grows) await askFirstPage(context, questions.sourceAtDefault, populated);
}

async function askAltered(context: ExperimentContext, token: string): Promise<void> {
  const siblingId = context.has("sibling") ? context.collection("sibling").id : undefined;
  for (const altered of alterToken(token, { collectionId: context.collection("populated").id, siblingId })) {
    await ask(context, altered.question, altered.token);
  }
}

async function askForeign(context: ExperimentContext, token: string): Promise<void> {
  for (const [collection, key] of [
    ["sibling", "owner"],
    ["foreign", "stranger"],
  ] as const) {
    if (!context.has(collection) || !context.run.keys.has(key)) continue;
    const foreign = context.run.kept.get(earlyToken(collection)) ?? (await tokenOf(context, collection, key));
    if (foreign !== undefined) await ask(context, { ...questions.foreign, probe: `of ${collection}` }, foreign);
  }
  if (context.has("empty")) await ask(context, { ...questions.foreign, probe: "of populated" }, token, "empty");
}
