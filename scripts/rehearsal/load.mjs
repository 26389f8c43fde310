// Runs inside an installation, on any Node that is supported: imports, requires and resolves what its packages offer.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

for (const { modules, documents } of JSON.parse(process.argv[2])) {
  for (const specifier of modules) {
    const imported = Object.keys(await import(specifier)).sort();
    const required = Object.keys(require(specifier)).sort();
    assert.deepEqual(required, imported, `${specifier} gives require() something else than import`);
    process.stdout.write(`${specifier}: ${imported.length}\n`);
  }
  for (const specifier of documents) {
    assert.notEqual(readFileSync(require.resolve(specifier), "utf8"), "");
    process.stdout.write(`${specifier}: there\n`);
  }
}
