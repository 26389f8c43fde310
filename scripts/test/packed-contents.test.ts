import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contentProblems } from "../packages/contents.ts";

let directory: string;
const manifest = {
  name: "client",
  sideEffects: false,
  bin: { "ask-client": "./dist/index.js" },
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" }, "./package.json": "./package.json" },
  dependencies: { "openapi-fetch": "0.17.0" },
};
const sound = {
  LICENSE: "MIT",
  "README.md": "# Client",
  "package.json": JSON.stringify(manifest),
  "dist/index.js": "export {};",
  "dist/index.js.map": JSON.stringify({ sources: ["../src/index.ts"] }),
  "dist/index.d.ts": "export {};",
  "dist/index.d.ts.map": JSON.stringify({ sources: ["../src/index.ts"] }),
  "src/index.ts": "export {};",
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "packed-contents-test-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function problemsOf(contents: Record<string, string>): string[] {
  for (const [file, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  }
  const packed = {
    name: "client",
    tarball: "",
    directory,
    files: Object.keys(contents),
    packedBytes: 0,
    unpackedBytes: 0,
  };
  return contentProblems(packed, [{ text: "/somebody/home/", what: "the path of a home folder" }]);
}

const problemsWith = (changes: object): string[] =>
  problemsOf({ ...sound, "package.json": JSON.stringify({ ...manifest, ...changes }) });

const without = (file: keyof typeof sound): Record<string, string> =>
  Object.fromEntries(Object.entries(sound).filter(([name]) => name !== file));

describe("a packed package", () => {
  it("is sound with licence, readme, types, maps and their sources", () => {
    expect(problemsOf(sound)).toEqual([]);
  });

  it.each(["dist/client.test.js", "test/pages.ts", "dist/.tsbuildinfo", "notes.docx"])("holds no %s", (file) => {
    expect(problemsOf({ ...sound, [file]: "" })).toEqual([`${file} is not for users`]);
  });

  it.each(["LICENSE", "README.md"] as const)("carries its %s", (file) => {
    expect(problemsOf(without(file))).toEqual([`${file} is missing`]);
  });

  it.each(["workspace:^", "catalog:", "link:../contract", "file:../contract"])(
    "has no range %s, which only a workspace understands",
    (range) => {
      expect(problemsWith({ peerDependencies: { contract: range } })).toEqual([
        `peerDependencies.contract is ${range}`,
      ]);
    },
  );

  it("exports nothing that is not there, under any condition", () => {
    const exports = { ".": { browser: { types: "./dist/browser.d.ts" }, default: "./dist/index.js" }, "./off": null };

    expect(problemsWith({ exports })).toEqual(['exports["."] leads to ./dist/browser.d.ts, which is not packed']);
  });

  it("names each path that can be imported", () => {
    expect(problemsWith({ exports: { "./*": "./dist/*.js" } })).toEqual(['exports["./*"] has a wildcard']);
  });

  it("carries the file of each command", () => {
    expect(problemsWith({ bin: { ask: "./dist/cli.js" } })).toEqual([
      'bin["ask"] leads to ./dist/cli.js, which is not packed',
    ]);
  });

  it("offers something", () => {
    expect(problemsWith({ bin: undefined, exports: undefined })).toEqual([
      "nothing is exported, and there is no command",
    ]);
  });

  it("says that loading it does nothing else", () => {
    expect(problemsWith({ sideEffects: undefined })).toEqual(["sideEffects is not false"]);
  });

  it("exports no file that `files` in its manifest forgot", () => {
    expect(problemsOf(without("dist/index.js"))).toEqual([
      'exports["."] leads to ./dist/index.js, which is not packed',
      'bin["ask-client"] leads to ./dist/index.js, which is not packed',
    ]);
  });

  it("carries the source that a declaration map leads to", () => {
    expect(problemsOf(without("src/index.ts"))).toEqual([
      "dist/index.js.map leads to src/index.ts, which is not packed",
      "dist/index.d.ts.map leads to src/index.ts, which is not packed",
    ]);
  });

  it("carries a map for each declaration", () => {
    expect(problemsOf(without("dist/index.d.ts.map"))).toEqual(["dist/index.d.ts has no declaration map"]);
  });

  it("names no folder of the machine that packed it", () => {
    expect(problemsOf({ ...sound, "dist/index.js": 'import "/somebody/home/x.js";' })).toEqual([
      "dist/index.js contains the path of a home folder",
    ]);
  });
});
