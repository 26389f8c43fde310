import type { IncomingMessage, ServerResponse } from "node:http";
import type { EncodedResponse, PlainRequest } from "./plain-http.ts";

/**
 * Puts a handler on `node:http`, `node:https` or anything that takes their listeners:
 * `createServer(toNodeListener(handler))`.
 *
 * @param handler what {@link createLiveSessionsHandler} gave
 */
export function toNodeListener(
  handler: (request: PlainRequest) => Promise<EncodedResponse>,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    // A handler never rejects; should a wrapped one, then only its own connection ends.
    respond(handler, request, response).catch(() => response.destroy());
  };
}

async function respond(
  handler: (request: PlainRequest) => Promise<EncodedResponse>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "", url: target = "", headers } = request;
  const answer = await handler({ method, target, headers });
  // RFC 9110 §8.6: a 204 has no length, and in HEAD or 304 it would have to be that of the body that is not sent.
  if (method === "HEAD" || answer.status === 304 || answer.status === 204) {
    response.writeHead(answer.status, answer.headers).end();
    return;
  }
  const bytes = Buffer.byteLength(answer.body);
  const head = { ...answer.headers, "content-length": bytes };
  // As many bytes as characters: all of them ASCII, which Node writes faster as latin1.
  response.writeHead(answer.status, head).end(answer.body, bytes === answer.body.length ? "latin1" : "utf8");
}
