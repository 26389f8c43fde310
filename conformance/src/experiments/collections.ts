import * as questions from "../questions/collections.ts";
import type { Question } from "../questions/question.ts";
import { percentEncoded } from "../transport/percent-encoded.ts";
import { anyToken } from "./any-token.ts";
import type { Experiment } from "./experiment.ts";
import type { ExperimentContext } from "./experiment-context.ts";
import { POSITION, SIZE } from "./list-request.ts";
import { readQuickly } from "./quick-reading.ts";
import { isUuid, unknownIdLike } from "./unknown-id.ts";
import { tagOf } from "./validators.ts";

/** Collections that do not exist, that have no id, or that belong to somebody else. */
export const collections: Experiment = {
  id: "entities",
  modes: ["provisioned", "read-only"],
  async run(context) {
    const populated = { collection: "populated" };
    const { id } = context.collection("populated");
    // Twice where it is compared with another answer: what differs between these two differs from answer to answer.
    for (let time = 0; time < (context.has("foreign") ? 2 : 1); time += 1)
      await context.ask(questions.unknown, { ...populated, segment: unknownIdLike(id) });
    for (const [question, segment] of malformedIds(id)) await context.ask(question, { ...populated, segment });
    // Where ids are numbers, somebody may have this one.
    if (isUuid(id)) await context.ask(questions.malformed, { ...populated, probe: "a number", segment: "12345" });
    for (const { probe, segment } of almostOwn(id))
      await context.ask(questions.malformed, { ...populated, probe, segment });
    const swapped = withCaseSwapped(id);
    if (swapped !== undefined)
      await context.ask(questions.malformed, { ...populated, probe: "one's own in another case", segment: swapped });
    // Where ids are short, somebody may have this one.
    if (isUuid(id))
      await context.ask(questions.malformed, {
        ...populated,
        probe: "the beginning of an id",
        segment: id.slice(0, 8),
      });
    await context.ask(questions.missingId, { ...populated, segment: "" });
    if (context.has("foreign")) await askForeign(context);
  },
};

const longest = 600;

/** @param id one that exists, however long: with more behind it, it is another */
function malformedIds(id: string): readonly (readonly [question: Question, segment: string])[] {
  return [
    [questions.malformedEscape, "no-such-entity%zz"],
    [questions.malformedByQuote, "%27%20or%20%271%27%3D%271"],
    [questions.malformedByNul, "%00"],
    [{ ...questions.malformed, probe: "an emoji" }, "%F0%9F%A6%86"],
    [questions.malformedTooLong, percentEncoded(`${id}a`.padEnd(longest, "a"))],
  ];
}

/** What servers that trim or decode too much take for an id that exists. */
function almostOwn(id: string): readonly { readonly probe: string; readonly segment: string }[] {
  const escapedTwice = `%25${id.charCodeAt(0).toString(16)}${percentEncoded(id.slice(1))}`;
  return [
    { probe: "one's own with a blank after it", segment: `${percentEncoded(id)}%20` },
    ...(/^[!-~]/.test(id) ? [{ probe: "one's own, escaped twice", segment: escapedTwice }] : []),
  ];
}

/** An id in which letters of both cases stand, so that case tells ids apart, with the case of each letter swapped. */
function withCaseSwapped(id: string): string | undefined {
  if (isUuid(id) || !/[a-z]/.test(id) || !/[A-Z]/.test(id)) return undefined;
  return percentEncoded(
    id.replace(/[A-Za-z]/g, (letter) => (/[a-z]/.test(letter) ? letter.toUpperCase() : letter.toLowerCase())),
  );
}

/** The same UUID in upper case, its last character as an escape (RFC 3986 §2.3). */
function respelled(id: string): string {
  const upper = id.toUpperCase();
  return `${upper.slice(0, -1)}%${upper.charCodeAt(upper.length - 1).toString(16)}`;
}

async function askForeign(context: ExperimentContext): Promise<void> {
  const token = await anyToken(context, questions.source);
  await context.ask(questions.foreign, { collection: "foreign" });
  const { id } = context.collection("foreign");
  // In an id of another form case matters: in the other one it may be somebody's own.
  if (isUuid(id))
    await context.ask(questions.foreign, {
      collection: "foreign",
      probe: "in upper case, one character escaped",
      segment: respelled(id),
    });
  if (token !== undefined) {
    const query = [
      [SIZE, "3"],
      [POSITION, token],
    ] as const;
    await context.ask(questions.foreignWithOwnToken, { collection: "foreign", query });
    const segment = unknownIdLike(context.collection("populated").id);
    await context.ask(questions.unknownWithToken, { collection: "populated", segment, query });
  }
  if (context.run.keys.has("stranger")) await askNextToItsAccount(context);
}

/** The same by its own account, and what that was given used with one's own key. */
async function askNextToItsAccount(context: ExperimentContext): Promise<void> {
  const strangers = await context.ask(questions.stranger, {
    collection: "foreign",
    key: "stranger",
    query: [[SIZE, "3"]],
  });
  const strangersToken = readQuickly(strangers)?.nextToken;
  if (strangersToken !== undefined) {
    const query = [
      [SIZE, "3"],
      [POSITION, strangersToken],
    ] as const;
    await context.ask(questions.foreign, { collection: "foreign", probe: "with a token of that entity", query });
  }
  const tag = tagOf(strangers);
  if (tag !== undefined) {
    const headers = { "if-none-match": tag };
    await context.ask(questions.foreignConditional, { collection: "foreign", query: [[SIZE, "3"]], headers });
  }
  await context.ask(questions.foreign, {
    collection: "populated",
    key: "stranger",
    probe: "the other way round",
    instance: context.run.instances - 1,
  });
  // The owner right after the stranger: an answer kept by URL alone shows here.
  await context.ask(questions.foreign, {
    collection: "foreign",
    probe: "after its own account asked the same",
    query: [[SIZE, "3"]],
  });
}
