import * as compiled from "../generated/validators.ts";

/** Where a value departs from the document's schema, and how; never the value, which may be a credential. */
export interface ValidationFailure {
  /** A JSON pointer (RFC 6901) into the value; the empty string is the value itself. */
  readonly pointer: string;
  /** What the schema asks of the value there, such as `must be string`. */
  readonly message: string;
}

/** Checks the body of a 200: every failure against the document's `LiveSessionPage`, none when it fits. */
export function validateLiveSessionPage(value: unknown): ValidationFailure[] {
  return failuresOf(compiled.validateLiveSessionPage, value);
}

/** Checks one session: every failure against the document's `LiveSession`, none when it fits. */
export function validateLiveSession(value: unknown): ValidationFailure[] {
  return failuresOf(compiled.validateLiveSession, value);
}

/** Checks the body of an error response: every failure against the document's `ErrorBody`, none when it fits. */
export function validateErrorBody(value: unknown): ValidationFailure[] {
  return failuresOf(compiled.validateErrorBody, value);
}

function failuresOf(validate: compiled.CompiledValidator, value: unknown): ValidationFailure[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => ({ pointer: instancePath, message }));
}
