import type { IncomingMessage, ServerResponse } from "node:http";

/** Answers requests; `withListener` serves it on loopback. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

interface Row {
  readonly id: string;
  readonly displayName: string;
}

const rows: readonly Row[] = Array.from({ length: 47 }, (_, index) => ({
  id: `row-${String(index + 1).padStart(2, "0")}`,
  displayName: `Name ${Math.floor(index / 3)}`,
}));

/** What of a page a server is asked for. */
interface Asked {
  readonly start: number;
  readonly size: number;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function sizeOf(url: URL, name: string): number | undefined {
  const text = url.searchParams.get(name);
  if (text === null) return 10;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The place behind a row; undefined for a position that is none. */
function behind(id: string | null): number | undefined {
  if (id === null || id === "") return 0;
  const index = rows.findIndex((row) => row.id === id);
  return index === -1 ? undefined : index + 1;
}

function page({ start, size }: Asked): { readonly rows: readonly Row[]; readonly last: string | undefined } {
  const shown = rows.slice(start, start + size);
  return { rows: shown, last: start + size < rows.length ? shown.at(-1)?.id : undefined };
}

/** A list that goes on behind the id of its last item; a wrong one begins with that item again. */
export function serveByLastId({ isWrong }: { readonly isWrong: boolean }): Listener {
  return (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const [start, size] = [behind(url.searchParams.get("starting_after")), sizeOf(url, "limit")];
    if (start === undefined || !size) return send(response, 400, { error: "bad request" });
    const asked = { start: isWrong && start > 0 ? start - 1 : start, size: Math.min(size, 50) };
    const { rows: data, last } = page(asked);
    return send(response, 200, { data, has_more: last !== undefined });
  };
}

/** A list whose cursor is a page number, so that a size that changes on the way loses and repeats rows. */
export const serveNumbered: Listener = (request, response) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const [size, number] = [sizeOf(url, "limit") ?? 10, Number(url.searchParams.get("starting_after") ?? 1)];
  const { rows: data, last } = page({ start: (number - 1) * size, size });
  return send(response, 200, { data, next: last === undefined ? null : String(number + 1) });
};

/** A list whose pages link to the next one; a wrong one forgets the prefix that it is served behind. */
export function serveLinked(prefix: string, { isWrong }: { readonly isWrong: boolean }): Listener {
  return (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const [start, size] = [sizeOf(new URL(`?at=${url.searchParams.get("at") ?? 0}`, url), "at"), sizeOf(url, "limit")];
    if (url.pathname !== `${prefix}/rows` || start === undefined || !size)
      return send(response, 404, { error: "none" });
    const { rows: data, last } = page({ start, size });
    const next = `${isWrong ? "" : prefix}/rows?limit=${size}&at=${start + size}`;
    return send(response, 200, { data, next: last === undefined ? null : next });
  };
}

/** Lets requests through that carry a key, and answers others 401. */
export function withKey(hasKey: (request: IncomingMessage) => boolean, listener: Listener): Listener {
  return (request, response) =>
    hasKey(request) ? listener(request, response) : send(response, 401, { error: "no key" });
}

/** Books as AIP-158 has them; a wrong server answers a size above its maximum, which the profile says is taken as that, with 400. */
export function serveBooks({ isWrong }: { readonly isWrong: boolean }): Listener {
  return (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const [start, asked] = [behind(url.searchParams.get("pageToken")), sizeOf(url, "pageSize")];
    if (start === undefined || asked === undefined) return send(response, 400, { error: { code: 400 } });
    if (isWrong && asked > 20) return send(response, 400, { error: { code: 400 } });
    const { rows: books, last } = page({ start, size: asked === 0 ? 10 : Math.min(asked, 20) });
    return send(response, 200, { books, nextPageToken: last ?? "" });
  };
}

/** Users as RFC 9865 has them; a wrong server loses the first of each page but the first one. */
export function serveUsers({ isWrong }: { readonly isWrong: boolean }): Listener {
  return (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const [start, asked] = [behind(url.searchParams.get("cursor")), sizeOf(url, "count")];
    if (url.pathname !== "/scim/v2/Users" || start === undefined || asked === undefined || asked === 0)
      return send(response, 400, { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "400" });
    const { rows: users, last } = page({ start: isWrong && start > 0 ? start + 1 : start, size: Math.min(asked, 20) });
    return send(response, 200, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
      totalResults: rows.length,
      itemsPerPage: users.length,
      Resources: users,
      ...(last === undefined ? {} : { nextCursor: last }),
    });
  };
}
