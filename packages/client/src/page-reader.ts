import type { operations, paths } from "@live-sessions/contract";
import createClient from "openapi-fetch";
import { parsePage } from "./answer.ts";
import { excerpt, readText } from "./body-text.ts";
import type { LiveSessionsClientOptions } from "./client-options.ts";
import { systemClock } from "./clock.ts";
import { demand } from "./demand.ts";
import { ConnectionError } from "./errors/connection-error.ts";
import { LiveSessionsError } from "./errors/live-sessions-error.ts";
import { TimeoutError } from "./errors/timeout-error.ts";
import type { Attempt, ClientHooks, PageAnswer } from "./hooks.ts";
import { parseRetryAfterMs, retryDelayMs } from "./retry-policy.ts";
import { timed } from "./timed.ts";

/** One page to be read. */
export interface PageRequest {
  readonly id: string;
  readonly pageSize?: number | undefined;
  readonly pageToken?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads one page with all the attempts that it takes. */
export type PageReader = (request: PageRequest) => Promise<PageAnswer>;

type Progress = Omit<Attempt, "url"> & { url: string };

/**
 * Makes a reader from a client's options.
 *
 * @throws RangeError for a `baseUrl` that could hold a credential or swallow the path.
 */
export function createPageReader(options: LiveSessionsClientOptions): PageReader {
  const { baseUrl, authorization, retry = {}, timeoutMs = 10_000, totalTimeoutMs = 60_000 } = options;
  const { fetch = globalThis.fetch, clock = systemClock } = options;
  const { around = (_, send) => send(), onRetry }: ClientHooks = options.hooks ?? {};
  demand(/^https?:\/\/[^?#@]+$/.test(baseUrl), "baseUrl must be a plain http(s) URL");
  const api = createClient<paths>({ baseUrl });

  async function exchange(
    request: PageRequest,
    attempt: Progress,
    further: Readonly<Record<string, string>> | undefined,
    signal: AbortSignal,
  ): Promise<PageAnswer> {
    const { id, pageSize, pageToken } = request;
    const key = typeof authorization === "function" ? await authorization() : authorization;
    // Headers would quote a value that it does not take.
    demand(/^[!-~]+$/.test(key), "authorization must be an API key");
    const clean = (text: string) => text.replaceAll(key, "[key]");
    let response = Response.error();
    let text = "";
    try {
      const { data } = await api.GET("/v1/live_entities/{id}/live_sessions", {
        // Parameters that are undefined are not sent.
        params: { path: { id }, query: { page_size: pageSize, page_token: pageToken } as Query },
        headers: { ...further, Authorization: key },
        // A redirect could carry the key to another origin.
        redirect: "manual",
        parseAs: "stream",
        signal,
        fetch: async (sent) => {
          attempt.url = sent.url;
          response = await fetch(sent);
          // openapi-fetch takes any error's body for the declared one; here every body is judged in one place.
          return response.ok ? response : new Response(response.body);
        },
      });
      await readText(data, (part) => {
        text += part;
      });
    } catch (cause) {
      throw new ConnectionError("the connection failed", { ...attempt, body: excerpt(clean(text)) }, { cause });
    }
    const { status, headers } = response;
    const header = (name: string) => clean(headers.get(name) ?? "") || undefined;
    const retryAfterMs = parseRetryAfterMs(header("retry-after"), clock.now());
    const details = { ...attempt, status, requestId: header("x-request-id"), retryAfterMs };
    return { page: parsePage(text, header("content-type"), details, clean), attempt };
  }

  return async (request) => {
    const deadline = clock.now() + totalTimeoutMs;
    const { id, pageSize = 1, pageToken, signal } = request;
    demand(!/^\.{0,2}$/.test(id ?? ""), "id must not be empty");
    demand(pageSize >= 1 && pageSize <= 100 && Number.isInteger(pageSize), "pageSize must be 1 to 100");
    for (let attempts = 1; ; attempts++) {
      const attempt: Progress = { operation: "listLiveSessions", url: baseUrl, attempts, pageToken };
      const ms = Math.min(timeoutMs, deadline - clock.now());
      try {
        return await around(attempt, (headers) =>
          timed(
            clock,
            ms,
            signal,
            (_, reject) => reject(new TimeoutError(`no whole answer in ${ms} ms`, { ...attempt, timeoutMs: ms })),
            (ending) => exchange(request, attempt, headers, ending),
          ),
        );
      } catch (error) {
        if (!(retry && error instanceof LiveSessionsError)) throw error;
        const delayMs = retryDelayMs(error, retry, clock.random());
        if (clock.now() + delayMs >= deadline) throw error;
        onRetry?.(error, delayMs);
        await timed<void>(clock, delayMs, signal, (resolve) => resolve());
      }
    }
  };
}

type Query = NonNullable<operations["listLiveSessions"]["parameters"]["query"]>;
