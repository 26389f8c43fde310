import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Looks for the first difference between a folder and the files that belong in it.
 *
 * @param folder the folder's path; one that does not exist counts as empty.
 * @param expected file name to text.
 * @returns the name of a file that is missing, differs, or does not belong there; undefined when there is none.
 */
export async function staleFile(folder: string, expected: ReadonlyMap<string, string>): Promise<string | undefined> {
  for (const [name, text] of expected) {
    if ((await readFile(join(folder, name), "utf8").catch(() => undefined)) !== text) return name;
  }
  return (await readdir(folder)).find((name) => !expected.has(name));
}
