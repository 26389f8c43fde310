import { expect, test } from "vitest";
import type { RawExchange } from "../../src/recording/exchange-log.ts";
import { KeptBytes, writtenLength } from "../../src/recording/kept-bytes.ts";

const mebibyte = 1024 * 1024;

function exchange(body: Uint8Array, target = "/"): RawExchange {
  return {
    purpose: { experiment: "walks", role: "page" },
    request: { method: "GET", instance: 0, target, headers: {} },
    result: { response: { status: 200, headers: [], body, bytes: body.byteLength } },
    attempts: 1,
  };
}

/** How many of a hundred answers with this body keep it. */
function keptOf(body: Uint8Array): { readonly kept: number; readonly leftOut: readonly string[] } {
  const keptBytes = new KeptBytes();
  const results = Array.from({ length: 100 }, () => keptBytes.keep(exchange(body)).result);
  const whole = results.filter((result) => "response" in result && result.response.body.byteLength > 0);
  return { kept: whole.length, leftOut: keptBytes.leftOut };
}

test("64 MiB of bodies are kept in a run, and what is left out is said", () => {
  expect(keptOf(new Uint8Array(mebibyte).fill(0x61))).toEqual({
    kept: 64,
    leftOut: ["the bodies of 36 answers: 64 MiB of bodies are kept in a run"],
  });
});

test("a character that takes six in a report counts as six", () => {
  expect(keptOf(new Uint8Array(mebibyte).fill(1)).kept).toBe(10);
});

test.each(["{}", "0", "[]", '""'])(
  "pages of %s alone are read at the price of what each item takes, a few in a run",
  (item) => {
    const items = Array(Math.floor(mebibyte / (item.length + 1))).fill(item);
    const { kept, leftOut } = keptOf(new TextEncoder().encode(`{"data":[${items.join()}]}`));
    expect(kept).toBeGreaterThan(0);
    expect(kept * items.length).toBeLessThanOrEqual(2_100_000);
    expect(leftOut).toEqual([`the bodies of ${100 - kept} answers: 64 MiB of bodies are kept in a run`]);
  },
);

test("sessions as they are listed take no more than their characters", () => {
  const session = { id: crypto.randomUUID(), entity_id: crypto.randomUUID(), stream_key: "live_EXAMPLEKEY01" };
  const times = { created_at: "2024-05-01T12:00:00Z", updated_at: "2024-05-01T12:00:00Z", duration: 3600.25 };
  const data = Array.from({ length: 3000 }, () => ({ ...session, ...times }));
  const body = new TextEncoder().encode(JSON.stringify({ data, next_page_token: "" }));
  expect(keptOf(body).kept).toBe(Math.floor((64 * mebibyte) / writtenLength(body)));
});

test("beyond 16 MiB of request lines and headers nothing more is sent", () => {
  const keptBytes = new KeptBytes();
  expect(keptBytes.failure).toBeUndefined();
  for (let requests = 0; requests < 17; requests += 1) keptBytes.keep(exchange(new Uint8Array(), "x".repeat(mebibyte)));
  expect(keptBytes.failure).toEqual({
    kind: "budget",
    message: "16 MiB of request lines and headers are used up",
  });
});

test("bodies that are equal take the memory of one", () => {
  const keptBytes = new KeptBytes();
  const bodyOf = (text: string): unknown => {
    const { result } = keptBytes.keep(exchange(new TextEncoder().encode(text)));
    return "response" in result ? result.response.body : undefined;
  };
  expect(bodyOf("page")).toBe(bodyOf("page"));
  expect(bodyOf("page")).not.toBe(bodyOf("another"));
});
