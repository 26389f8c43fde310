import { parseArgs } from "node:util";
import type { Command } from "./command.ts";
import type { Given, Setting } from "./settings/setting.ts";
import { didYouMean } from "./suggest.ts";
import { UsageError } from "./usage-error.ts";

/** A command's arguments, read. */
export interface CommandLine {
  readonly given: Given;
  readonly operands: readonly string[];
  readonly wantsHelp: boolean;
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

/** Reads a command's arguments. @throws UsageError for anything that is not a flag of it, or lacks its value */
export function parseCommandLine(args: readonly string[], command: Command): CommandLine {
  const settings = new Map(
    command.settings.flatMap((group) => group.settings).map((setting) => [setting.name, setting] as const),
  );
  const { tokens } = parseArgs({
    args: withOptionalValues(args, settings),
    options: optionsOf(settings),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  if (tokens.some((token) => token.kind === "option" && (token.name === "help" || token.name === "h")))
    return { given: new Map(), operands: [], wantsHelp: true };
  const given = new Map<string, { values: string[]; from: string }>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const setting = settings.get(token.name);
    if (!setting) throw unknownFlag(token, command, [...settings.keys()]);
    const known = given.get(setting.name);
    if (known && setting.isRepeatable !== true)
      throw new UsageError(`--${setting.name} was given twice; give it once.`);
    const entry = known ?? { values: [], from: `--${setting.name}` };
    entry.values.push(valueOfToken(token, setting));
    given.set(setting.name, entry);
  }
  const operands = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []));
  checkOperands(operands, command);
  return { given, operands, wantsHelp: false };
}

// `--mock` may stand alone: `--mock=` keeps parseArgs from taking the next flag for its value.
function withOptionalValues(args: readonly string[], settings: ReadonlyMap<string, Setting>): string[] {
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  const joined: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? "";
    const next = args[index + 1];
    const isOptional = index < end && arg.startsWith("--") && settings.get(arg.slice(2))?.isValueOptional === true;
    const takesNext = isOptional && next !== undefined && !next.startsWith("-");
    joined.push(isOptional ? `${arg}=${takesNext ? next : ""}` : arg);
    if (takesNext) index += 1;
  }
  return joined;
}

function optionsOf(
  settings: ReadonlyMap<string, Setting>,
): Record<string, { type: "string" | "boolean"; short?: string }> {
  const known = [...settings.values()].map(
    ({ name, value }) => [name, { type: value === undefined ? "boolean" : "string" }] as const,
  );
  return { ...Object.fromEntries(known), help: { type: "boolean", short: "h" } };
}

function valueOfToken({ value, inlineValue, rawName }: OptionToken, setting: Setting): string {
  if (setting.value === undefined) {
    if (inlineValue === true) throw new UsageError(`${rawName} takes no value.`);
    return "";
  }
  if (setting.isValueOptional === true) return value ?? "";
  const isMissing = value === undefined || (inlineValue !== true && value.startsWith("--"));
  if (isMissing || value === "") throw new UsageError(`${rawName} needs a value: ${rawName} ${setting.value}.`);
  return value;
}

function unknownFlag({ name, rawName }: OptionToken, command: Command, known: readonly string[]): UsageError {
  const flags = [...known, "help"].map((flag) => `--${flag}`);
  return new UsageError(
    `${command.name} has no flag ${rawName.length === 2 ? rawName : `--${name}`}.${didYouMean(`--${name}`, flags)}`,
  );
}

function checkOperands(operands: readonly string[], command: Command): void {
  const missing = command.operands[operands.length];
  if (missing !== undefined) throw new UsageError(`${command.name} needs ${missing}.`);
  const extra = operands[command.operands.length];
  if (extra !== undefined) {
    throw new UsageError(
      command.operands.length === 0
        ? `${command.name} takes no argument without a flag, and got "${extra}".`
        : `${command.name} takes ${command.operands.join(" and ")}, and got "${extra}" beside.`,
    );
  }
}
