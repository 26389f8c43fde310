/** The document's compiled validators, for a client's option `validate`; they cost nothing unless this is imported. */
export {
  type ValidationFailure,
  validateErrorBody,
  validateLiveSession,
  validateLiveSessionPage,
} from "@live-sessions/contract/validators";
