// Bundles the CLI: dist/cli.js, and in dist/cli/ what a command loads when it is called.
import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import manifest from "../package.json" with { type: "json" };

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const { outputFiles } = await build({
  entryPoints: [{ in: fromHere("../src/cli/main.ts"), out: "cli" }],
  outdir: fromHere("../dist"),
  chunkNames: "cli/[name]-[hash]",
  bundle: true,
  splitting: true,
  // leven is needed from the start on: as a file of its own it costs 0.07 × an empty Node. Its licence comes with the dependency.
  external: Object.keys(manifest.dependencies).filter((name) => name !== "leven"),
  platform: "node",
  format: "esm",
  target: "node20.19",
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  write: false,
});
// The program last, and put in its place at once: tests that run meanwhile see the old one or the new one, whole.
const program = fromHere("../dist/cli.js");
for (const { path, contents } of outputFiles.filter((file) => file.path !== program)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}
const whole = `${program}.${process.pid}`;
writeFileSync(whole, `#!/usr/bin/env node\n${outputFiles.find(({ path }) => path === program)?.text ?? ""}`);
chmodSync(whole, 0o755);
renameSync(whole, program);
