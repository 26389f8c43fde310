// Bundles the CLI into one file, dist/cli.js, with the JSON that it needs inlined.
import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { inlineJson } from "./bundle/inline-json.ts";
import { lateCommands } from "./bundle/late-commands.ts";
import { lazyBuiltins } from "./bundle/lazy-builtins.ts";

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const outfile = fromHere("../dist/cli.js");
const { outputFiles } = await build({
  entryPoints: [fromHere("../src/cli/main.ts")],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  minify: true,
  legalComments: "none",
  banner: { js: "#!/usr/bin/env node" },
  plugins: [inlineJson, lateCommands, lazyBuiltins],
  logLevel: "warning",
  write: false,
});
// Put in its place at once: tests that run meanwhile see the old one or the new one.
const whole = `${outfile}.${process.pid}`;
mkdirSync(dirname(outfile), { recursive: true });
writeFileSync(whole, outputFiles[0]?.contents ?? "");
chmodSync(whole, 0o755);
renameSync(whole, outfile);
