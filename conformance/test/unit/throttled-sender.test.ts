import { expect, test } from "vitest";
import { type SendingLimits, ThrottledSender } from "../../src/transport/throttled-sender.ts";
import type { WireRequest, WireResult } from "../../src/transport/wire.ts";

const request: WireRequest = { method: "GET", instance: 0, target: "/", headers: {} };
const never = new AbortController().signal;

function answer(status: number, headers: Readonly<Record<string, string>> = {}): WireResult {
  return { response: { status, headers: Object.entries(headers), body: new Uint8Array(), bytes: 0 } };
}

/** A sender whose target gives the answers in turn, the last one for ever, and whose clock only moves by waiting. */
function scripted(answers: readonly WireResult[], limits: Partial<SendingLimits> = {}) {
  const waits: number[] = [];
  let [now, sent] = [0, 0];
  const send = async (): Promise<WireResult> => {
    sent += 1;
    return answers[Math.min(sent, answers.length) - 1] ?? answer(200);
  };
  const wait = async (ms: number): Promise<void> => {
    waits.push(ms);
    now += ms;
  };
  const whole = { requestsPerSecond: undefined, maxRequests: 100, ...limits };
  const sender = new ThrottledSender({ send, close: () => undefined }, whole, wait, () => now);
  return { sender, waits, sentCount: () => sent, clock: () => now };
}

const outcome = (result: WireResult): number | string =>
  "failure" in result ? result.failure.kind : result.response.status;

test("an answer comes back as it is, at once", async () => {
  const { sender, waits } = scripted([answer(500)]);
  expect(await sender.send(request, never)).toMatchObject({ response: { status: 500 }, attempts: 1 });
  expect(waits).toEqual([]);
});

test("429, 502, 503 and 504 are asked for again, after growing waits", async () => {
  const { sender, waits } = scripted([answer(429), answer(503), answer(502), answer(504), answer(200)]);
  expect(await sender.send(request, never)).toMatchObject({ response: { status: 200 }, attempts: 5 });
  expect(waits).toEqual([200, 400, 800, 1600]);
});

test("Retry-After in seconds is waited for", async () => {
  const { sender, waits } = scripted([answer(503, { "retry-after": "7" }), answer(200)]);
  await sender.send(request, never);
  expect(waits).toEqual([7000]);
});

test("Retry-After as a date in the past is no wait, and one that is nonsense is as none", async () => {
  const past = scripted([answer(503, { "retry-after": "Thu, 01 Jan 1970 00:00:00 GMT" }), answer(200)]);
  await past.sender.send(request, never);
  expect(past.waits).toEqual([0]);
  const nonsense = scripted([answer(503, { "retry-after": "soon" }), answer(200)]);
  await nonsense.sender.send(request, never);
  expect(nonsense.waits).toEqual([200]);
});

test("a target that stays busy is asked five times, then it is busy", async () => {
  const { sender, sentCount } = scripted([answer(429)]);
  expect(await sender.send(request, never)).toMatchObject({ failure: { kind: "busy" }, attempts: 5 });
  expect(sentCount()).toBe(5);
});

test("a wait of more than ten seconds is not waited for", async () => {
  const { sender, waits, sentCount } = scripted([answer(429, { "retry-after": "11" })]);
  expect(outcome(await sender.send(request, never))).toBe("busy");
  expect([waits, sentCount()]).toEqual([[], 1]);
});

test("after three requests that stayed busy, nothing is waited for any more, until one is answered", async () => {
  const { sender, sentCount } = scripted([answer(503)]);
  for (let asked = 0; asked < 4; asked += 1) await sender.send(request, never);
  expect(sentCount()).toBe(3 * 5 + 1);
  const recovering = scripted([
    ...Array.from({ length: 16 }, () => answer(503)),
    answer(200),
    answer(503),
    answer(200),
  ]);
  for (let asked = 0; asked < 4; asked += 1) await recovering.sender.send(request, never);
  expect(outcome(await recovering.sender.send(request, never))).toBe(200);
  expect(await recovering.sender.send(request, never)).toMatchObject({ response: { status: 200 }, attempts: 2 });
});

test("five minutes of waiting in all are enough", async () => {
  const answers = Array.from({ length: 200 }, (_, index) =>
    index % 2 === 0 ? answer(429, { "retry-after": "10" }) : answer(200),
  );
  const { sender, clock } = scripted(answers, { maxRequests: 1000 });
  const results: (number | string)[] = [];
  for (let asked = 0; asked < 32; asked += 1) results.push(outcome(await sender.send(request, never)));
  expect(clock()).toBe(300_000);
  expect(results.slice(0, 31)).toEqual([...Array.from({ length: 30 }, () => 200), "busy"]);
});

test("a status that is final is an answer, not a request to wait", async () => {
  const { sender, waits } = scripted([answer(503)]);
  expect(outcome(await sender.send(request, never, (status) => status === 503))).toBe(503);
  expect(waits).toEqual([]);
});

test("a failure of the connection is told at once", async () => {
  const { sender, sentCount } = scripted([{ failure: { kind: "timeout", message: "late" } }]);
  expect(outcome(await sender.send(request, never))).toBe("timeout");
  expect(sentCount()).toBe(1);
});

test("behind the budget nothing is sent, and repeated requests count", async () => {
  const { sender, sentCount } = scripted([answer(429), answer(200)], { maxRequests: 2 });
  await sender.send(request, never);
  expect(await sender.send(request, never)).toMatchObject({ failure: { kind: "budget" } });
  expect([sentCount(), sender.sent, sender.budget]).toEqual([2, 2, 2]);
});

test("requests keep to the rate, also those that are sent side by side", async () => {
  const { sender, clock, waits } = scripted([answer(200)], { requestsPerSecond: 10 });
  for (let asked = 0; asked < 5; asked += 1) await sender.send(request, never);
  expect([clock(), waits]).toEqual([400, [100, 100, 100, 100]]);
  const together = scripted([answer(200)], { requestsPerSecond: 10 });
  await Promise.all([1, 2, 3].map(() => together.sender.send(request, never)));
  expect(together.clock()).toBe(200);
});

test("a run that was interrupted sends nothing, and does not repeat what was busy", async () => {
  const { sender, sentCount } = scripted([answer(429)]);
  expect(outcome(await sender.send(request, AbortSignal.abort()))).toBe("interrupted");
  expect(sentCount()).toBe(0);
});
