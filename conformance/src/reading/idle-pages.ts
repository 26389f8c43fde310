/**
 * Pages in a row that bring no session a walk has not seen, each with a token: a scan may come back empty-handed a few times
 * (AIP-158), so that a walk is called endless only beyond this many.
 */
export const MAX_IDLE_PAGES: number = 10;
