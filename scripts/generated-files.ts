import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * One hash over the names and contents of everything in the folder `generated` of a package; equal hashes mean that
 * nothing there was written, added or removed.
 */
export function generatedFingerprint(directory: string): string {
  const hash = createHash("sha256");
  const entries = globSync("generated/**", { cwd: directory, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of entries.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}
