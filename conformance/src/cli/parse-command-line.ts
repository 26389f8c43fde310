import { parseArgs } from "node:util";
import type { Command } from "./command.ts";
import { placeholder } from "./help.ts";
import { PROGRAM_NAME } from "./program-name.ts";
import { secretSettings } from "./settings/secrets-table.ts";
import { type Given, isSwitch, type Setting } from "./settings/setting.ts";
import { fits } from "./settings/value-schema.ts";
import { didYouMean } from "./suggest.ts";
import { UsageError } from "./usage-error.ts";

/** A command's arguments, read. */
export interface CommandLine {
  readonly given: Given;
  readonly operands: readonly string[];
  /** What was asked for in place of the command. */
  readonly asks?: "help" | "version";
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

/** Reads a command's arguments. @throws UsageError for what is not a flag of it, and for a value that is missing or wrong */
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
  const names = tokens.map((token) => (token.kind === "option" ? token.name : ""));
  for (const asks of ["help", "version"] as const)
    if (names.includes(asks)) return { given: new Map(), operands: [], asks };
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
  return { given, operands };
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
  const types = [...settings.values()].map(
    (setting) => [setting.name, { type: isSwitch(setting) ? "boolean" : "string" }] as const,
  );
  return {
    ...Object.fromEntries(types),
    help: { type: "boolean", short: "h" },
    version: { type: "boolean", short: "v" },
  };
}

function valueOfToken({ value, inlineValue, rawName }: OptionToken, setting: Setting): string {
  if (isSwitch(setting)) {
    if (inlineValue === true) throw new UsageError(`${rawName} takes no value.`);
    return "";
  }
  if (setting.isValueOptional === true) return value ?? "";
  const isMissing = value === undefined || (inlineValue !== true && value.startsWith("--"));
  if (isMissing || value === "") throw new UsageError(`${rawName} needs a value: ${rawName} ${setting.value}.`);
  if (fits(value, setting.schema)) return value;
  const meant = didYouMean(value, setting.schema.enum ?? []);
  throw new UsageError(`${rawName} must be ${setting.schema.title}, got ${JSON.stringify(value)}.${meant}`);
}

function unknownFlag({ name, rawName }: OptionToken, command: Command, names: readonly string[]): UsageError {
  const secret = secretSettings.find((candidate) => candidate.name === name);
  if (secret)
    return new UsageError(
      `A credential cannot be a flag, because process lists show flags: set the environment variable ${secret.variable} instead of --${name}.`,
    );
  const flags = [...names, "help", "version"].map((flag) => `--${flag}`);
  return new UsageError(
    `${command.name} has no flag ${rawName.length === 2 ? rawName : `--${name}`}.${didYouMean(`--${name}`, flags)}`,
  );
}

function checkOperands(operands: readonly string[], command: Command): void {
  const missing = command.operands[operands.length];
  if (missing !== undefined) {
    const usage = [...operands, ...command.operands.slice(operands.length).map(placeholder)].join(" ");
    throw new UsageError(`${command.name} needs ${missing}: ${PROGRAM_NAME} ${command.name} ${usage}.`);
  }
  const extra = operands[command.operands.length];
  if (extra !== undefined) {
    throw new UsageError(
      command.operands.length === 0
        ? `${command.name} takes no argument without a flag, and got "${extra}".`
        : `${command.name} takes ${command.operands.join(" and ")}, and got "${extra}" too.`,
    );
  }
}
