import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the servers take in `X-Api-Key`. */
export const INVOICE_KEY = "sk-test-0123456789abcdef";

const invoices = Array.from({ length: 83 }, (_, index) => ({
  id: `in_${String(83 - index).padStart(3, "0")}`,
  created: 1_700_000_000 - Math.floor(index / 3) * 60,
  token: `secret-of-${index}-0123456789`,
}));

/** Does something with a server on loopback, which is closed afterwards. */
export async function withListener<T>(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Serves the list of documents/invoices.yaml; one that loses ties continues behind the time of the last invoice alone. */
export function serveInvoices({
  losesTies = false,
}: {
  readonly losesTies?: boolean;
} = {}): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (request.headers["x-api-key"] !== INVOICE_KEY) return answer(401, { error: "key" });
    const limit = searchParams.get("limit") ?? "10";
    if (!/^[1-9]\d*$/.test(limit)) return answer(422, { error: "limit" });
    const cursor = searchParams.get("cursor");
    const anchor = invoices.findIndex(({ id }) => id === cursor);
    if (cursor !== null && anchor === -1) return answer(404, { error: "cursor" });
    const older = invoices.findIndex(({ created }) => created < (invoices[anchor]?.created ?? 0));
    const start = cursor === null ? 0 : losesTies ? (older === -1 ? invoices.length : older) : anchor + 1;
    const end = start + Math.min(Number(limit), 100);
    const data = invoices.slice(start, end);
    const hasMore = end < invoices.length;
    return answer(200, { data, has_more: hasMore, next: hasMore ? data.at(-1)?.id : null });
  };
}

/** Serves the tags of one repository, as registries do. */
export function serveTags(request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const tags = Array.from({ length: 30 }, (_, index) => `v1.${String(index).padStart(2, "0")}`);
  const last = searchParams.get("last");
  const start = last === null ? 0 : tags.indexOf(last) + 1;
  const size = Number(searchParams.get("n") ?? tags.length);
  const page = tags.slice(start, start + size);
  const hasMore = start + size < tags.length;
  response.writeHead(pathname === "/v2/library/alpine/tags/list" ? 200 : 404, {
    "content-type": "application/json",
    ...(hasMore ? { link: `<${pathname}?n=${size}&last=${page.at(-1)}>; rel="next"` } : {}),
  });
  response.end(JSON.stringify({ name: "library/alpine", tags: page }));
}
