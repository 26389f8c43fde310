export type { operations, paths } from "../generated/openapi.ts";
export { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, MIN_PAGE_SIZE } from "../generated/page-size.ts";
export type {
  ErrorBody,
  ErrorType,
  LiveSession,
  LiveSessionPage,
  ServedLiveSession,
  ServedLiveSessionPage,
} from "./live-session.ts";
export type { OperationHandler, OperationRequest, OperationResponse } from "./operation.ts";
