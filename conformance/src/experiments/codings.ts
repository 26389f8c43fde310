import * as questions from "../questions/codings.ts";
import { COMPRESSED_PAGE_SIZE, compressed } from "../questions/walks.ts";
import { canDecode } from "../transport/content-decoding.ts";
import type { Experiment } from "./experiment.ts";
import type { ExperimentContext } from "./experiment-context.ts";
import { askFirstPage } from "./first-page.ts";
import { SIZE } from "./list-request.ts";
import { tagOf } from "./validators.ts";
import { walk } from "./walk.ts";

const collection = "populated";
const query = [[SIZE, "5"]] as const;
const gzip = { "accept-encoding": "gzip" };
// A server that compresses without being asked (RFC 9110 §12.5.3 lets a server, where the header is missing) is told not to.
const identity = { "accept-encoding": "identity" };

function headersOf({ probe, language }: questions.CodingQuestion): Record<string, string> {
  const encoding = { "accept-encoding": probe };
  return language === undefined ? encoding : { ...encoding, "accept-language": `${language}, *;q=0.5` };
}

/** Bodies as browsers ask for them: compressed. In the same process nothing is on a wire, and nothing compressed. */
export const codings: Experiment = {
  id: "codings",
  modes: ["provisioned", "read-only"],
  async run(context) {
    if (!context.run.hasConnections) return;
    await askWithTag(context);
    await askFirstPage(context, questions.plain, { collection, query, headers: identity });
    for (const question of questions.everyCoding) {
      if (/zstd(?!;q=0)/.test(question.probe) && !canDecode("zstd")) continue;
      await askFirstPage(context, question, { collection, query, headers: headersOf(question) });
    }
    if (context.run.mode === "read-only")
      await askFirstPage(context, questions.plainAgain, { collection, query, headers: identity });
  },
};

/** A compressed page, of a walk where the sessions are known, and again with its tag and with another one. */
async function askWithTag(context: ExperimentContext): Promise<void> {
  const isProvisioned = context.run.mode === "provisioned";
  const sizes = [COMPRESSED_PAGE_SIZE];
  const pages = isProvisioned
    ? await walk(context, { question: compressed, collection, sizes, expected: 20, headers: gzip })
    : [];
  const tagged = pages[0]?.raw ?? (await context.ask(questions.tagged, { collection, query, headers: gzip }));
  const tag = tagOf(tagged);
  if (tag === undefined) return;
  const asked = { collection, query: isProvisioned ? ([[SIZE, String(COMPRESSED_PAGE_SIZE)]] as const) : query };
  for (const [question, given] of [
    [questions.sameTag, tag],
    [questions.otherTag, '"no-such-tag"'],
  ] as const)
    await context.ask(question, { ...asked, headers: { ...gzip, "if-none-match": given } });
}
