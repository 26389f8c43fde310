import type { PlainResponse } from "@live-sessions/server";
import type { InvalidInput } from "./invalid-input.ts";

/** An answer with a JSON body. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): PlainResponse {
  return {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
    body: JSON.stringify(body),
  };
}

/** 204: done, and nothing to show. */
export function noContent(): PlainResponse {
  return { status: 204, headers: { "cache-control": "no-store" }, body: "" };
}

/** An error in the form that the list endpoint uses too. */
export function failure(status: number, message: string, headers?: Readonly<Record<string, string>>): PlainResponse {
  return json(status, { message, error_type: status < 500 ? "invalid_request_error" : "api_error" }, headers);
}

/** 400, with the pointer as a member of its own too. */
export function invalidInput(error: InvalidInput): PlainResponse {
  return json(400, { message: error.message, error_type: "invalid_request_error", pointer: error.pointer });
}

/** 404 for an id that nothing has. */
export function notFound(what: string): PlainResponse {
  return failure(404, `There is no such ${what}.`);
}
