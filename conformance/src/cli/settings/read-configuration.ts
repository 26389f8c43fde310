import { readJsonFile } from "./read-json-file.ts";

const configurations = new Map<string, unknown>();

/** The configuration in the file at `path`, read once in a process: a pipe gives it only once. Errors as `readJsonFile`. */
export function readConfiguration(path: string): unknown {
  if (!configurations.has(path)) configurations.set(path, readJsonFile(path, "configuration file"));
  return configurations.get(path);
}
