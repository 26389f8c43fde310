import { parsePage } from "./answer.ts";
import { readText } from "./body-text.ts";
import type { LiveSessionsClientOptions } from "./client-options.ts";
import { systemClock } from "./clock.ts";
import { connectionFailure } from "./connection-failure.ts";
import { demand } from "./demand.ts";
import { ConnectionError } from "./errors/connection-error.ts";
import { TimeoutError } from "./errors/timeout-error.ts";
import { firstOf } from "./first-of.ts";
import type { Attempt, PageAnswer } from "./hooks.ts";
import type { PageRequest } from "./page-request.ts";
import { pageUrl } from "./page-url.ts";
import { excerpt, harmlessCause } from "./secrets.ts";

/** Headers that hooks add. */
export type FurtherHeaders = Readonly<Record<string, string>>;

/**
 * Makes one attempt: sends a request, and reads its answer within `timeoutMs`.
 *
 * @param attempt what hooks see of it; its URL is filled in when the request is made.
 * @param maxWaitMs how long a server may ask to wait for the next attempt.
 */
export type Exchange = (
  request: PageRequest,
  attempt: Omit<Attempt, "url"> & { url: string },
  timeoutMs: number,
  maxWaitMs: number,
  further?: FurtherHeaders,
) => Promise<PageAnswer>;

/** How far an attempt has come, for its error. */
interface Progress {
  doing: string;
  key: string;
  text: string;
  /** What ended the connection. */
  failure?: unknown;
}

/**
 * Makes what makes attempts, from a client's options.
 *
 * @throws {RangeError} for a user agent that no header can carry.
 */
export function exchanger(options: LiveSessionsClientOptions): Exchange {
  const { baseUrl, authorization, fetch, userAgent = "", clock = systemClock } = options;
  demand(/^[ -~]*$/.test(userAgent), "userAgent must be a line of ASCII", userAgent);

  return async (request, attempt, timeoutMs, maxWaitMs, further) => {
    const progress: Progress = { doing: "waiting for authorization", key: "", text: "" };

    async function read(signal: AbortSignal): Promise<PageAnswer> {
      const key = demandKey(typeof authorization === "function" ? await authorization() : authorization);
      progress.key = key;
      const url = pageUrl(baseUrl, request.id, { page_size: request.pageSize, page_token: attempt.pageToken });
      const send = () => {
        // A redirect could carry the key to another origin.
        const init: RequestInit = { headers: headersOf(key, userAgent, further), redirect: "manual", signal };
        attempt.url = url;
        // The platform's own makes a request of a request again, which takes as long as all else that is done here.
        return fetch ? fetch(new Request(url, init)) : globalThis.fetch(url, init);
      };
      const [response, isWhole] = await receive(send, progress, signal);
      return { page: parsePage(response, progress.text, isWhole, attempt, key, clock.now(), maxWaitMs), attempt };
    }

    try {
      return await firstOf(request.signal, (resolve, reject) => {
        const failure = new AbortController();
        const callOff = clock.timer(timeoutMs, () => {
          const what = `timed out after ${timeoutMs} ms while ${progress.doing}`;
          reject(new TimeoutError(what, { ...attempt, timeoutMs }));
        });
        read(failure.signal).then(resolve, reject);
        return (isFailure) => {
          callOff();
          // Telling a request that has ended takes longer than most of the work here.
          if (isFailure) failure.abort();
        };
      });
    } catch (error) {
      throw progress.failure === error ? await connectionError(progress, attempt) : error;
    }
  };
}

/** Sends a request and reads the answer's body into `progress`; gives the answer, and whether that was all of its body. */
async function receive(
  send: () => Promise<Response>,
  progress: Progress,
  signal: AbortSignal,
): Promise<[response: Response, isWhole: boolean]> {
  try {
    progress.doing = "connecting or waiting";
    const response = await send();
    progress.doing = "reading the answer";
    const isWhole = await readText(response.body, signal, (part) => {
      progress.text += part;
    });
    return [response, isWhole];
  } catch (error) {
    progress.failure = error;
    throw error;
  }
}

async function connectionError({ failure, key, text }: Progress, attempt: Attempt): Promise<ConnectionError> {
  const cause = harmlessCause(failure, key);
  const why = excerpt(await connectionFailure(cause).catch(() => "no answer"), key);
  return new ConnectionError(why, { ...attempt, body: excerpt(text, key) }, { cause });
}

/** The client's own headers win, in whatever case a hook spells them. */
function headersOf(key: string, userAgent: string, further?: FurtherHeaders): Headers {
  const headers = new Headers(further);
  headers.set("Authorization", key);
  if (userAgent) headers.set("User-Agent", userAgent);
  return headers;
}

/** @throws {RangeError} which says what a key is, and never what came. (`Headers` would quote it.) */
function demandKey(key: unknown): string {
  const isKey = typeof key === "string" && /^[!-~]+$/.test(key);
  demand(isKey, "authorization: the key goes bare, without a scheme word, blank or line break, in ASCII");
  return key;
}
