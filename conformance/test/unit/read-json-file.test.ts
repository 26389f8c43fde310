import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readJsonFile } from "../../src/cli/settings/read-json-file.ts";

const folder = mkdtempSync(join(tmpdir(), "json-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string): unknown {
  const path = join(folder, "file.json");
  writeFileSync(path, text);
  return readJsonFile(path, "file");
}

test("comments and commas before a closing bracket are left out, and what looks like one in a string is kept", () => {
  expect(read('\ufeff{ // one\n "a": "// no /* comment */, }", /* two\n */ "b": [1, 2,], }')).toEqual({
    a: "// no /* comment */, }",
    b: [1, 2],
  });
});

test.each(["/*", '"', '\\"', '"\\', ",   ", "//", '"a\\"b', "/*\n"])(
  "a file of 1 MiB of %j is found to be no JSON",
  (piece) => {
    expect(() => read(piece.repeat((1024 * 1024) / piece.length))).toThrow(/is not JSON/);
    expect(() => read(`"${'\\"'.repeat(300_000)}\\\n`)).toThrow(/is not JSON/);
  },
);
