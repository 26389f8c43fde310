import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../run-command.ts";
import { type PackedPackage, packedManifest } from "./pack.ts";

/** A published package and what its manifest offers. */
interface Offer {
  readonly name: string;
  /** Module specifiers that can be imported. */
  readonly modules: readonly string[];
  /** Specifiers of documents: JSON, YAML. */
  readonly documents: readonly string[];
  /** Commands, each as the path of its file inside the package. */
  readonly commands: readonly string[];
}

/**
 * Whether a package with this `engines.node` says that it runs on Node `major`, minor versions apart: `^20.19.0` or
 * `>=22.12.0`, alternatives joined by `||`.
 */
export function runsOnMajor(engines: string, major: number): boolean {
  return engines.split("||").some((range) => {
    const [, operator, least] = /^\s*(\^|>=)(\d+)/.exec(range) ?? [];
    return operator === "^" ? Number(least) === major : operator === ">=" && Number(least) <= major;
  });
}

/**
 * Installs the tarballs with npm into `folder`, as a user would, and lets the Node at `node` import every module, find
 * every document and start every command with `--help`.
 *
 * @returns what went wrong; empty when nothing did.
 */
export async function tryInstalled(
  packages: readonly PackedPackage[],
  node: string,
  folder: string,
): Promise<string[]> {
  const dependencies = Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]));
  // An override too: a package's own range for another of these packages names a version that no registry has yet.
  const manifest = { name: "somebody", private: true, type: "module", dependencies, overrides: dependencies };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  const install = await runCommand("npm", ["install", "--no-audit", "--no-fund", "--omit=peer"], folder);
  if (install.code !== 0) return [`npm install failed:\n${install.output}`];
  writeFileSync(join(folder, "try.mjs"), attempt);
  const { code, output } = await runCommand(node, ["try.mjs", JSON.stringify(packages.map(offerOf))], folder);
  return code === 0 ? [] : [output.trim()];
}

function offerOf(packed: PackedPackage): Offer {
  const { exports = {}, bin = {} } = packedManifest(packed) as { exports?: object; bin?: Record<string, string> };
  const specifiers = Object.keys(exports).map((path) => packed.name + path.slice(1));
  const isDocument = (specifier: string): boolean => /\.(json|yaml)$/.test(specifier);
  return {
    name: packed.name,
    modules: specifiers.filter((specifier) => !isDocument(specifier)),
    documents: specifiers.filter(isDocument),
    commands: Object.values(bin),
  };
}

/** Plain JavaScript, since it runs on the oldest Node that is supported, from the folder of an installation. */
const attempt: string = readFileSync(join(import.meta.dirname, "try-installed.mjs"), "utf8");
