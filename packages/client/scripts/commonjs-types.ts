import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";

// Every Node that this package runs on loads it by require(), but TypeScript under `module: node16` takes a declaration
// that lies in an ES package for one that require() cannot load. So CommonJS gets the same declarations in a folder that
// says it is CommonJS: those that the entries lead to, as they are installed by everybody.

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const commonjs = join(dist, "commonjs");
const entries = ["index.d.ts", "opentelemetry.d.ts", "tanstack.d.ts", "validate.d.ts"];

rmSync(commonjs, { recursive: true, force: true });
for (const name of reachedFrom(entries)) {
  mkdirSync(join(commonjs, dirname(name)), { recursive: true });
  cpSync(join(dist, name), join(commonjs, name));
  copyMap(`${name}.map`);
}
writeFileSync(join(commonjs, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);

/** The declarations that these import, from one to the next, themselves included. */
function reachedFrom(names: readonly string[]): ReadonlySet<string> {
  const reached = new Set(names);
  for (const name of reached) {
    for (const [, path = ""] of declaration(name).matchAll(/(?:from |import\()"(\.[^"]+)\.[jt]s"/g)) {
      reached.add(normalize(join(dirname(name), `${path}.d.ts`)));
    }
  }
  return reached;
}

/** Copies a declaration's map, so that an editor finds the source from here, too. */
function copyMap(name: string): void {
  const [from, to] = [join(dist, name), join(commonjs, name)];
  const map = JSON.parse(readFileSync(from, "utf8")) as { sources: string[] };
  const sources = map.sources.map((source) => relative(dirname(to), join(dirname(from), source)).replaceAll("\\", "/"));
  writeFileSync(to, JSON.stringify({ ...map, sources }));
}

function declaration(name: string): string {
  return readFileSync(join(dist, name), "utf8");
}
