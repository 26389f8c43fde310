import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

export const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** Bundles `code`, which may import what lies here; `platform` node leaves packages to be found as installed. */
export async function bundled(code: string, platform: "node" | "browser"): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "ts" },
    bundle: true,
    write: false,
    format: platform === "node" ? "esm" : "iife",
    platform,
    ...(platform === "node" ? { packages: "external" } : {}),
  });
  return outputFiles.map(({ text }) => text).join("");
}

/** Runs the checks on one version of Node, which comes from the npm registry, on the package as it is built here. */
export async function runOnNode(
  version: string,
  origin: string,
): Promise<{ runtime: string; outcomes: Record<string, string> }> {
  const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const fetched = ["--silent", `--package=node-${platform}@${version}`, "dlx", "node", "--print", "process.execPath"];
  const node = (await run("pnpm", fetched)).trim().split("\n").at(-1) ?? "";
  const code = await bundled(
    `import { runChecks } from "./checks.ts";
    const outcomes = await runChecks(process.argv[1]);
    const result = JSON.stringify({ runtime: process.version, outcomes });
    process.stdout.write(result, () => process.exit());`,
    "node",
  );
  // Run within the package, its own name resolves through its exports.
  return JSON.parse(await run(node, ["--input-type=module", "--eval", code, origin]));
}

async function run(command: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd: root, maxBuffer: 1e8 });
  return stdout;
}
