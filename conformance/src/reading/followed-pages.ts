import { POSITION_PARAM } from "../contract/generated/list-names.ts";
import type { Exchange } from "../recording/exchange.ts";
import { readPage } from "./page-reading.ts";

/** The token of a request, decoded; "" where it has none. */
export function tokenIn({ request, purpose, list }: Exchange): string {
  if (list) return purpose.position ?? "";
  return new URLSearchParams(request.target.split("?")[1]).get(POSITION_PARAM) ?? "";
}

/** True for a request that names a position, were it a blank one. */
export function hasToken({ request, purpose, list }: Exchange): boolean {
  return list ? purpose.position !== undefined : request.target.includes(`${POSITION_PARAM}=`);
}

/** Answers to requests for a first page, each replaced by what its tokens led to, where it was followed past empty pages. */
export function followed(exchanges: readonly Exchange[]): Exchange[] {
  const answers: Exchange[] = [];
  for (const exchange of exchanges) {
    if (tokenIn(exchange) !== "") answers.pop();
    answers.push(exchange);
  }
  return answers;
}

/** True for a page without sessions that says that the list goes on. */
export function isIdle(exchange: Exchange): boolean {
  const page = readPage(exchange);
  return !("unreadable" in page) && page.items.length === 0 && page.nextToken !== undefined;
}
