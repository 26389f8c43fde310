// The limit: the same bytes from memory. `PUT` sets what every `GET` of that page size sends.
import { createServer } from "node:http";
import process from "node:process";
import { buffer } from "node:stream/consumers";

let body: Buffer = Buffer.alloc(0);

const server = createServer((request, response) => {
  if (request.method === "PUT") {
    buffer(request)
      .then((bytes) => {
        body = bytes;
        response.end();
      })
      .catch(() => response.destroy());
    return;
  }
  const isConditional = request.headers["if-none-match"] !== undefined;
  const headers = { "content-type": "application/json", "cache-control": "no-store", etag: '"1-bare"' };
  if (isConditional) response.writeHead(304, headers).end();
  else response.writeHead(200, { ...headers, "content-length": body.byteLength }).end(body);
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`Live sessions at ${JSON.stringify(server.address())}\n`));
