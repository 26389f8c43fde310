import { workspaceRoot } from "../workspace-packages.ts";
import { run } from "./run.ts";

/**
 * The versions of Node that packages are tried on apart from the workspace's own: the oldest ones that they say they run on,
 * and the newest.
 */
export const otherNodeVersions: readonly string[] = ["20.19.0", "22.12.0", "22.13.0", "26.10.0"];

/** Fetches the binary of Node `version`, from npm or from pnpm's cache, and says where it lies. */
export async function nodeBinary(version: string): Promise<string> {
  const system = process.platform === "win32" ? "win" : process.platform;
  const source = `--package=node-${system}-${process.arch}@${version}`;
  const args = ["--silent", source, "dlx", "node", "--print", "process.version + ' ' + process.execPath"];
  const { stdout } = await run("pnpm", args, { cwd: workspaceRoot });
  const [, found, path] = /^v(\S+) (.+)$/m.exec(stdout) ?? [];
  if (path === undefined || found !== version) throw new Error(`Wanted Node ${version}, got:\n${stdout}`);
  return path;
}
