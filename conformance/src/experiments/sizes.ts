import { MAX_PAGE_SIZE } from "../contract/generated/page-size.ts";
import * as questions from "../questions/sizes.ts";
import { anyToken } from "./any-token.ts";
import type { Experiment } from "./experiment.ts";
import { instanceFor } from "./instance-for.ts";
import { POSITION, type QueryParameter, SIZE } from "./list-request.ts";
import { readQuickly } from "./quick-reading.ts";

const justTooMany = String(MAX_PAGE_SIZE + 1);

/** Sizes above the maximum; the last ones do not fit 32 and 64 bits. */
const oversizes: readonly string[] = [justTooMany, "4294967306", "100000000000000000000"];

/** Every form of `page_size`, on the first page and with a token. */
export const sizes: Experiment = {
  id: "sizes",
  modes: ["provisioned", "read-only"],
  async run(context) {
    const token = await anyToken(context, questions.source);
    const large = context.has("large") ? "large" : "populated";
    const at = (index: number): number => instanceFor(index, context.run.instances);
    for (const [index, size] of questions.badSizes.entries()) {
      // Where there is nothing to list, a server may answer before it has looked at the size.
      const collection = size === "abc" && context.has("empty") ? "empty" : "populated";
      await context.ask(questions.bad, { collection, probe: size, query: [[SIZE, size]], instance: at(index) });
    }
    for (const odd of questions.oddSizes) {
      const name = odd.name ?? SIZE;
      await context.ask(odd, {
        collection: odd.goesToLarge ? large : "populated",
        query: odd.values.map((value) =>
          odd.isEncoded ? ([name, value, "encoded"] as const) : ([name, value] as const),
        ),
      });
    }
    const hundred = await context.askFirst(questions.largest, {
      collection: large,
      query: [[SIZE, String(MAX_PAGE_SIZE)]],
    });
    for (const [index, size] of oversizes.entries()) {
      await context.ask(questions.oversize, {
        collection: large,
        probe: size,
        query: [[SIZE, size]],
        instance: at(index),
      });
    }
    const later = readQuickly(hundred)?.nextToken;
    if (later !== undefined) {
      const query: QueryParameter[] = [
        [SIZE, justTooMany],
        [POSITION, later],
      ];
      await context.ask(questions.oversizeWithToken, { collection: large, probe: justTooMany, query });
    }
    if (token === undefined) return;
    const query: QueryParameter[] = [
      [SIZE, "-10"],
      [POSITION, token],
    ];
    await context.ask(questions.bad, { collection: "populated", probe: "-10 beside a token", query });
  },
};
