import type { Question } from "../questions/question.ts";
import { MAX_IDLE_PAGES } from "../reading/idle-pages.ts";
import type { RawExchange } from "../recording/exchange-log.ts";
import type { Ask, ExperimentContext } from "./experiment-context.ts";
import { POSITION } from "./list-request.ts";
import { readQuickly } from "./quick-reading.ts";

/**
 * Asks for a first page. One without sessions that says it goes on is lawful, and shows little: then for what follows.
 *
 * @returns the last answer
 */
export async function askFirstPage(context: ExperimentContext, question: Question, ask: Ask): Promise<RawExchange> {
  let raw = await context.ask(question, ask);
  for (let empty = 0; empty < MAX_IDLE_PAGES; empty += 1) {
    const page = readQuickly(raw);
    if (page?.nextToken === undefined || page.itemIds.length > 0) break;
    const query = (ask.query ?? []).filter(([name]) => name !== POSITION);
    raw = await context.ask(question, { ...ask, query: [...query, [POSITION, page.nextToken]] });
  }
  return raw;
}
