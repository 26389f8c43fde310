export { toFetchHandler } from "./fetch-handler.ts";
export { formatInstant } from "./instant.ts";
export type { KeysetPosition } from "./keyset-position.ts";
export type { ListContext } from "./list-from-store.ts";
export type {
  EntityState,
  JoinedSessions,
  LiveSessionStore,
  MaybePromise,
  RangeRequest,
  SessionRange,
} from "./live-session-store.ts";
export {
  createLiveSessionsHandler,
  type HandlerOptions,
  type LiveSessionsHandler,
  type OperationOptions,
  type StoreOptions,
} from "./live-sessions-handler.ts";
export { toNodeListener } from "./node-listener.ts";
export { PageToken } from "./page-token.ts";
export type { EncodedResponse, PlainRequest, PlainResponse } from "./plain-http.ts";
export type { BodyReader } from "./request-body.ts";
