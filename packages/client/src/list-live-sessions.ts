import { parsePage } from "./answer.ts";
import { readText } from "./body-text.ts";
import type { LiveSessionsClientOptions } from "./client-options.ts";
import { systemClock } from "./clock.ts";
import { demand } from "./demand.ts";
import { ConnectionError } from "./errors/connection-error.ts";
import { TimeoutError } from "./errors/timeout-error.ts";
import { firstOf } from "./first-of.ts";
import type { Attempt, PageAnswer } from "./hooks.ts";
import { nonBlank } from "./page-token.ts";
import { pageUrl } from "./page-url.ts";
import { parseRetryAfterMs, retryDelayMs, retryPolicy } from "./retry-policy.ts";
import { excerpt, harmlessCause } from "./secrets.ts";

/** One page to be read. */
export interface PageRequest {
  readonly id: string;
  readonly pageSize?: number | undefined;
  readonly pageToken?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads one page with all the attempts that it takes. */
export type PageReader = (request: PageRequest) => Promise<PageAnswer>;

type FurtherHeaders = Readonly<Record<string, string>>;
type Progress = Omit<Attempt, "url"> & { url: string };

/**
 * Makes a reader from a client's options.
 *
 * @throws RangeError for a `baseUrl` that could hold a credential or swallow the path.
 */
export function createPageReader(options: LiveSessionsClientOptions): PageReader {
  const {
    baseUrl,
    authorization,
    fetch = globalThis.fetch,
    timeoutMs = 10_000,
    totalTimeoutMs = 60_000,
    retry,
    hooks = {},
    clock = systemClock,
  } = options;
  demand(/^https?:\/\/[^?#@\s]+$/.test(baseUrl) && URL.canParse(baseUrl), "baseUrl must be http(s)");
  demand(timeoutMs > 0 && totalTimeoutMs > 0, "timeouts must be positive");
  const policy = retryPolicy(retry);

  async function exchange(
    request: PageRequest,
    attempt: Progress,
    further: FurtherHeaders | undefined,
    signal: AbortSignal,
  ): Promise<PageAnswer> {
    const { id, pageSize } = request;
    const key = typeof authorization === "function" ? await authorization() : authorization;
    // Headers would quote a value that it does not take.
    demand(typeof key === "string" && /^[!-~]+$/.test(key), "authorization must be given");
    const clean = (sent: string) => excerpt(sent, key);
    let response: Response;
    let text = "";
    try {
      const query = { page_size: pageSize, page_token: attempt.pageToken };
      const headers = new Headers(further);
      headers.set("Authorization", key);
      // A redirect could carry the key to another origin.
      const redirect = "manual";
      const sent = new Request(pageUrl(baseUrl, { path: { id }, query }), { headers, redirect, signal });
      attempt.url = sent.url;
      response = await fetch(sent);
      await readText(response.body, (part) => {
        text += part;
      });
    } catch (error) {
      const cause = harmlessCause(error, key);
      throw new ConnectionError("no whole answer", { ...attempt, body: clean(text) }, { cause });
    }
    const header = (name: string) => clean(response.headers.get(name) ?? "");
    const details = {
      ...attempt,
      status: response.status,
      requestId: header("x-request-id") || undefined,
      retryAfterMs: parseRetryAfterMs(header("retry-after"), clock.now()),
    };
    return { page: parsePage(text, header("content-type"), details, clean), attempt };
  }

  return async (request) => {
    const deadline = clock.now() + totalTimeoutMs;
    const { id, pageSize = 1, signal } = request;
    // An id of dots would make another path.
    const isInBounds = !/^\.{0,2}$/.test(id) && pageSize >= 1 && pageSize <= 100 && pageSize % 1 === 0;
    demand(isInBounds, "id must be given, pageSize 1 to 100");
    for (let attempts = 1; ; attempts++) {
      const attempt: Progress = { url: baseUrl, attempts, pageToken: nonBlank(request.pageToken) };
      const ms = Math.min(timeoutMs, deadline - clock.now());
      const send = (headers?: FurtherHeaders) =>
        firstOf(signal, (ending, failing) => [
          exchange(request, attempt, headers, failing),
          clock.after(ms, ending).then(() => {
            throw new TimeoutError(`no whole answer in ${ms} ms`, { ...attempt, timeoutMs: ms });
          }),
        ]);
      try {
        return await (hooks.around?.(attempt, send) ?? send());
      } catch (error) {
        const delayMs = retryDelayMs(error, policy, clock.random());
        if (clock.now() + delayMs >= deadline) throw error;
        await firstOf(signal, (ending) => [clock.after(delayMs, ending)]);
      }
    }
  };
}
