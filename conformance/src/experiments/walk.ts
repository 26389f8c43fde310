import type { WalkQuestion } from "../questions/question.ts";
import { MAX_IDLE_PAGES } from "../reading/idle-pages.ts";
import type { RawExchange } from "../recording/exchange-log.ts";
import type { Ask, ExperimentContext } from "./experiment-context.ts";
import { ESCAPED_SIZE, POSITION, type QueryParameter, SIZE } from "./list-request.ts";
import { type QuickPage, readQuickly } from "./quick-reading.ts";

/** Following tokens from the first page to the last. */
export interface WalkPlan {
  readonly question: WalkQuestion;
  readonly collection: string;
  readonly key?: string;
  /** `page_size` of each page in turn, the last one repeated; undefined sends none. */
  readonly sizes: readonly (number | undefined)[];
  /** The parameter's name is sent with a character as an escape. */
  readonly isNameEscaped?: boolean;
  /** Sessions that the collection is known to have; a walk that goes far beyond them is stopped. */
  readonly expected?: number;
  /** Pages that hold sessions, after which the walk is cut short, on purpose. */
  readonly maxPages?: number;
  /** A token to go on from, instead of the first page. */
  readonly from?: string;
  /** Nothing was asked of the collection by an experiment: its first page may be the one that it was asked for beforehand. */
  readonly isFirst?: boolean;
  /** Further headers of every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The instance to ask; default: each page another one. */
  readonly instance?: number;
  /** Done after each page that another follows: what changes during the walk. */
  readonly between?: (page: WalkedPage, index: number) => Promise<void>;
}

/** One page of a walk. */
export interface WalkedPage extends QuickPage {
  readonly raw: RawExchange;
}

/**
 * Walks until the last page, an answer that is not a page, a token that was given before, or until it is plain that the
 * walk does not end: empty or repeated pages only, or many more rows than there are.
 */
export async function walk(context: ExperimentContext, plan: WalkPlan): Promise<WalkedPage[]> {
  const pages: WalkedPage[] = [];
  const given = new Set<string>();
  const seen = new Set<string>();
  let token = plan.from;
  let rows = 0;
  let idlePages = 0;
  let filledPages = 0;
  for (let index = 0; filledPages < (plan.maxPages ?? Number.POSITIVE_INFINITY); index += 1) {
    const ask = pageAsk(context, plan, index, token);
    const raw =
      plan.isFirst && index === 0 ? await context.askFirst(plan.question, ask) : await context.ask(plan.question, ask);
    const page = readQuickly(raw);
    if (!page) break;
    const walked = { ...page, raw };
    pages.push(walked);
    rows += page.itemIds.length;
    if (page.itemIds.length > 0) filledPages += 1;
    idlePages = page.itemIds.some((id) => !seen.has(id)) ? 0 : idlePages + 1;
    for (const id of page.itemIds) seen.add(id);
    token = page.nextToken;
    const goesOnForNothing = idlePages > MAX_IDLE_PAGES || rows > 2 * (plan.expected ?? Number.POSITIVE_INFINITY) + 20;
    if (token === undefined || given.has(token) || goesOnForNothing) break;
    given.add(token);
    await plan.between?.(walked, index);
  }
  return pages;
}

function pageAsk(context: ExperimentContext, plan: WalkPlan, index: number, token: string | undefined): Ask {
  const size = plan.sizes[Math.min(index, plan.sizes.length - 1)];
  const query: QueryParameter[] = [];
  if (size !== undefined) query.push([plan.isNameEscaped ? ESCAPED_SIZE : SIZE, String(size)]);
  // Before the size on every other page: the order of parameters says nothing.
  if (token !== undefined) query.splice(index % 2 === 0 ? 0 : query.length, 0, [POSITION, token]);
  const example = context.run.examples?.exampleFor(token);
  return {
    collection: plan.collection,
    query,
    instance: plan.instance ?? index % context.run.instances,
    ...(plan.headers === undefined ? {} : { headers: plan.headers }),
    ...(plan.key === undefined ? {} : { key: plan.key }),
    ...(example === undefined ? {} : { steer: `example=${example}` }),
  };
}
