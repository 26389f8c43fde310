// Removes the declarations in dist that the package's own do not lead to: nobody can import those modules, and each comes with a map.
import { globSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

/** The declarations that a file leads to, itself too. */
function reached(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(dist, file), "utf8");
  for (const [, path = ""] of text.matchAll(/(?:from |import\()"(\.[^"]+)\.(?:ts|js)"/g))
    reached(join(dirname(file), `${path}.d.ts`), seen);
  return seen;
}

const kept = reached("index.d.ts");
for (const file of globSync("**/*.d.ts", { cwd: dist }).filter((path) => !kept.has(path)))
  for (const path of [file, `${file}.map`]) rmSync(join(dist, path));
