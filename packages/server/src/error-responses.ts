import type { ErrorBody, OperationResponse } from "@live-sessions/contract";
import type { PlainResponse } from "./plain-http.ts";

type ListResponse = OperationResponse<"listLiveSessions">;

// Nothing about a page or its errors is for a cache to keep: pages hold credentials.
const HEADERS = { "content-type": "application/json", "cache-control": "no-store" } as const;

/** 400: a parameter is missing, malformed or out of range. The message says which and what would be right. */
export function badRequest(message: string): ListResponse {
  return { status: 400, headers: HEADERS, body: { message, error_type: "invalid_request_error" } };
}

/** 401 with the challenge that RFC 9110 §15.5.2 asks for. */
export function unauthorized(): ListResponse {
  return {
    status: 401,
    headers: { ...HEADERS, "www-authenticate": 'ApiKey realm="live-sessions"' },
    body: { message: "The API key is missing or not valid.", error_type: "invalid_request_error" },
  };
}

/** 404 for an entity that is unknown or another account's: one answer, so that it tells nothing apart. */
export function entityNotFound(): ListResponse {
  return {
    status: 404,
    headers: HEADERS,
    body: { message: "The live session you requested does not exist.", error_type: "invalid_request_error" },
  };
}

/** 500 that says nothing about its cause. */
export function internalError(): ListResponse {
  return {
    status: 500,
    headers: HEADERS,
    body: { message: "An unexpected error occurred on the server's end.", error_type: "api_error" },
  };
}

/** 404 outside the document: no such path here. */
export function unknownRoute(): PlainResponse {
  const message = "There is nothing at this path; the list is at /v1/live_entities/{id}/live_sessions.";
  return outsideTheDocument(404, HEADERS, message);
}

/** 405 outside the document. RFC 9110 §15.5.6: it carries `Allow`. */
export function methodNotAllowed(): PlainResponse {
  return outsideTheDocument(405, { ...HEADERS, allow: "GET, HEAD" }, "This path takes GET and HEAD only.");
}

function outsideTheDocument(status: number, headers: Readonly<Record<string, string>>, message: string): PlainResponse {
  const body: ErrorBody = { message, error_type: "invalid_request_error" };
  return { status, headers, body: JSON.stringify(body) };
}
