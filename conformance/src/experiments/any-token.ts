import type { Question } from "../questions/question.ts";
import type { Lab } from "./lab.ts";
import { readQuickly } from "./quick-reading.ts";
import { earlyToken } from "./repeats.ts";

/**
 * A token of "populated": one from the beginning of the run, or where none was kept, a new one.
 *
 * @param source what the page is asked for with that gives a new one
 */
export async function anyToken(lab: Lab, source: Question): Promise<string | undefined> {
  const kept = lab.bench.keepsakes.get(earlyToken("populated"));
  if (kept !== undefined) return kept;
  return readQuickly(await lab.ask(source, { entity: "populated", query: [["page_size", "3"]] }))?.nextToken;
}
