// Packs every published package, as built, into the folder that is named.
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { packTarball } from "./packages/pack.ts";
import { workspacePackages } from "./workspace-packages.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write("usage: pack-published.ts <folder>\n");
  process.exitCode = 2;
} else {
  mkdirSync(resolve(folder), { recursive: true });
  for (const source of workspacePackages().filter(({ isPrivate }) => !isPrivate)) {
    process.stdout.write(`${await packTarball(source, resolve(folder))}\n`);
  }
}
