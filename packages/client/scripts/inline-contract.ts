import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

// The contract's types and validators become part of this package as it is published, so that who installs it installs
// openapi-fetch and nothing else: the built files move in, with the sources that their maps lead to.

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const contract = dirname(fileURLToPath(import.meta.resolve("@live-sessions/contract/package.json")));
const inlined = join(dist, "contract");

rmSync(inlined, { recursive: true, force: true });
for (const folder of ["dist", "src", "generated"]) {
  cpSync(join(contract, folder), join(inlined, folder), { recursive: true });
}

const modules: Readonly<Record<string, string>> = {
  "@live-sessions/contract": join(inlined, "dist/src/index.js"),
  "@live-sessions/contract/validators": join(inlined, "dist/src/validators.js"),
};

for (const name of globSync(["*.{js,d.ts}", "errors/*.{js,d.ts}"], { cwd: dist })) {
  const file = join(dist, name);
  const text = readFileSync(file, "utf8");
  const rewritten = text.replace(/"(@live-sessions\/contract[^"]*)"/g, (_, specifier: string) => {
    const module = modules[specifier];
    if (module === undefined) throw new Error(`${name} imports ${specifier}, which nothing is inlined for.`);
    return JSON.stringify(`./${relative(dirname(file), module)}`);
  });
  if (rewritten !== text) writeFileSync(file, rewritten);
}
