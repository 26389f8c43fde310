import type { ServerResponse } from "node:http";
import type { EncodedResponse, PlainRequest } from "@live-sessions/server";
import type { EncodedHandler } from "../encoded-handler.ts";
import { overloaded } from "../overload.ts";
import type { RequestListener } from "../request-listener.ts";

const OVERLOADED = 0.1;
const SLOW = 0.1;
const CUT = 0.05;
const MAX_DELAY_MS = 500;
// Stands in no token of ours, and needs no escape in a query.
const SEAL = "~";

/** Numbers from 0 to 1, the same ones for a seed: xorshift32. */
export function randomFrom(seed: number): () => number {
  let state = (seed ^ 0x9e_37_79_b9) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * What a client has to live with, at random: one request in ten is 503 with `Retry-After`, one in ten is late, and of one in
 * twenty the connection breaks within the body. For tests of clients, never of servers.
 */
export function withTrouble(listener: RequestListener, random: () => number): RequestListener {
  return (request, response) => {
    const drawn = random();
    if (drawn < OVERLOADED) {
      const { status, headers, body } = overloaded(request.method ?? "");
      response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
    } else if (drawn < OVERLOADED + SLOW) setTimeout(() => listener(request, response), random() * MAX_DELAY_MS);
    else {
      if (drawn < OVERLOADED + SLOW + CUT) cut(response);
      listener(request, response);
    }
  };
}

// The length was announced, so a reader notices.
function cut(response: ServerResponse): void {
  const end = response.end.bind(response);
  const cutEnd = (body?: unknown, encoding?: unknown): ServerResponse => {
    const bytes = typeof body === "string" ? Buffer.from(body, encoding === "latin1" ? "latin1" : "utf8") : body;
    if (!(bytes instanceof Uint8Array) || bytes.length < 2) return end(bytes);
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    return response;
  };
  Object.assign(response, { end: cutEnd });
}

/** Gives the same page another token each time, as servers do that encrypt theirs; every one of them works. */
export function withFreshTokens(handler: EncodedHandler, random: () => number): EncodedHandler {
  return async (request) => {
    const response = await handler(unsealed(request));
    const text = Buffer.from(response.body).toString();
    const seal = `${SEAL}${Math.floor(random() * 2 ** 32).toString(36)}`;
    const body = text.replace(/("next_page_token":"[^"]+)"\}$/, `$1${seal}"}`);
    if (body === text) return response;
    // Equal tags would have to mean equal bodies.
    const { etag: _, ...headers } = response.headers;
    return { ...response, headers, body } satisfies EncodedResponse;
  };
}

function unsealed(request: PlainRequest): PlainRequest {
  const target = request.target.replace(/([?&]page_token=[\w-]+)(?:~|%7e)[0-9a-z]+/gi, "$1");
  return { ...request, target };
}
