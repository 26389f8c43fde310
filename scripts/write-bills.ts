// Writes the bill of materials and the licences of every published package into the folder that is named.
import { resolve } from "node:path";
import { writeBills } from "./packages/bill-of-materials.ts";
import { workspacePackages, workspaceRoot } from "./workspace-packages.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write("usage: write-bills.ts <folder>\n");
  process.exitCode = 2;
} else {
  const published = workspacePackages().flatMap(({ name, isPrivate }) => (isPrivate ? [] : [name]));
  await writeBills(workspaceRoot, published, resolve(folder));
}
