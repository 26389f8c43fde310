import { cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { workspacePackages, workspaceRoot } from "../workspace-packages.ts";
import { run } from "./run.ts";

/**
 * Copies this workspace as it lies there to `folder`: its history, its files (those not committed, too), what was built
 * and what was installed. Versions can be raised there, and packages published, without a trace in the work tree.
 */
export async function scratchWorkspace(folder: string): Promise<void> {
  await run("git", ["clone", "--quiet", "--shared", "--no-checkout", workspaceRoot, folder], { cwd: workspaceRoot });
  const { stdout } = await run("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: workspaceRoot,
  });
  for (const file of stdout.split("\0")) {
    if (file === "" || !existsSync(join(workspaceRoot, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(workspaceRoot, file), join(folder, file));
  }
  symlinkSync(join(workspaceRoot, "node_modules"), join(folder, "node_modules"));
  for (const { path } of workspacePackages()) copyBuilt(path, folder);
}

/** What lies in a package apart from its sources. Its `node_modules` holds links, which lead to this copy's packages. */
function copyBuilt(path: string, folder: string): void {
  for (const built of ["dist", "node_modules"]) {
    const from = join(workspaceRoot, path, built);
    if (existsSync(from)) cpSync(from, join(folder, path, built), { recursive: true, verbatimSymlinks: true });
  }
}
