import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Makes an empty project in the folder `name` of `folder`, outside of every workspace. */
export function emptyProject(folder: string, name: string): string {
  const project = join(folder, name);
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "somebody", version: "1.0.0", private: true }));
  return project;
}

/** What an installation by npm came to. */
export interface Weight {
  readonly packages: number;
  /** Of all files of all packages. */
  readonly bytes: number;
}

/** Counts what npm installed into `project`. */
export function weightOf(project: string): Weight {
  const files = globSync("node_modules/**", { cwd: project, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return {
    packages: installedPaths(project).length,
    bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
  };
}

/** The names of the packages that npm installed into `project`, each once, in the order of the alphabet. */
export function installedNames(project: string): string[] {
  return [...new Set(installedPaths(project).map((path) => path.replace(/^.*node_modules\//, "")))].sort();
}

function installedPaths(project: string): string[] {
  const lock = readFileSync(join(project, "node_modules/.package-lock.json"), "utf8");
  return Object.keys((JSON.parse(lock) as { packages: object }).packages);
}
