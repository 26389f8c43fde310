import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Report } from "../report/report.ts";
import { Breather } from "../running/breather.ts";
import { isPlain, tryFile, writeAtomically } from "./report-file.ts";
import { renderReport, reporterNames } from "./reporters.ts";
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
  const { failures } = await writeFiles(report, outputs);
  throwAll([...failures, ...(await writeStdout(report, outputs, terminal))]);
}

/** Ends a command of which some output could not be written, once all else is. @throws Error that names each */
export function throwAll(failures: readonly string[]): void {
  if (failures.length > 0) throw new Error(failures.join("; "));
}

/** What became of the forms that go to a file. */
export interface WrittenFiles {
  /** What could not be written, a sentence each. */
  readonly failures: readonly string[];
  /** Those that may be written again: all but pipes and devices that have had their text. */
  readonly replaceable: readonly Output[];
}

/**
 * Writes the forms that go to a file; each appears whole or not at all, and one that cannot be written keeps no other from it.
 *
 * @param signal once it is aborted, no further file is written
 */
export async function writeFiles(
  report: Report,
  outputs: readonly Output[],
  signal?: AbortSignal,
): Promise<WrittenFiles> {
  const failures: string[] = [];
  const replaceable: Output[] = [];
  for (const output of outputs) {
    const { reporter, file, ...links } = output;
    if (file === undefined) continue;
    const isWritten = signal?.aborted !== true;
    if (!isWritten || isPlain(file)) replaceable.push(output);
    const write = async (): Promise<void> => {
      await writeAtomically(file, await renderReport(reporter, report, { ...links, hasColour: false }), signal);
    };
    if (isWritten) failures.push(...(await failuresOf(reporter, write)));
  }
  return { failures, replaceable };
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
  return failuresOf(reporter, async () => {
    const breather = new Breather();
    for (const piece of await renderReport(reporter, report, settings)) {
      terminal.out(piece);
      await breather.pause();
    }
  });
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
