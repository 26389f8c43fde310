export type { operations, paths } from "../generated/openapi.ts";
export type {
  ErrorBody,
  ErrorType,
  LiveSession,
  LiveSessionPage,
  ServedLiveSession,
  ServedLiveSessionPage,
} from "./live-session.ts";
export type { OperationHandler, OperationRequest, OperationResponse } from "./operation.ts";
