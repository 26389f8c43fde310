import { readFileSync } from "node:fs";
import { UsageError } from "../usage-error.ts";

/**
 * Reads a JSON file in which `//` comments and commas before a closing bracket are allowed.
 *
 * @param what the file's part, for messages: `configuration file`
 * @throws UsageError when it cannot be read or is no JSON
 */
export function readJsonFile(path: string, what: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`The ${what} ${path} cannot be read: ${reasonOf(error)}.`);
  }
  try {
    return JSON.parse(withoutComments(text.replace(/^\uFEFF/, "")));
  } catch (error) {
    throw new UsageError(`The ${what} ${path} is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** Why a file operation failed, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file or folder",
    EACCES: "permission denied",
    EISDIR: "it is a folder",
    EEXIST: "a part of its path is no folder",
    ENOTDIR: "a part of its path is no folder",
    EROFS: "the file system is read-only",
    ENOSPC: "the disk is full",
  };
  return known[code ?? ""] ?? message;
}

/**
 * JSON without comments and without commas before a closing bracket. Strings are taken first, so that a `//` inside one is no
 * comment; line breaks stay, so that positions stay right. A comment or string that does not end goes to the end of the text, so
 * that nothing is looked through twice.
 */
function withoutComments(text: string): string {
  const blanked = text.replace(/"(?:[^"\\\n]|\\[\s\S]?)*(?:"|(?=\n)|$)|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, (found) =>
    found.startsWith('"') ? found : found.replace(/[^\n]/g, " "),
  );
  return blanked.replace(/"(?:[^"\\\n]|\\[\s\S]?)*(?:"|(?=\n)|$)|,(?=\s*[}\]])/g, (found) =>
    found === "," ? " " : found,
  );
}
