import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

export const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** Bundles what runs on `platform`; for Node, packages are left to be found as installed. */
export async function bundled(platform: "node" | "browser"): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`${platform}-entry.ts`, import.meta.url))],
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
  const code = await bundled("node");
  // Run within the package, its own name resolves through its exports.
  return JSON.parse(await run(node, ["--input-type=module", "--eval", code, origin]));
}

async function run(command: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd: root, maxBuffer: 1e8 });
  return stdout;
}
