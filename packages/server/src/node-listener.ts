import type { IncomingMessage, ServerResponse } from "node:http";
import type { EncodedResponse, PlainRequest } from "./plain-http.ts";
import { bodyOfNode } from "./request-body.ts";

/**
 * Puts a handler on `node:http`, `node:https` or anything that takes their listeners:
 * `createServer(toNodeListener(handler))`.
 *
 * @param handler what `createLiveSessionsHandler` gave, or any other of plain requests
 */
export function toNodeListener(
  handler: (request: PlainRequest) => Promise<EncodedResponse>,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const { method = "", url: target = "", headers } = request;
    // A handler never fails; should a wrapped one, or a connection break while its body comes, then only that connection ends.
    const fail = (): void => void response.destroy();
    try {
      handler({ method, target, headers, body: (maxBytes) => bodyOfNode(request, maxBytes) })
        .then((answer) => send(answer, method, response))
        .catch(fail);
    } catch {
      fail();
    }
  };
}

function send(answer: EncodedResponse, method: string, response: ServerResponse): void {
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
