// Bundles the CLI into one file, dist/cli.js, with the JSON that it needs inlined.
import { chmodSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const require = createRequire(import.meta.url);

/** Text of a JSON file as a JavaScript string: parsed by JSON.parse when it is asked for, not when the program starts. */
async function jsonText(path: string): Promise<string> {
  return JSON.stringify(JSON.stringify(JSON.parse(await readFile(path, "utf8"))));
}

/** Puts the JSON files in the place of the functions that read them. */
const inlineJson: Plugin = {
  name: "inline-json",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]contract-document\.ts$/ }, async () => {
      const { version } = JSON.parse(await readFile(fromHere("../package.json"), "utf8")) as { version: string };
      return {
        loader: "js",
        contents: `let document, clauses;
export function contractDocument() { return document ??= JSON.parse(${await jsonText(require.resolve("@live-sessions/openapi/openapi.json"))}); }
export function contractClauses() { return clauses ??= JSON.parse(${await jsonText(require.resolve("@live-sessions/openapi/clauses.json"))}); }
export function suiteVersion() { return ${JSON.stringify(version)}; }`,
      };
    });
  },
};

/** Ajv goes in as text, compiled when a schema is: it is half of the program, and `list` and `explain` never need it. */
const lazyAjv: Plugin = {
  name: "lazy-ajv",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^ajv\/dist\/2020\.js$/ }, ({ path }) => ({ path, namespace: "lazy-ajv" }));
    onLoad({ filter: /.*/, namespace: "lazy-ajv" }, async ({ path }) => ({
      contents: `const text = ${JSON.stringify(await bundledText(path))};
export const Ajv2020 = new Proxy(function () {}, {
  construct(_, options) {
    const module = { exports: {} };
    new Function("module", text)(module);
    return new module.exports.Ajv2020(...options);
  },
});`,
    }));
  },
};

async function bundledText(packagePath: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `module.exports = require(${JSON.stringify(packagePath)});`, resolveDir: fromHere(".") },
    bundle: true,
    format: "cjs",
    platform: "node",
    minify: true,
    legalComments: "none",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

/**
 * Node's own modules are loaded by the code that uses them, when it is reached: imports of the bundle would all be
 * loaded at its start, TLS and compression too.
 */
const lazyBuiltins: Plugin = {
  name: "lazy-builtins",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: "lazy-builtins" }));
    onLoad({ filter: /.*/, namespace: "lazy-builtins" }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

const outfile = fromHere("../dist/cli.js");
await build({
  entryPoints: [fromHere("../src/cli/main.ts")],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  minify: true,
  keepNames: true,
  legalComments: "none",
  banner: { js: "#!/usr/bin/env node" },
  plugins: [inlineJson, lazyAjv, lazyBuiltins],
  logLevel: "warning",
});
chmodSync(outfile, 0o755);
