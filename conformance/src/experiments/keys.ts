import { POSITION_PARAM, SIZE_PARAM } from "../contract/generated/list-names.ts";
import { MAX_PAGE_SIZE } from "../contract/generated/page-size.ts";
import { BROWSERS_ACCEPT } from "../questions/accept.ts";
import * as questions from "../questions/keys.ts";
import { type WrongKey, wrongKeys } from "../questions/wrong-keys.ts";
import type { RawExchange } from "../recording/exchange-log.ts";
import type { Experiment } from "./experiment.ts";
import type { Ask, ExperimentContext } from "./experiment-context.ts";
import { POSITION, type QueryParameter, SIZE } from "./list-request.ts";
import { readQuickly } from "./quick-reading.ts";
import { unknownIdLike } from "./unknown-id.ts";

/** A key that is not valid here. */
interface MadeKey {
  readonly key: WrongKey;
  readonly authorization: string;
}

const { lastChanged, middleChanged } = wrongKeys;
const tried: readonly WrongKey[] = Object.values(wrongKeys).filter(({ isCompanion }) => isCompanion !== true);

/** The keys that are tried, none of them another account's. */
function madeKeys(context: ExperimentContext): MadeKey[] {
  const valid = new Set(context.run.keys.values());
  const made = tried.map((key) => ({ key, authorization: key.from(context.keyOf("owner")) }));
  return made.filter(({ authorization }) => !valid.has(authorization));
}

/** The one that follows a valid key on its connection. */
function keptConnectionKey(context: ExperimentContext): MadeKey | undefined {
  return madeKeys(context).find(({ key }) => key === lastChanged || key === middleChanged);
}

/** Requests without a key, with wrong ones, and on a connection that carried a valid one before. */
export const keys: Experiment = {
  id: "keys",
  modes: ["provisioned", "read-only"],
  async run(context) {
    const query: QueryParameter[] = [[SIZE, "3"]];
    const control = await askOnOneConnection(context, query);
    await context.ask(questions.noKey, { collection: "populated", key: "none", query });
    await context.ask(questions.noKey, { collection: "populated", key: "none", query, method: "HEAD" });
    // One of them was tried on the kept connection. Each instance gets its share: one alone may be set up otherwise.
    const kept = keptConnectionKey(context);
    const wrong = madeKeys(context).filter(({ key }) => key !== kept?.key);
    for (const [index, { key, authorization }] of wrong.entries()) {
      const instance = (index + 1) % context.run.instances;
      await context.ask(key.isHostile ? questions.hostileKey : questions.wrongKey, {
        collection: "populated",
        key: key.name,
        authorization,
        query,
        instance,
      });
    }
    await askKeyFirst(context, readQuickly(control)?.nextToken);
    // Not on somebody's own data: a key in a URL stands in logs from then on.
    if (context.run.mode !== "provisioned") return;
    for (const question of questions.everyKeyInQuery) {
      const inQuery = [question.probe, context.keyOf("owner")] as const;
      await context.ask(question, { collection: "populated", key: "none", query: [...query, inQuery] });
    }
  },
};

/** @returns the answer to the valid key */
async function askOnOneConnection(context: ExperimentContext, query: readonly QueryParameter[]): Promise<RawExchange> {
  const connection = "kept";
  const control = await context.ask(questions.connectionControl, { collection: "populated", query, connection });
  await context.ask(questions.noKeyAfterValid, { collection: "populated", key: "none", query, connection });
  const wrong = keptConnectionKey(context);
  if (wrong) {
    const { key, authorization } = wrong;
    await context.ask(questions.wrongKeyAfterValid, {
      collection: "populated",
      key: key.name,
      authorization,
      query,
      connection,
    });
  }
  return control;
}

/** Whatever else is wrong with a request, without a key it is 401: nobody learns what exists. */
async function askKeyFirst(context: ExperimentContext, token: string | undefined): Promise<void> {
  const ask = (asked: Partial<Ask>): Promise<RawExchange> =>
    context.ask(questions.keyFirst, { collection: "populated", key: "none", ...asked });
  const bad = [
    [SIZE, "0"],
    [POSITION, "no token, a sentence"],
  ] as const;
  await ask({ probe: `bad ${SIZE_PARAM} and ${POSITION_PARAM}`, query: bad, accept: BROWSERS_ACCEPT });
  const segment = unknownIdLike(context.collection("populated").id);
  await context.ask(questions.keyFirstOfUnknown, { collection: "populated", key: "none", segment });
  if (token !== undefined) {
    const query = [
      [SIZE, "3"],
      [POSITION, token],
    ] as const;
    await ask({ probe: `valid ${POSITION_PARAM}`, query });
  }
  if (context.has("empty")) await ask({ collection: "empty", probe: "entity without sessions" });
  const wrong = (key: WrongKey): Partial<Ask> => ({ key: key.name, authorization: key.from("") });
  if (context.has("foreign"))
    await ask({ ...wrong(wrongKeys.nothing), collection: "foreign", probe: "another account's entity" });
  const tooMany = [[SIZE, String(MAX_PAGE_SIZE + 1)]] as const;
  await ask({ ...wrong(wrongKeys.undefined), probe: `${SIZE_PARAM} over the maximum`, query: tooMany });
  const quote = wrong(wrongKeys.quote);
  await context.ask(questions.keyFirstWithQuote, { collection: "populated", ...quote, segment: "no-such-entity" });
}
