export type { ErrorBody, ErrorType, LiveSession, LiveSessionPage } from "@live-sessions/contract";
export type { CheckpointSeal } from "./checkpoint.ts";
export {
  createLiveSessionsClient,
  type LiveSessionIterator,
  type LiveSessionPageIterator,
  type LiveSessionsClient,
} from "./client.ts";
export type { LiveSessionsClientOptions } from "./client-options.ts";
export type { Clock } from "./clock.ts";
export { type AttemptReport, debugHooks } from "./debug-hooks.ts";
export { ApiError } from "./errors/api-error.ts";
export { ConnectionError } from "./errors/connection-error.ts";
export { type AnsweredDetails, type ErrorDetails, LiveSessionsError } from "./errors/live-sessions-error.ts";
export { PaginationError } from "./errors/pagination-error.ts";
export { TimeoutError } from "./errors/timeout-error.ts";
export { UnexpectedResponseError } from "./errors/unexpected-response-error.ts";
export { type EntityResult, type ForEachEntityOptions, forEachEntity } from "./for-each-entity.ts";
export type { Attempt, ClientHooks, PageAnswer, RetryNotice } from "./hooks.ts";
export type {
  Checkpoint,
  ListLiveSessionsOptions,
  LiveSessionPagesOptions,
  LiveSessionsOptions,
} from "./list-options.ts";
export type { RetryOptions } from "./retry-policy.ts";
export {
  type ListLiveSessionsError,
  type ListLiveSessionsResult,
  safeListLiveSessions,
} from "./safe-list-live-sessions.ts";
export type { SerialIterator } from "./serial-iterator.ts";
export type { KnownSession, LiveSessionEvent } from "./session-changes.ts";
export { toArray } from "./to-array.ts";
export type { LiveSessionWatch, WatchOptions } from "./watch.ts";
export type { WatchCheckpoint } from "./watch-memory.ts";
