import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contentProblems } from "../packages/contents.ts";

let directory: string;
const sound = {
  LICENSE: "MIT",
  "README.md": "# Client",
  "package.json": JSON.stringify({ name: "client", dependencies: { "openapi-fetch": "0.17.0" } }),
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

const without = (file: keyof typeof sound): Record<string, string> =>
  Object.fromEntries(Object.entries(sound).filter(([name]) => name !== file));

describe("a packed package", () => {
  it("is sound with licence, readme, types, maps and their sources", () => {
    expect(problemsOf(sound)).toEqual([]);
  });

  it.each(["LICENSE", "README.md"] as const)("carries its %s", (file) => {
    expect(problemsOf(without(file))).toEqual([`${file} is missing`]);
  });

  it.each(["workspace:^", "catalog:", "link:../contract", "file:../contract"])(
    "has no range %s, which only a workspace understands",
    (range) => {
      const manifest = JSON.stringify({ name: "client", peerDependencies: { contract: range } });

      expect(problemsOf({ ...sound, "package.json": manifest })).toEqual([`peerDependencies.contract is ${range}`]);
    },
  );

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
