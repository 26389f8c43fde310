import { randomBytes } from "node:crypto";
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { Breather } from "../running/breather.ts";
import { reasonOf } from "./settings/read-json-file.ts";
import { UsageError } from "./usage-error.ts";

/** Makes the folder of a file and tries the file. @throws UsageError when it could not be written */
export function tryFile(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const trial = isPlain(file) ? temporaryNameOf(file) : undefined;
    closeSync(openSync(trial ?? file, trial === undefined ? "a" : "wx"));
    if (trial !== undefined) rmSync(trial);
  } catch (error) {
    throw new UsageError(`The report file ${file} cannot be written: ${reasonOf(error)}.`);
  }
}

/**
 * Writes next to the file and puts it in its place once it is whole, so that nobody reads half a report. Signals have their turn
 * between two pieces.
 *
 * @param signal once it is aborted, a plain file is left as it was; what goes to a pipe or a device is written to its end
 * @returns false when the file was left as it was
 * @throws Error that names the file; what goes wrong while a piece is made is thrown as it is
 */
export async function writeAtomically(file: string, pieces: Iterable<string>, signal?: AbortSignal): Promise<boolean> {
  const whole = isPlain(file) ? temporaryNameOf(file) : undefined;
  try {
    const isStopped = (): boolean => whole !== undefined && signal?.aborted === true;
    const isWhole = await writePieces(whole ?? file, pieces, isStopped, file);
    if (isWhole && whole !== undefined) naming(file, () => renameSync(whole, targetOf(file)));
    return isWhole;
  } finally {
    if (whole !== undefined) rmSync(whole, { force: true });
  }
}

async function writePieces(
  path: string,
  pieces: Iterable<string>,
  isStopped: () => boolean,
  file: string,
): Promise<boolean> {
  const breather = new Breather();
  const opened = naming(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    return openSync(path, "w");
  });
  try {
    for (const piece of pieces) {
      naming(file, () => writeFileSync(opened, piece));
      await breather.pause();
      if (isStopped()) return false;
    }
    return true;
  } finally {
    closeSync(opened);
  }
}

function naming<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new Error(`the report file ${file} could not be written: ${reasonOf(error)}`);
  }
}

/** False for a pipe or a device, such as /dev/stderr, which is written to; only a plain file can replace another. */
export function isPlain(file: string): boolean {
  const there = lstatSync(file, { throwIfNoEntry: false });
  return there === undefined || statSync(file, { throwIfNoEntry: false })?.isFile() !== false;
}

function targetOf(file: string): string {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true ? realpathSync(file) : file;
}

function temporaryNameOf(file: string): string {
  const target = targetOf(file);
  return join(dirname(target), `.${basename(target)}.${process.pid}.${randomBytes(3).toString("hex")}`);
}
