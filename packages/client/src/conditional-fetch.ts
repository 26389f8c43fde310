type Fetch = (request: Request) => Promise<Response>;

/**
 * Asks again only for what has changed (RFC 9110 §13.1.2): keeps each 200 that has an `ETag`, sends that as
 * `If-None-Match`, and gives the kept answer for a 304.
 *
 * It holds what the last round of requests used, so that a list whose page tokens change does not pile up:
 * `startRound()` forgets the rest.
 */
export function conditionalFetch(fetch: Fetch): { fetch: Fetch; startRound(): void } {
  let before = new Map<string, { readonly body: string; readonly headers: Headers }>();
  let current: typeof before = new Map();

  return {
    startRound() {
      before = current;
      current = new Map();
    },
    async fetch(request) {
      const { url } = request;
      const kept = current.get(url) ?? before.get(url);
      if (kept) request.headers.set("If-None-Match", kept.headers.get("etag") ?? "");
      const response = await fetch(request);
      if (response.status === 304 && kept) {
        current.set(url, kept);
        return new Response(kept.body, { headers: kept.headers });
      }
      const { headers } = response;
      if (response.status !== 200 || !headers.has("etag")) return response;
      const decoder = new TextDecoder();
      let body = "";
      // Kept once it is whole; on its way it is read as any other, so that what comes before a break is in the error.
      const keeping = new TransformStream<Uint8Array, Uint8Array>({
        transform(part, controller) {
          body += decoder.decode(part, { stream: true });
          controller.enqueue(part);
        },
        flush() {
          current.set(url, { body: body + decoder.decode(), headers });
        },
      });
      return new Response(response.body?.pipeThrough(keeping), { headers });
    },
  };
}
