import { MAX_PAGE_SIZE, MIN_PAGE_SIZE } from "@live-sessions/contract";
import { demand, demandInteger, isText } from "./demand.ts";

/** One page to be read. */
export interface PageRequest {
  readonly id: string;
  readonly pageSize?: number | undefined;
  readonly pageToken?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Holds a request to its bounds, before anything is sent: a caller in JavaScript may give anything.
 *
 * @throws {RangeError} which names the argument, its rule and what came.
 */
export function demandPageRequest({ id, pageSize, pageToken }: PageRequest): void {
  // An id of dots would make another path.
  demand(isText(id) && !/^(\.{0,2}|\s+)$/.test(id), "id must be a live entity's", id);
  if (pageSize !== undefined) demandInteger("pageSize", pageSize, MIN_PAGE_SIZE, MAX_PAGE_SIZE);
  demand(isText(pageToken ?? ""), "pageToken must be a page's", pageToken);
}
