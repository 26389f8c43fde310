// Generated from the contract's document by `npx -y pnpm@12.21.0 generate`. Do not edit.

/** The operation's path, parameters in braces. */
export const LIST_PATH: string = "/v1/live_entities/{id}/live_sessions";

/** The parameter that holds a page's size. */
export const SIZE_PARAM: string = "page_size";

/** The parameter that holds a position. */
export const POSITION_PARAM: string = "page_token";
