import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packedSizes } from "../packages/packed-sizes.ts";

let directory: string;
let known: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "packed-sizes-test-"));
  known = join(directory, "known.txt");
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function sizesOf(sizes: Record<string, number>): string {
  for (const [file, bytes] of Object.entries(sizes)) writeFileSync(join(directory, file), "x".repeat(bytes));
  const files = Object.keys(sizes);
  return packedSizes({ name: "client", tarball: "", directory, files, packedBytes: 0, unpackedBytes: 0 }, known);
}

describe("the list of a package's files", () => {
  it("gives each file with its size where none is known", () => {
    expect(sizesOf({ "a.js": 10, "b.js": 1200 })).toBe("      10 a.js\n    1200 b.js\n");
  });

  it.each([
    ["a fifth", 10_000, 12_000, 8_000],
    ["500 bytes", 100, 600, 0],
  ])("takes a size that differs by %s for the known one", (_, size, larger, smaller) => {
    writeFileSync(known, `${size} a.js\n`);
    const same = `${String(size).padStart(8)} a.js\n`;

    expect([sizesOf({ "a.js": larger }), sizesOf({ "a.js": smaller })]).toEqual([same, same]);
  });

  it.each([
    [10_000, 12_001],
    [10_000, 7_999],
    [100, 601],
  ])("says that a file of %i bytes has %i", (size, other) => {
    writeFileSync(known, `${size} a.js\n`);

    expect(sizesOf({ "a.js": other })).toBe(`${String(other).padStart(8)} a.js\n`);
  });

  it("leaves out what is not packed any more", () => {
    writeFileSync(known, "      10 a.js\n      10 gone.js\n");

    expect(sizesOf({ "a.js": 10 })).toBe("      10 a.js\n");
  });
});
