/**
 * Writes generated/ from openapi.yaml and clauses.yaml. With `--check` it writes nothing and exits 1 if a committed file is
 * not what the sources give. `--output <folder>` names another folder than generated/.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { packageFolder } from "./bundle-document.ts";
import { generateCommand, generatedFiles } from "./generated-files.ts";

const { values: options } = parseArgs({ options: { check: { type: "boolean" }, output: { type: "string" } } });
const folder = options.output ?? join(packageFolder, "generated");

const files = await generatedFiles();
await (options.check ? reportStale(files) : write(files));

async function write(files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await writeFile(join(folder, name), text);
}

async function reportStale(files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of files) {
    const path = join(folder, name);
    if ((await readIfThere(path)) === text) continue;
    process.exitCode = 1;
    process.stderr.write(
      `${relative(packageFolder, path)} is not what its sources give; run \`${generateCommand}\` and commit it.\n`,
    );
  }
}

/** The file's text, or undefined when there is no such file. */
async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
