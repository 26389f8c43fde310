import { readFileSync } from "node:fs";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { UsageError } from "../usage-error.ts";

/**
 * Reads a JSON file in which `//` comments and commas before a closing bracket are allowed.
 *
 * @param what the file's part, for messages: `configuration file`
 * @throws UsageError when it cannot be read or is not JSON
 */
export function readJsonFile(path: string, what: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`The ${what} ${path} cannot be read: ${reasonOf(error)}.`);
  }
  return parseJson(text.replace(/^\uFEFF/, ""), `The ${what} ${path}`);
}

function parseJson(text: string, file: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parsed(text, errors, file);
  const [error] = errors;
  if (error === undefined) return value;
  const before = text.slice(0, error.offset).split("\n");
  const problem = printParseErrorCode(error.error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  throw new UsageError(
    `${file} is not JSON: ${problem} in line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}.`,
  );
}

function parsed(text: string, errors: ParseError[], file: string): unknown {
  try {
    return parse(text, errors, { allowTrailingComma: true, allowEmptyContent: false });
  } catch {
    // It goes down by recursion.
    throw new UsageError(`${file} is not JSON that can be used: it is nested too deeply.`);
  }
}

/** Why a file operation failed, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file or folder",
    EACCES: "permission denied",
    EISDIR: "it is a folder",
    EEXIST: "a part of its path is not a folder",
    ENOTDIR: "a part of its path is not a folder",
    EROFS: "the file system is read-only",
    ENOSPC: "the disk is full",
  };
  return known[code ?? ""] ?? message;
}
