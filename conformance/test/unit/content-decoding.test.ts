import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { decodeContent } from "../../src/transport/content-decoding.ts";

const nested = (times: number): Uint8Array =>
  Array.from({ length: times }).reduce<Uint8Array>((body) => gzipSync(body), Buffer.from("text"));

test("three content codings are undone, identity aside", () => {
  expect(Buffer.from(decodeContent(nested(3), "gzip, identity, x-gzip, gzip")).toString()).toBe("text");
});

test("more than three are not", () => {
  expect(() => decodeContent(nested(4), "gzip, gzip, gzip, gzip")).toThrow(
    "it has 4 content codings; 3 are undone at most",
  );
  expect(() => decodeContent(nested(1), "constructor")).toThrow('content coding "constructor" is unknown');
});
