import type { IncomingMessage, ServerResponse } from "node:http";
import type { PlainRequest, PlainResponse } from "./plain-http.ts";

/**
 * Puts a handler on `node:http` or `node:https`: `createServer(toNodeListener(handler))`.
 *
 * @param handler what {@link createProvisioningHandler} gave
 */
export function toNodeListener(
  handler: (request: PlainRequest) => Promise<PlainResponse>,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    respond(handler, request, response).catch((error: unknown) => {
      // Only a connection that broke while its body came gets here.
      response.destroy(error instanceof Error ? error : undefined);
    });
  };
}

async function respond(
  handler: (request: PlainRequest) => Promise<PlainResponse>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "", url: target = "", headers } = request;
  send(response, await handler({ method, target, headers, body: (maxBytes) => bodyOf(request, maxBytes) }));
}

async function bodyOf(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const stream: AsyncIterable<Uint8Array> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers, body }: PlainResponse): void {
  // RFC 9110 §8.6: a 204 has no Content-Length.
  const length = status === 204 ? {} : { "content-length": String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...headers, ...length }).end(body);
}
