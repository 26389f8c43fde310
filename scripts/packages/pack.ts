import { globSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../run-command.ts";
import type { WorkspacePackage } from "../workspace-packages.ts";

/** A package as it would be published: the tarball, and the same unpacked. */
export interface PackedPackage {
  readonly name: string;
  readonly tarball: string;
  /** The folder that the tarball was unpacked to. */
  readonly directory: string;
  /** Its files, relative to `directory`. */
  readonly files: readonly string[];
  readonly packedBytes: number;
  readonly unpackedBytes: number;
}

/**
 * Packs `source` with pnpm (which replaces `workspace:` and `catalog:` ranges) into `folder` and unpacks it next to that.
 *
 * @throws with pnpm's or tar's own words when one of them fails.
 */
export async function packPackage(source: WorkspacePackage, folder: string): Promise<PackedPackage> {
  return unpackTarball(source.name, await packTarball(source, folder), folder);
}

/**
 * Packs `source` with pnpm into `folder`, which must exist.
 *
 * @returns the tarball's path.
 * @throws with pnpm's own words when it fails.
 */
export async function packTarball(source: WorkspacePackage, folder: string): Promise<string> {
  const tarball = join(folder, `${fileNameOf(source.name)}.tgz`);
  await succeed("pnpm", ["pack", "--out", tarball], source.directory);
  return tarball;
}

/**
 * Unpacks the `tarball` of the package `name` into a folder of its own in `folder`.
 *
 * @throws with tar's own words when it fails.
 */
export async function unpackTarball(name: string, tarball: string, folder: string): Promise<PackedPackage> {
  const directory = join(folder, fileNameOf(name));
  mkdirSync(directory);
  await succeed("tar", ["-xzf", tarball, "-C", directory, "--strip-components=1"], folder);
  const files = filesUnder(directory);
  return {
    name,
    tarball,
    directory,
    files,
    packedBytes: statSync(tarball).size,
    unpackedBytes: files.reduce((sum, file) => sum + statSync(join(directory, file)).size, 0),
  };
}

/** A package's name as part of a file name: `live-sessions-client`. */
export function fileNameOf(name: string): string {
  return name.replace(/^@/, "").replace("/", "-");
}

function filesUnder(directory: string): string[] {
  return globSync("**", { cwd: directory })
    .filter((file) => statSync(join(directory, file)).isFile())
    .sort();
}

async function succeed(command: string, args: string[], cwd: string): Promise<void> {
  const { code, output } = await runCommand(command, args, cwd);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} in ${cwd} exited with ${code}:\n${output}`);
}

/** The manifest as packed. */
export function packedManifest(packed: PackedPackage): Record<string, unknown> {
  return JSON.parse(readFileSync(join(packed.directory, "package.json"), "utf8")) as Record<string, unknown>;
}
