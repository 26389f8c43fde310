import { globSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileNameOf, type PackedPackage, unpackTarball } from "../packages/pack.ts";
import { workspacePackages, workspaceRoot } from "../workspace-packages.ts";
import { run } from "./run.ts";

const changesets = join(workspaceRoot, "node_modules/@changesets/cli/bin.js");

/** Runs Changesets in the workspace at `cwd`, as somebody with the environment `env`. */
export function changeset(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<{ output: string }> {
  return run(process.execPath, [changesets, ...args], { cwd, env });
}

/** The files of the changesets that wait in the workspace at `root`, relative to it. */
export function waitingChangesets(root: string): string[] {
  return globSync(".changeset/*.md", { cwd: root }).filter((file) => basename(file) !== "README.md");
}

/**
 * Releases the workspace at `scratch` as the workflow `release` does: versions as the waiting changesets say, tarballs of
 * what the registry does not have, and those published.
 */
export async function release(scratch: string, env: NodeJS.ProcessEnv): Promise<void> {
  if (waitingChangesets(scratch).length > 0) await changeset(["version"], scratch, env);
  const tarballs = join(scratch, ".packed");
  await changeset(["publish-plan", "--output", join(tarballs, "plan.json")], scratch, env);
  await changeset(["pack", "--from-publish-plan", join(tarballs, "plan.json"), "--out-dir", tarballs], scratch, env);
  await changeset(["publish", "--from-pack-dir", tarballs, "--no-git-tag"], scratch, env);
}

/** What is read of a registry's document about a package. */
interface Packument {
  "dist-tags": { latest: string };
  versions: Record<string, { dist: { tarball: string } }>;
}

/** Fetches from the registry at `registryUrl` what is the latest of each published package, and unpacks it in `folder`. */
export async function fetchPublished(registryUrl: string, folder: string): Promise<PackedPackage[]> {
  mkdirSync(folder);
  const names = workspacePackages().flatMap(({ isPrivate, name }) => (isPrivate ? [] : [name]));
  return Promise.all(
    names.map(async (name) => {
      const packument = (await (await fetch(`${registryUrl}${name}`)).json()) as Packument;
      const url = packument.versions[packument["dist-tags"].latest]?.dist.tarball ?? "no tarball";
      const tarball = join(folder, `${fileNameOf(name)}.tgz`);
      writeFileSync(tarball, await (await fetch(url)).bytes());
      return unpackTarball(name, tarball, folder);
    }),
  );
}
