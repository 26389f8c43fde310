import type { LiveSessionPage, paths } from "@live-sessions/contract";
import createClient from "openapi-fetch";
import { parsePage } from "./answer.ts";
import { excerpt, readBoundedBody, redact } from "./bounded-body.ts";
import { follow, orAborted } from "./cancellation.ts";
import { checkBaseUrl, type LiveSessionsClientOptions } from "./client-options.ts";
import { systemClock } from "./clock.ts";
import { ConnectionError } from "./errors/connection-error.ts";
import { LiveSessionsError } from "./errors/live-sessions-error.ts";
import { TimeoutError } from "./errors/timeout-error.ts";
import type { Attempt } from "./hooks.ts";
import { parseRetryAfterMs, retryDelayMs } from "./retry-policy.ts";

/** One page to be read. */
export interface PageRequest {
  readonly id: string;
  readonly pageSize?: number | undefined;
  readonly pageToken?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The `ETag` of a page that is already here; the answer has no page when it is still the same. */
  readonly etag?: string | undefined;
}

/** What came of it. */
export interface PageAnswer {
  /** Undefined when the page is the one whose `etag` the request named. */
  readonly page: LiveSessionPage | undefined;
  readonly etag: string | undefined;
  /** The URL that was asked. */
  readonly url: string;
}

/** Reads one page with all the attempts that it takes. */
export type PageReader = (request: PageRequest) => Promise<PageAnswer>;

type Progress = { -readonly [Name in keyof Attempt]: Attempt[Name] };

/** Makes a reader from a client's options; throws what {@link checkBaseUrl} throws. */
export function createPageReader(options: LiveSessionsClientOptions): PageReader {
  checkBaseUrl(options.baseUrl);
  const { timeoutMs = 10_000, totalTimeoutMs = 60_000, retry, hooks, clock = systemClock } = options;
  const api = createClient<paths>({ baseUrl: options.baseUrl });

  async function exchange(request: PageRequest, attempt: Progress, signal: AbortSignal): Promise<PageAnswer> {
    const { authorization: given, fetch = globalThis.fetch } = options;
    const authorization = typeof given === "function" ? await given() : given;
    // Headers would quote a value that it does not take.
    if (!/^[\x21-\x7e]+$/.test(authorization)) throw new TypeError("authorization must be an API key.");
    let response = Response.error();
    const details = () => ({ url: attempt.url, attempts: attempt.number, pageToken: attempt.pageToken });
    const send = async (sent: Request): Promise<Response> => {
      attempt.url = sent.url;
      for (const [name, value] of Object.entries(hooks?.onRequest?.(attempt) ?? {})) sent.headers.set(name, value);
      try {
        response = await fetch(sent);
      } catch (cause) {
        throw new ConnectionError("", details(), cause);
      }
      hooks?.onResponse?.(attempt, response);
      // openapi-fetch would take any error's body for the declared one; every body is judged in one place instead.
      return response.ok ? response : new Response(response.body);
    };
    const { data } = await api.GET("/v1/live_entities/{id}/live_sessions", {
      params: { path: { id: request.id }, query: queryOf(request) },
      headers: { Authorization: authorization, ...(request.etag ? { "If-None-Match": request.etag } : {}) },
      // A redirect could carry the key to another origin.
      redirect: "manual",
      parseAs: "stream",
      signal,
      fetch: send,
    });
    const body = await readBoundedBody(data);
    if ("failure" in body) throw new ConnectionError(excerpt(body.text, authorization), details(), body.failure);
    const header = (name: string) => response.headers.get(name) ?? undefined;
    const requestId = header("x-request-id");
    const retryAfterMs = parseRetryAfterMs(header("retry-after"), clock.now());
    const isUnchanged = response.status === 304 && request.etag;
    const page = isUnchanged
      ? undefined
      : parsePage(
          {
            response,
            body,
            authorization,
            details: {
              ...details(),
              status: response.status,
              requestId: requestId && redact(requestId, authorization),
              retryAfterMs,
            },
          },
          options.validate,
        );
    return { page, etag: header("etag"), url: attempt.url };
  }

  async function inTime(request: PageRequest, attempt: Progress, limitMs: number): Promise<PageAnswer> {
    const controller = new AbortController();
    const unfollow = follow(request.signal, controller);
    let isLate = false;
    const callOff = clock.after(limitMs, () => {
      isLate = true;
      controller.abort();
    });
    try {
      return await orAborted(exchange(request, attempt, controller.signal), controller.signal);
    } catch (error) {
      request.signal?.throwIfAborted();
      throw isLate
        ? new TimeoutError(limitMs, { url: attempt.url, attempts: attempt.number, pageToken: attempt.pageToken })
        : error;
    } finally {
      callOff();
      unfollow();
    }
  }

  return async (request) => {
    request.signal?.throwIfAborted();
    const deadline = clock.now() + totalTimeoutMs;
    for (let number = 1; ; number++) {
      const attempt: Progress = {
        operation: "listLiveSessions",
        url: options.baseUrl,
        number,
        pageToken: request.pageToken,
      };
      try {
        const answer = await inTime(request, attempt, Math.min(timeoutMs, deadline - clock.now()));
        hooks?.onSuccess?.(attempt);
        return answer;
      } catch (error) {
        if (!(error instanceof LiveSessionsError)) throw error;
        const delayMs = retry === false ? undefined : retryDelayMs(error, retry ?? {}, clock.random());
        const waitMs = clock.now() + (delayMs ?? Number.NaN) < deadline ? delayMs : undefined;
        hooks?.onFailure?.(attempt, error, waitMs);
        if (waitMs === undefined) throw error;
        await pause(waitMs, request.signal);
      }
    }
  };

  async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
    let callOff = (): void => undefined;
    const passed = new Promise<void>((resolve) => {
      callOff = clock.after(ms, resolve);
    });
    await (signal ? orAborted(passed, signal) : passed).finally(callOff);
  }
}

/** The query as the document names it; a parameter that is absent is not sent. */
function queryOf({ pageSize, pageToken }: PageRequest): { page_size?: number; page_token?: string } {
  return {
    ...(pageSize === undefined ? {} : { page_size: pageSize }),
    ...(pageToken === undefined ? {} : { page_token: pageToken }),
  };
}
