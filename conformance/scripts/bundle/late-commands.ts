import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { inlineJson } from "./inline-json.ts";
import { lazyBuiltins } from "./lazy-builtins.ts";

const cliFolder = fileURLToPath(new URL("../../src/cli", import.meta.url));
const names = ["run", "doctor", "init", "judge", "diff", "baseline", "infer"];

/**
 * The commands that need the suite go into the file as text, compiled when one of them is called: parsing them takes
 * longer than `list` may (measured: 18 of its 50 ms).
 */
export const lateCommands: Plugin = {
  name: "late-commands",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`/commands/(${names.join("|")})-command\\.ts$`) }, ({ path }) => ({
      path: path.replace(/^.*\/(\w+)-command\.ts$/, "$1"),
      namespace: "late-commands",
    }));
    onResolve({ filter: /^late-program$/ }, ({ path }) => ({ path, namespace: "late-program" }));
    onLoad({ filter: /.*/, namespace: "late-commands" }, ({ path }) => ({
      contents: `import { program } from "late-program"; export const ${path}Command = program().${path}Command;`,
    }));
    onLoad({ filter: /.*/, namespace: "late-program" }, async () => ({ contents: loader(await programText()) }));
  },
};

/** The commands as the body of a function, which takes what `import.meta` says of the file that they stand in. */
async function programText(): Promise<string> {
  const entries = names.map((name) => `export { ${name}Command } from "./commands/${name}-command.ts";`);
  const { outputFiles } = await build({
    stdin: { contents: entries.join("\n"), resolveDir: cliFolder, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.19",
    minify: true,
    legalComments: "none",
    define: { "import.meta.url": "bundleUrl", "import.meta.dirname": "bundleFolder" },
    plugins: [inlineJson, lazyBuiltins],
    write: false,
    logLevel: "warning",
  });
  return outputFiles[0]?.text ?? "";
}

function loader(text: string): string {
  return `let loaded;
export function program() {
  if (loaded) return loaded;
  const { compileFunction } = process.getBuiltinModule("node:vm");
  const module = { exports: {} };
  const filename = import.meta.filename + "#commands";
  compileFunction(${JSON.stringify(text)}, ["module", "bundleUrl", "bundleFolder"], { filename })(module, import.meta.url, import.meta.dirname);
  return (loaded = module.exports);
}`;
}
