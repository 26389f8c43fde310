// Generated from the contract's document by `npx -y pnpm@12.21.0 generate`. Do not edit.

/** The smallest `page_size`. */
export const MIN_PAGE_SIZE: number = 1;

/** The number of sessions on a page without `page_size`. */
export const DEFAULT_PAGE_SIZE: number = 10;

/** The largest `page_size`. */
export const MAX_PAGE_SIZE: number = 100;
