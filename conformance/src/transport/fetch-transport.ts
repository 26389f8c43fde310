import { BodyCollector, tooLargeMessage } from "./body-collector.ts";
import { waitPatiently } from "./patience.ts";
import { keptBodyBytes, type Transport, type WireRequest, type WireResult } from "./wire.ts";
import { withoutTrailingSlashes } from "./without-trailing-slashes.ts";

/** A function with the signature of the `fetch` standard: a handler in the same process will do. */
export type FetchFunction = (request: Request) => Response | Promise<Response>;

/**
 * A transport that hands each request to a function, without a port. What only a connection can show
 * (a key remembered for it) is not shown here.
 *
 * @param baseUrl what the requests' URLs begin with; nothing is resolved or connected to
 * @param timeoutMs from calling until the last byte of the body
 * @param keptBytes how much of a body is handed on; default 1 MiB
 */
export function createFetchTransport(
  fetchFunction: FetchFunction,
  baseUrl: string,
  timeoutMs: number,
  keptBytes: number = keptBodyBytes,
): Transport {
  const base = withoutTrailingSlashes(baseUrl);
  return {
    async send(request, signal) {
      const timeout = new AbortController();
      const endWait = waitPatiently(timeoutMs, () => timeout.abort());
      try {
        const either = AbortSignal.any([signal, timeout.signal]);
        return await untilAborted(exchange(fetchFunction, base, request, keptBytes, either), either);
      } catch (error) {
        if (signal.aborted) return { failure: { kind: "interrupted", message: "the run was interrupted" } };
        if (timeout.signal.aborted)
          return { failure: { kind: "timeout", message: `no whole response within ${timeoutMs} ms` } };
        return { failure: { kind: "connection", message: error instanceof Error ? error.message : String(error) } };
      } finally {
        endWait();
      }
    },
    close() {},
  };
}

async function exchange(
  fetchFunction: FetchFunction,
  base: string,
  request: WireRequest,
  keptBytes: number,
  signal: AbortSignal,
): Promise<WireResult> {
  const init: RequestInit = { method: request.method, headers: request.headers, redirect: "manual", signal };
  if (request.body !== undefined) init.body = request.body;
  const response: unknown = await fetchFunction(new Request(base + request.target, init));
  if (!(response instanceof Response)) {
    throw new TypeError(
      `fetch gave ${response === null ? "null" : typeof response}, not a Response; a listener that takes (request, response) is given as fetchFromNodeListener(listener)`,
    );
  }
  const collector = new BodyCollector();
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const chunk of body ?? []) {
    if (!collector.add(chunk)) return { failure: { kind: "too-large", message: tooLargeMessage } };
  }
  const isHead = request.method === "HEAD";
  const headers = [...response.headers].map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    response: {
      status: response.status,
      headers,
      // What a connection would not carry is not an error here.
      body: isHead ? new Uint8Array() : collector.whole().subarray(0, keptBytes),
      bytes: isHead ? 0 : collector.bytes,
    },
  };
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
