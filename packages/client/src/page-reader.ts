import type { LiveSessionsClientOptions } from "./client-options.ts";
import { systemClock } from "./clock.ts";
import { demand, demandMs } from "./demand.ts";
import { LiveSessionsError } from "./errors/live-sessions-error.ts";
import { exchanger, type FurtherHeaders } from "./exchange.ts";
import { firstOf } from "./first-of.ts";
import type { PageAnswer } from "./hooks.ts";
import { demandPageRequest, type PageRequest } from "./page-request.ts";
import { nonBlank } from "./page-token.ts";
import { retryPolicy } from "./retry-policy.ts";

/** Reads one page with all the attempts that it takes. */
export type PageReader = (request: PageRequest) => Promise<PageAnswer>;

/**
 * Makes a reader from a client's options.
 *
 * @throws {RangeError} for an option out of its bounds; the reader rejects with one for an argument that is.
 */
export function createPageReader(options: LiveSessionsClientOptions): PageReader {
  const { baseUrl, timeoutMs = 10_000, totalTimeoutMs = 60_000, hooks = {}, clock = systemClock } = options;
  // It is not shown: what does not belong into it may be a credential. `https:///x` would ask the host x.
  const isBase = /^https?:\/\/[^/\\?#@\s][^\\?#@\s]*$/.test(baseUrl) && URL.canParse(baseUrl);
  demand(isBase, "baseUrl must be http(s)://host without user, query or fragment");
  demandMs("timeoutMs", timeoutMs, 1);
  demandMs("totalTimeoutMs", totalTimeoutMs, 1);
  const policy = retryPolicy(options.retry);
  const exchange = exchanger(options);

  return async (request) => {
    demandPageRequest(request);
    const deadline = clock.now() + totalTimeoutMs;
    for (let attempts = 1; ; attempts++) {
      const attempt = { url: baseUrl, attempts, pageToken: nonBlank(request.pageToken) };
      const leftMs = deadline - clock.now();
      const send = (further?: FurtherHeaders) =>
        exchange(request, attempt, Math.min(timeoutMs, leftMs), Math.min(policy.maxDelayMs, leftMs), further);
      try {
        return await (hooks.around?.(attempt, send) ?? send());
      } catch (error) {
        if (!(error instanceof LiveSessionsError)) throw error;
        const delayMs = policy.delayMs(error, clock.random());
        if (clock.now() + delayMs >= deadline) throw error;
        hooks.onRetry?.({ error, delayMs });
        await firstOf<void>(request.signal, (resolve) => clock.timer(delayMs, resolve));
      }
    }
  };
}
