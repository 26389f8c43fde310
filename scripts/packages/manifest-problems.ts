// Of our own: publint judges exports and types; that no workspace range is left, and nothing has a wildcard, it does not ask.
import { type PackedPackage, packedManifest } from "./pack.ts";

/** A condition's target, or conditions in turn; null shuts a path. */
type ExportTarget = string | null | { readonly [condition: string]: ExportTarget };

/** What is wrong with the manifest of a packed package, compared with its files; empty when nothing is. */
export function manifestProblems(packed: PackedPackage): string[] {
  const manifest = packedManifest(packed);
  return [...openRanges(manifest), ...exportProblems(manifest, packed.files), ...sideEffects(manifest)];
}

/** Ranges that only a workspace understands. */
function openRanges(manifest: Record<string, unknown>): string[] {
  return ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"].flatMap((group) =>
    Object.entries((manifest[group] ?? {}) as Record<string, string>)
      .filter(([, range]) => /^(workspace|catalog|link|file):/.test(range))
      .map(([name, range]) => `${group}.${name} is ${range}`),
  );
}

/** Each path that can be imported, and each command, is named in full and leads to a file that is there. */
function exportProblems(manifest: Record<string, unknown>, files: readonly string[]): string[] {
  const exports = (manifest["exports"] ?? {}) as Record<string, ExportTarget>;
  const commands = Object.entries((manifest["bin"] ?? {}) as Record<string, string>);
  const named = [
    ...Object.entries(exports).flatMap(([path, target]) =>
      exportTargets(target).map((file) => [`exports["${path}"]`, file] as const),
    ),
    ...commands.map(([name, file]) => [`bin["${name}"]`, file] as const),
  ];
  if (named.length === 0) return ["nothing is exported, and there is no command"];
  return named.flatMap(([where, file]) => {
    if (`${where}${file}`.includes("*")) return [`${where} has a wildcard`];
    return files.includes(file.replace(/^\.\//, "")) ? [] : [`${where} leads to ${file}, which is not packed`];
  });
}

/** Every file that a target names, under whichever condition. */
function exportTargets(target: ExportTarget): string[] {
  if (target === null) return [];
  return typeof target === "string" ? [target] : Object.values(target).flatMap(exportTargets);
}

/** A bundler leaves out what is not used only where it is told that loading does nothing else. */
function sideEffects(manifest: Record<string, unknown>): string[] {
  return manifest["sideEffects"] === false ? [] : ["sideEffects is not false"];
}
