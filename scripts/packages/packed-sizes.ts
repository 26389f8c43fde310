import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { PackedPackage } from "./pack.ts";

/**
 * Lists the files of a packed package, a line each with its size in bytes, to be compared with the list in the file
 * `known`. A size that is within a fifth, or 500 bytes, of the known one is given as known: what a release note calls the
 * same size is the same here, and a file that doubles is not.
 */
export function packedSizes({ directory, files }: PackedPackage, known: string): string {
  const before = existsSync(known) ? parseSizes(readFileSync(known, "utf8")) : new Map<string, number>();
  const lines = files.map((file) => {
    const size = statSync(join(directory, file)).size;
    const last = before.get(file);
    const isAlike = last !== undefined && Math.abs(size - last) <= Math.max(last / 5, 500);
    return `${String(isAlike ? last : size).padStart(8)} ${file}\n`;
  });
  return lines.join("");
}

function parseSizes(text: string): Map<string, number> {
  return new Map(
    text.split("\n").flatMap((line) => {
      const [, size, file] = /^ *(\d+) (.+)$/.exec(line) ?? [];
      return file === undefined ? [] : [[file, Number(size)] as const];
    }),
  );
}
