import * as concurrencyQuestions from "../questions/concurrency.ts";
import * as instanceQuestions from "../questions/instances.ts";
import * as questions from "../questions/repeats.ts";
import type { Experiment } from "./experiment.ts";
import type { ExperimentContext } from "./experiment-context.ts";
import { POSITION, type QueryParameter, SIZE } from "./list-request.ts";
import { readQuickly } from "./quick-reading.ts";
import { walkReference } from "./read-only-walks.ts";
import { tagOf } from "./validators.ts";

/** Equal requests with nothing between, and the pages that their tokens lead to. */
export const repeats: Experiment = {
  id: "repeats",
  modes: ["provisioned", "read-only"],
  async run(context) {
    const query: readonly QueryParameter[] = [[SIZE, "4"]];
    const tokens: (string | undefined)[] = [];
    for (const question of [questions.firstPageOnce, questions.firstPageAgain]) {
      const raw = await context.ask(question, { collection: "populated", query });
      tokens.push(readQuickly(raw)?.nextToken);
      const tag = tagOf(raw);
      // Somebody's own list may be another one before the next experiment.
      if (tag !== undefined && context.run.mode === "provisioned") context.run.kept.set("tag of populated at 4", tag);
    }
    for (const [index, question] of [questions.secondPageOnce, questions.secondPageAgain].entries()) {
      const token = tokens[index];
      if (token === undefined) continue;
      await context.ask(question, { collection: "populated", query: [...query, [POSITION, token]] });
    }
  },
};

/**
 * Where a deployment has several instances: each one's token at every other. Where nothing changes, the first one's token is the
 * one from the beginning of the run, and what it leads to there was read then.
 */
export const instances: Experiment = {
  id: "instances",
  modes: ["provisioned", "read-only"],
  async run(context) {
    const count = context.run.instances;
    if (count < 2) return;
    const isStill = context.run.mode === "provisioned";
    const kept = isStill ? context.run.kept.get(earlyToken("populated")) : undefined;
    for (let giver = 0; giver < count; giver += 1) {
      const token = (giver === 0 ? kept : undefined) ?? (await tokenOfInstance(context, giver));
      if (token === undefined) continue;
      for (let taker = 0; taker < count; taker += 1) {
        if (taker === giver && kept !== undefined) continue;
        const query: readonly QueryParameter[] = [
          [SIZE, "4"],
          [POSITION, token],
        ];
        await context.ask(instanceQuestions.secondPage, {
          collection: "populated",
          instance: taker,
          probe: `token of ${giver} at ${taker}`,
          query,
        });
      }
    }
  },
};

async function tokenOfInstance(context: ExperimentContext, instance: number): Promise<string | undefined> {
  const query: readonly QueryParameter[] = [[SIZE, "4"]];
  const ask = { collection: "populated", instance, probe: `instance ${instance}`, query };
  return readQuickly(await context.ask(instanceQuestions.firstPage, ask))?.nextToken;
}

/** Name of the token that is kept that leads to page 2 of a collection at 4: a token from the beginning of the run. */
export function earlyToken(collection: string): string {
  return `token of ${collection} at 4`;
}

/**
 * Requests at the same time, of several collections and accounts, each compared with its own answer when it was alone: before, and where
 * the list is somebody's own and grows, right afterwards, too.
 */
export const concurrency: Experiment = {
  id: "concurrency",
  modes: ["provisioned", "read-only"],
  async run(context) {
    const candidates: readonly { collection: string; key: string; size: string }[] = [
      // One query of several collections and accounts: answers that are shared by the query alone show here.
      { collection: "populated", key: "owner", size: "4" },
      { collection: "sibling", key: "owner", size: "4" },
      { collection: "foreign", key: "stranger", size: "4" },
      { collection: "populated", key: "owner", size: "2" },
      { collection: "foreign", key: "owner", size: "4" },
    ];
    const asks = candidates
      .filter(({ collection, key }) => context.has(collection) && context.run.keys.has(key))
      .map(({ collection, key, size }) => ({
        collection,
        key,
        probe: `${collection} at ${size} by ${key}`,
        query: [[SIZE, size]] as readonly QueryParameter[],
      }));
    // Somebody's own list changes: with a walk at the end, this one shows what came and went.
    if (context.run.mode === "read-only") await walkReference(context, concurrencyQuestions.beginning, 3);
    const pages = [...asks];
    for (const ask of asks) {
      const token = readQuickly(
        await context.askFirst(concurrencyQuestions.alone, { ...ask, isTimed: true }),
      )?.nextToken;
      if (token === undefined) continue;
      const name = earlyToken(ask.collection);
      if (!context.run.kept.has(name)) context.run.kept.set(name, token);
      // Later pages of one collection: a cursor that requests share shows here.
      if (ask.collection !== "populated") continue;
      const later = { ...ask, probe: `${ask.probe}, page 2`, query: [...ask.query, [POSITION, token] as const] };
      await context.ask(concurrencyQuestions.alone, later);
      pages.push(later);
    }
    await Promise.all([...pages, ...asks.slice(0, 1)].map((ask) => context.ask(concurrencyQuestions.together, ask)));
    if (context.run.mode !== "read-only") return;
    // The smallest page, which shares the least once sessions have begun, was asked for last: now it is the first.
    for (const ask of asks.toReversed()) await context.ask(concurrencyQuestions.alone, ask);
  },
};
