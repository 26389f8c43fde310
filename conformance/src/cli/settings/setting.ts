/** One thing that can be set, by a flag and, `-` written `_`, in a configuration file. */
export interface Setting {
  /** The flag without its dashes. */
  readonly name: string;
  /** What stands for the value in the help; without it the flag is a switch. */
  readonly value?: string;
  /** The flag may stand alone, too. */
  readonly isValueOptional?: true;
  readonly isRepeatable?: true;
  /** The only values there are. */
  readonly choices?: readonly string[];
  /** In a configuration file the value is a number. */
  readonly isNumber?: true;
  readonly text: string;
}

/** A setting's values, and where they come from, for messages: `--level`, or `conformance.json /level`. */
export interface GivenSetting {
  readonly values: readonly string[];
  readonly from: string;
}

/** What was given, by the setting's name. A switch, or a flag that stands alone, has the value `""`. */
export type Given = ReadonlyMap<string, GivenSetting>;

/** The last value that was given; undefined when none was. */
export function lastOf(given: Given, name: string): string | undefined {
  return given.get(name)?.values.at(-1);
}

/** Every value that was given. */
export function allOf(given: Given, name: string): readonly string[] {
  return given.get(name)?.values ?? [];
}
