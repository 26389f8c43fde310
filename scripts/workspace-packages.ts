import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** Absolute path of the workspace's root folder, without a trailing slash. */
export const workspaceRoot: string = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the root scripts read of one package's manifest. */
export interface WorkspacePackage {
  readonly name: string;
  /** Absolute path of its folder. */
  readonly directory: string;
  /** Its folder relative to the root, with forward slashes. */
  readonly path: string;
  readonly isPrivate: boolean;
  readonly scripts: Readonly<Record<string, string>>;
  /** Names of everything it depends on, of every kind. */
  readonly dependencies: readonly string[];
}

interface Manifest {
  name: string;
  private?: boolean;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/**
 * Every package that `pnpm-workspace.yaml` under `root` names, sorted by name. The root manifest itself is none of them.
 *
 * @throws when the workspace file or a manifest cannot be read or parsed.
 */
export function workspacePackages(root: string = workspaceRoot): WorkspacePackage[] {
  const settings = parse(readFileSync(join(root, "pnpm-workspace.yaml"), "utf8")) as { packages: string[] };
  return globSync(
    settings.packages.map((pattern) => `${pattern}/package.json`),
    { cwd: root },
  )
    .map((file) => readPackage(root, dirname(file)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readPackage(root: string, path: string): WorkspacePackage {
  const directory = join(root, path);
  const manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as Manifest;
  return {
    name: manifest.name,
    directory,
    path: path.replaceAll("\\", "/"),
    isPrivate: manifest.private === true,
    scripts: manifest.scripts ?? {},
    dependencies: [manifest.dependencies, manifest.devDependencies, manifest.peerDependencies].flatMap((group) =>
      Object.keys(group ?? {}),
    ),
  };
}

/** The names of the packages that depend on `name`, directly or through others, `name` itself included. */
export function dependantsOf(name: string, packages: readonly WorkspacePackage[]): Set<string> {
  const found = new Set([name]);
  for (const reached of found) {
    for (const candidate of packages) {
      if (candidate.dependencies.includes(reached)) found.add(candidate.name);
    }
  }
  return found;
}
