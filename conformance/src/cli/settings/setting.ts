import type { ValueSchema } from "./value-schema.ts";

/** One thing that can be set, by a flag and, `-` written `_`, in a configuration file. */
export interface Setting {
  /** The flag without its dashes. */
  readonly name: string;
  /** What a value is; of a repeatable flag, one of its values. */
  readonly schema: ValueSchema;
  /** What stands for the value in the help; a switch has none. */
  readonly value?: string;
  /** The flag may stand alone, too. */
  readonly isValueOptional?: true;
  readonly isRepeatable?: true;
  /** The value is a path; in a configuration file it is seen from that file's folder. */
  readonly isPath?: true;
  /** What a shell offers for the value, where its schema does not name it: words, or the ids of all rules. */
  readonly offers?: readonly string[] | "rules";
  /** What it does, in half a sentence. */
  readonly text: string;
  /** What holds without it. */
  readonly default?: string;
}

/** A setting of `run`: configuration files and the action have it, too. */
export interface RunSetting extends Setting {
  /** A value as a configuration file would have it. */
  readonly sample: unknown;
}

/** Settings under a title of the help. */
export interface SettingGroup<T extends Setting = Setting> {
  readonly title: string;
  readonly settings: readonly T[];
}

/** A setting's values, and where they come from, for messages: `--level`, or `conformance.json /level`. */
export interface GivenSetting {
  readonly values: readonly string[];
  readonly from: string;
}

/** What was given, by the setting's name; each value fits its schema. A switch, or a flag that stands alone, has the value `""`. */
export type Given = ReadonlyMap<string, GivenSetting>;

/** The last value that was given; undefined when none was. */
export function lastOf(given: Given, name: string): string | undefined {
  return given.get(name)?.values.at(-1);
}

/** Every value that was given. */
export function allOf(given: Given, name: string): readonly string[] {
  return given.get(name)?.values ?? [];
}

/** The number that was given; undefined when none was. */
export function numberOf(given: Given, name: string): number | undefined {
  const value = lastOf(given, name);
  return value === undefined ? undefined : Number(value);
}

/** The word that was given, one of the choices; undefined when none was. */
export function choiceOf<T extends string>(given: Given, name: string, choices: readonly T[]): T | undefined {
  const value = lastOf(given, name);
  return choices.find((choice) => choice === value);
}

/** The member of a configuration file that is the flag's equal. */
export function memberOf({ name }: Setting): string {
  return name.replaceAll("-", "_");
}

/** Whether the flag takes no value. */
export function isSwitch({ schema }: Setting): boolean {
  return schema.type === "boolean";
}

/** The flag as the help shows it: `--timeout <ms>`. */
export function flagText({ name, value, isValueOptional }: Setting): string {
  if (value === undefined) return `--${name}`;
  return isValueOptional === true ? `--${name} [${value}]` : `--${name} ${value}`;
}

/** What a setting does, its default, and whether it may be repeated. */
export function settingText({ text, default: usual, isRepeatable }: Setting): string {
  const notes = [
    ...(usual === undefined ? [] : [`default ${usual}`]),
    ...(isRepeatable === true ? ["repeatable"] : []),
  ];
  return notes.length === 0 ? text : `${text} (${notes.join("; ")})`;
}
