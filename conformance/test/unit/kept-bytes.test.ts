import { expect, test } from "vitest";
import type { RawExchange } from "../../src/recording/exchange-log.ts";
import { KeptBytes } from "../../src/recording/kept-bytes.ts";

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
