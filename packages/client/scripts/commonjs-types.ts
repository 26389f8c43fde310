import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

// Every Node that this package runs on loads it by require(), but TypeScript under `module: node16` takes a declaration
// that lies in an ES package for one that require() cannot load. So CommonJS gets the same declarations in a folder that
// says it is CommonJS.

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const commonjs = join(dist, "commonjs");

rmSync(commonjs, { recursive: true, force: true });
for (const name of globSync("**/*.d.ts", { cwd: dist })) {
  mkdirSync(join(commonjs, dirname(name)), { recursive: true });
  cpSync(join(dist, name), join(commonjs, name));
  copyMap(`${name}.map`);
}

/** Copies a declaration's map, so that an editor finds the source from here, too. */
function copyMap(name: string): void {
  const [from, to] = [join(dist, name), join(commonjs, name)];
  const map = JSON.parse(readFileSync(from, "utf8")) as { sources: string[] };
  const sources = map.sources.map((source) => relative(dirname(to), join(dirname(from), source)).replaceAll("\\", "/"));
  writeFileSync(to, JSON.stringify({ ...map, sources }));
}
writeFileSync(join(commonjs, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
