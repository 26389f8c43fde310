import type { Question } from "../questions/question.ts";
import type { ExperimentContext } from "./experiment-context.ts";
import { SIZE } from "./list-request.ts";
import { readQuickly } from "./quick-reading.ts";
import { earlyToken } from "./repeats.ts";

/**
 * A token of "populated": one from the beginning of the run, or where none was kept, a new one.
 *
 * @param source what the page is asked for with that gives a new one
 */
export async function anyToken(context: ExperimentContext, source: Question): Promise<string | undefined> {
  const kept = context.run.kept.get(earlyToken("populated"));
  if (kept !== undefined) return kept;
  return readQuickly(await context.ask(source, { collection: "populated", query: [[SIZE, "3"]] }))?.nextToken;
}
