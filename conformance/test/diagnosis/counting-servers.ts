import type { Page } from "../corpus/list-endpoint.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { Position } from "../corpus/page-token.ts";
import { type CauseServer, causeServer } from "./cause-server.ts";

type Write = (place: number) => string;

/** What the place of a page may look like in a token. */
const spellings: Readonly<Record<string, Write>> = {
  plain: String,
  base64: (place) => Buffer.from(String(place)).toString("base64url"),
  json: (place) => Buffer.from(JSON.stringify({ v: 1, page: place })).toString("base64url"),
};

/** A list whose tokens hold one number; `next` makes the next one, `start` the first row of its page. */
function counting(
  write: Write,
  next: (place: number, query: ListQuery) => number,
  start: (place: number, query: ListQuery) => number,
  first: number,
): typeof ListEndpoint {
  return class extends ListEndpoint {
    override decode(token: string): Position | undefined {
      const text = /^\d+$/.test(token) ? token : Buffer.from(token, "base64url").toString();
      const place = Number(/(\d+)\D*$/.exec(text)?.[1]);
      return write(place) === token ? { createdAt: place, id: "" } : undefined;
    }

    override encode({ createdAt }: Position): string {
      return write(createdAt);
    }

    override page(query: ListQuery): Page {
      const rows = this.ordered(query);
      const place = query.after?.createdAt ?? first;
      const at = start(place, query);
      const end = at + query.size;
      const following = { createdAt: next(place, query), id: "" };
      return { rows: rows.slice(at, end), next: end < rows.length ? following : undefined };
    }
  };
}

const pages = Object.entries(spellings).map(([spelling, write]) =>
  causeServer(
    `page-number-${spelling}`,
    "page-number",
    `skip(page * size), the page's number as the token (${spelling}).`,
    counting(
      write,
      (place) => place + 1,
      (place, { size }) => (place - 1) * size,
      1,
    ),
  ),
);

const offsets = Object.entries(spellings).map(([spelling, write]) =>
  causeServer(
    `offset-${spelling}`,
    "offset",
    `LIMIT and OFFSET, the offset as the token (${spelling}).`,
    counting(
      write,
      (place, { size }) => place + size,
      (place) => place,
      0,
    ),
  ),
);

/** Servers that find a page by counting from the head of the list. */
export const countingServers: readonly CauseServer[] = [...pages, ...offsets];
