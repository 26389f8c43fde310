import { expect, test } from "vitest";
import { createFetchTransport } from "../../src/transport/fetch-transport.ts";
import type { WireRequest } from "../../src/transport/wire.ts";

const request: WireRequest = { method: "GET", instance: 0, target: "/x", headers: {} };
const never = new AbortController().signal;
const shortMs = 400;

test("a handler that never answers is waited for no longer than it may take", async () => {
  const transport = createFetchTransport(() => new Promise(() => undefined), "http://in.process", shortMs);
  expect(await transport.send(request, never)).toMatchObject({ failure: { kind: "timeout" } });
});

test("time in which this process can hear nothing is not the handler's", async () => {
  const handler = async (): Promise<Response> => {
    // The whole thread stands still, as where a busy machine gives it no processor.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3 * shortMs);
    for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
    return new Response("late");
  };
  const transport = createFetchTransport(handler, "http://in.process", shortMs);
  expect(await transport.send(request, never)).toMatchObject({ response: { status: 200 } });
});
