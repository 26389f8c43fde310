import { readBody, readPage } from "../reading/page-reading.ts";
import type { Exchange } from "../recording/exchange.ts";
import { INTERRUPTED_BODIES, withoutText } from "../recording/interrupted-bodies.ts";
import type { Recording } from "../recording/recording.ts";
import { Breather } from "./breather.ts";

/** Milliseconds that reading may go on after an interruption. */
const MAX_READING_MS = 300;

/**
 * Reads every body, with pauses, so that a signal need not wait for the end: what is read is kept, and judging finds it there.
 * Where the run is interrupted, bodies for which there is no time are left out, and the recording says so.
 */
export async function readAhead(recording: Recording, signal: AbortSignal): Promise<Recording> {
  const breather = new Breather();
  const exchanges: Exchange[] = [];
  let leftMs = MAX_READING_MS;
  for (const exchange of recording.exchanges) {
    const startedAt = performance.now();
    exchanges.push(leftMs > 0 ? read(exchange) : withoutBody(exchange));
    if (signal.aborted) leftMs -= performance.now() - startedAt;
    await breather.pause();
  }
  return leftMs > 0 ? recording : { ...recording, exchanges, leftOut: withInterruption(recording.leftOut) };
}

function read(exchange: Exchange): Exchange {
  if (exchange.response) readBody(exchange.response.body);
  readPage(exchange);
  return exchange;
}

function withoutBody(exchange: Exchange): Exchange {
  const { response } = exchange;
  return response ? { ...exchange, response: { ...response, body: withoutText(response.body) } } : exchange;
}

function withInterruption(leftOut: readonly string[]): readonly string[] {
  return leftOut.includes(INTERRUPTED_BODIES) ? leftOut : [...leftOut, INTERRUPTED_BODIES];
}
