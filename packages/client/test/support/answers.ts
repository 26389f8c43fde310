import type { LiveSession } from "../../src/index.ts";

/** The key that tests use; it must turn up in no error. */
export const key = "uap-00000000000000000000000000000000-00000001";

/** The live entity that tests ask for. */
export const entity = "00000000-0000-4000-8000-00000000000e";

/** Sessions, newest first, two of each second, so that pages end within ties. */
export function sessionsOf(count: number): LiveSession[] {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(2026, 0, 2) - Math.floor(index / 2) * 1000).toISOString().replace(".000", "");
    return {
      id: `session-${index}`,
      entity_id: entity,
      stream_key: `live_secret${index}`,
      duration: 1.5,
      created_at: at,
      updated_at: at,
    };
  });
}

/** An answer as a conforming server gives it. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  if (!headers.has("content-type")) headers.set("content-type", "application/json");
  return new Response(JSON.stringify(body), { ...init, headers });
}

/** An error as the document declares it. */
export function errorAnswer(status: number, headers: Record<string, string> = {}): Response {
  return json({ message: `The answer is ${status}.`, error_type: "api_error" }, { status, headers });
}

/** A `fetch` that gives these answers in turn, the last one for ever, and keeps the requests. */
export function answering(...answers: readonly (() => Response | Promise<Response>)[]): {
  fetch: (request: Request) => Promise<Response>;
  requests: Request[];
} {
  const requests: Request[] = [];
  return {
    requests,
    fetch: async (request) => {
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      requests.push(request);
      if (!answer) throw new TypeError("no answer was given to this test");
      return answer();
    },
  };
}

/** A `fetch` of a server that pages through a list: its token is the number of sessions before the page. */
export function paging(
  list: readonly LiveSession[],
  hooks: { before?: (request: Request) => void | Promise<void>; cut?: (size: number) => number } = {},
): { fetch: (request: Request) => Promise<Response>; requests: Request[] } {
  const requests: Request[] = [];
  return {
    requests,
    fetch: async (request) => {
      requests.push(request);
      await hooks.before?.(request);
      request.signal.throwIfAborted();
      const query = new URL(request.url).searchParams;
      const start = Number(query.get("page_token") ?? 0);
      const size = Number(query.get("page_size") ?? 10);
      const end = start + (hooks.cut?.(size) ?? size);
      return json({ data: list.slice(start, end), next_page_token: end < list.length ? `${end}` : "" });
    },
  };
}

/** The query parameter of each request. */
export function parameters(requests: readonly Request[], name: string): (string | null)[] {
  return requests.map((request) => new URL(request.url).searchParams.get(name));
}
