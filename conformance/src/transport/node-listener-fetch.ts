import { createServer, request as httpRequest, type IncomingMessage, type RequestListener } from "node:http";
import { duplexPair } from "node:stream";
import { decodeContent } from "./content-decoding.ts";
import type { FetchFunction } from "./fetch-transport.ts";

/**
 * Makes a `fetch` of a listener of `node:http`, so that it can be judged without a port: an Express app, `app.callback()` of
 * Koa, or any `(request, response) => …`. Node's own HTTP speaks on both ends of a connection in memory, one for each request.
 *
 * @returns a function for the option `fetch`; bodies are decoded, as `fetch` does it
 */
export function fetchFromNodeListener(listener: RequestListener): FetchFunction {
  const server = createServer(listener);
  return async (request) => {
    const body = Buffer.from(await request.arrayBuffer());
    const incoming = await answerTo(server, request, body);
    return responseOf(incoming, request.method);
  };
}

function answerTo(
  server: ReturnType<typeof createServer>,
  { method, url, headers, signal }: Request,
  body: Buffer,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const [ours, theirs] = duplexPair();
    server.emit("connection", theirs);
    const { host, pathname, search } = new URL(url);
    const outgoing = httpRequest({
      createConnection: () => ours,
      method,
      path: pathname + search,
      headers: {
        ...Object.fromEntries(headers),
        host,
        ...(body.length === 0 ? {} : { "content-length": body.length }),
      },
      signal,
    });
    outgoing.on("response", resolve);
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

async function responseOf(incoming: IncomingMessage, method: string): Promise<Response> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const status = incoming.statusCode ?? 0;
  const headers = new Headers();
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2)
    headers.append(incoming.rawHeaders[at] ?? "", incoming.rawHeaders[at + 1] ?? "");
  if (method === "HEAD" || withoutBody.has(status)) return new Response(null, { status, headers });
  const decoded = decodeContent(Buffer.concat(chunks), incoming.headers["content-encoding"]);
  return new Response(Buffer.from(decoded), { status, headers });
}
