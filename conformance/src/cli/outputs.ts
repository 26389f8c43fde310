import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Report } from "../report/report.ts";
import { renderReport, reporterNames } from "./reporters.ts";
import { reasonOf } from "./settings/read-json-file.ts";
import { allOf, type Given, lastOf } from "./settings/setting.ts";
import { didYouMean } from "./suggest.ts";
import { hasColour, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** Where one reporter writes to; without a file to stdout. */
export interface Output {
  readonly reporter: string;
  readonly file?: string;
  /** The reference site, for links to clauses. */
  readonly siteUrl?: string;
}

/**
 * Reads `--reporter`: exactly the reporters that are named, or pretty on stdout when none is. Folders are made and
 * files tried before a run starts, so that no run is lost for a path.
 *
 * @throws UsageError for an unknown reporter, two on stdout or in one file, or a file that cannot be written
 */
export function openOutputs(given: Given): readonly Output[] {
  const from = given.get("reporter")?.from ?? "--reporter";
  const named = allOf(given, "reporter").map((value) => parseOutput(value, from));
  const siteUrl = lastOf(given, "site-url");
  const outputs = (named.length === 0 ? [{ reporter: "pretty" } as const] : named).map(
    (output): Output => ({ ...output, ...(siteUrl === undefined ? {} : { siteUrl }) }),
  );
  if (outputs.filter(({ file }) => file === undefined).length > 1)
    throw new UsageError(
      `${from}: only one reporter may write to stdout; give the others a file, such as json=report.json.`,
    );
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]));
  if (new Set(files).size < files.length) throw new UsageError(`${from}: two reporters would write the same file.`);
  if (given.has("open") && !outputs.some(isPage))
    throw new UsageError(
      `${given.get("open")?.from ?? "--open"} opens the HTML report: give --reporter html=report.html, too.`,
    );
  for (const { file } of outputs) if (file !== undefined) tryFile(file);
  return outputs;
}

/** Writes a report in every wanted form: the files, then stdout. */
export async function writeOutputs(report: Report, outputs: readonly Output[], terminal: Terminal): Promise<void> {
  const failures = [...(await writeFiles(report, outputs)), ...(await writeStdout(report, outputs, terminal))];
  throwAll(failures);
}

/** Ends a command of which some output could not be written, once all else is. @throws Error that names each */
export function throwAll(failures: readonly string[]): void {
  if (failures.length > 0) throw new Error(failures.join("; "));
}

/**
 * Writes the forms that go to a file; each appears whole or not at all, and one that cannot be written keeps no other from it.
 *
 * @returns what could not be written, a sentence each
 * @param kind `plain` leaves out pipes and devices, which have had their text
 */
export async function writeFiles(
  report: Report,
  outputs: readonly Output[],
  kind: "every" | "plain" = "every",
): Promise<string[]> {
  const failures: string[] = [];
  for (const { reporter, file, ...links } of outputs) {
    if (file === undefined || (kind === "plain" && !isPlain(file))) continue;
    const write = async (): Promise<void> =>
      writeAtomically(file, await renderReport(reporter, report, { ...links, hasColour: false }));
    failures.push(...(await failuresOf(reporter, write)));
  }
  return failures;
}

async function failuresOf(reporter: string, write: () => Promise<void>): Promise<string[]> {
  try {
    await write();
    return [];
  } catch (error) {
    return [`reporter ${reporter}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/**
 * Writes the form that goes to stdout; where all go to files, the verdict and what was written.
 *
 * @returns what could not be written
 */
export async function writeStdout(report: Report, outputs: readonly Output[], terminal: Terminal): Promise<string[]> {
  const output = outputs.find(({ file }) => file === undefined);
  if (!output) return writeVerdict(report, outputs, terminal);
  const { reporter, file: _, ...links } = output;
  const settings = { ...links, hasColour: hasColour(terminal) };
  return failuresOf(reporter, async () => terminal.out(await renderReport(reporter, report, settings)));
}

// A pipe or a device may be this program's own output, which belongs to its reporter alone.
async function writeVerdict(report: Report, outputs: readonly Output[], terminal: Terminal): Promise<string[]> {
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : [file]));
  if (!files.every(isPlain)) return [];
  const { verdictLine } = await import("../report/pretty/verdict-line.ts");
  const written = files.filter((file) => existsSync(file)).map((file) => `Wrote ${file}.\n`);
  terminal.out(`${verdictLine(report, hasColour(terminal))}\n${written.join("")}`);
  return [];
}

/** Whether an output is an HTML report in a file. */
export function isPage({ reporter, file }: Output): boolean {
  return reporter === "html" && file !== undefined;
}

function parseOutput(value: string, from: string): Output {
  const separator = value.indexOf("=");
  const name = separator === -1 ? value : value.slice(0, separator);
  if (!reporterNames.includes(name)) {
    throw new UsageError(
      `${from}: there is no reporter "${name}".${didYouMean(name, reporterNames)} Reporters: ${reporterNames.join(", ")}.`,
    );
  }
  if (separator === -1) return { reporter: name };
  const file = value.slice(separator + 1);
  if (file === "") throw new UsageError(`${from}: "${value}" has no file after "=".`);
  return { reporter: name, file };
}

function tryFile(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const trial = isPlain(file) ? temporaryNameOf(file) : undefined;
    closeSync(openSync(trial ?? file, trial === undefined ? "a" : "wx"));
    if (trial !== undefined) rmSync(trial);
  } catch (error) {
    throw new UsageError(`The report file ${file} cannot be written: ${reasonOf(error)}.`);
  }
}

/** Writes next to the file and puts it in its place at once, so that nobody reads half a report. */
export function writeAtomically(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const whole = isPlain(file) ? temporaryNameOf(file) : undefined;
  try {
    writeFileSync(whole ?? file, text);
    if (whole !== undefined) renameSync(whole, targetOf(file));
  } catch (error) {
    if (whole !== undefined) rmSync(whole, { force: true });
    throw new Error(`the report file ${file} could not be written: ${reasonOf(error)}`);
  }
}

// A pipe or a device, such as /dev/stderr, is written to; only a plain file can replace another.
function isPlain(file: string): boolean {
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
