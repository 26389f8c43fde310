// Bundles the CLI into one file, dist/cli.js, with the JSON that it needs inlined.
import { chmodSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { inlineJson } from "./bundle/inline-json.ts";
import { lateCommands } from "./bundle/late-commands.ts";
import { lazyBuiltins } from "./bundle/lazy-builtins.ts";

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const outfile = fromHere("../dist/cli.js");
await build({
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
});
chmodSync(outfile, 0o755);
