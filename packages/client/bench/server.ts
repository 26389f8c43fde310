import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// A list of 10,000 sessions in pages made beforehand, in a process of its own; DELAY_MS is the round trip it pretends.

const delayMs = Number(process.env["DELAY_MS"] ?? 0);
const sessions = Array.from({ length: 10_000 }, (_, index) => ({
  id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
  entity_id: "00000000-0000-4000-8000-00000000000e",
  stream_key: "live_EXAMPLEKEY01",
  duration: 187.25,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:03:07Z",
}));
const pages = new Map<string, Buffer>();

function pageAt(start: number, size: number): Buffer {
  const name = `${start}/${size}`;
  const end = start + size;
  const token = end < sessions.length ? String(end) : "";
  const page =
    pages.get(name) ?? Buffer.from(JSON.stringify({ data: sessions.slice(start, end), next_page_token: token }));
  pages.set(name, page);
  return page;
}

const server = createServer((request, response) => {
  const query = new URL(request.url ?? "", "http://localhost").searchParams;
  const page = pageAt(Number(query.get("page_token") ?? 0), Number(query.get("page_size") ?? 10));
  const answer = () =>
    response.writeHead(200, { "content-type": "application/json", "content-length": page.length }).end(page);
  if (delayMs === 0) answer();
  else setTimeout(answer, delayMs);
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
