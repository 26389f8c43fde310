import { ConfigurationError } from "./configuration-error.ts";

/** The variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads one object of a configuration; each complaint says where the value stands, and what would be right. */
export class ConfigurationReader {
  readonly #members: Readonly<Record<string, unknown>>;
  readonly #pointer: string;

  /** @throws {ConfigurationError} unless `value` is an object that has no other members than those named */
  constructor(value: unknown, pointer: string, known: readonly string[]) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw wrong(pointer, `an object with ${known.join(", ")}`, value);
    this.#members = value as Readonly<Record<string, unknown>>;
    this.#pointer = pointer;
    for (const name of Object.keys(this.#members)) {
      if (!known.includes(name))
        throw new ConfigurationError(`${pointer}/${name} is not known here; known are ${known.join(", ")}.`);
    }
  }

  has(name: string): boolean {
    return this.#members[name] !== undefined;
  }

  /** The value of a member, not judged yet, and where it stands. */
  at(name: string): readonly [value: unknown, pointer: string] {
    return [this.#members[name], `${this.#pointer}/${name}`];
  }

  text(name: string, fallback?: string): string {
    const [value, pointer] = this.at(name);
    if (value === undefined && fallback !== undefined) return fallback;
    if (typeof value !== "string" || value === "") throw wrong(pointer, "a text that is not empty", value);
    return value;
  }

  optionalText(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  oneOf<T extends string>(name: string, choices: readonly T[], fallback?: T): T {
    const [value, pointer] = this.at(name);
    if (value === undefined && fallback !== undefined) return fallback;
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined) throw wrong(pointer, choices.map((candidate) => `"${candidate}"`).join(" or "), value);
    return choice;
  }

  count(name: string, fallback: number, maximum: number): number {
    const [value, pointer] = this.at(name);
    if (value === undefined) return fallback;
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > maximum)
      throw wrong(pointer, `a whole number from 0 to ${maximum}`, value);
    return value;
  }

  /** A value that the environment holds, under the name that the member gives. */
  fromEnvironment(name: string, environment: Environment): string {
    const variable = this.text(name);
    const value = environment[variable];
    if (value === undefined || value === "")
      throw new ConfigurationError(
        `The environment has no ${variable}, which ${this.#pointer}/${name} names; set it to the value that is meant.`,
      );
    return value;
  }

  /** Columns with one value each, for what an application's table wants besides. */
  values(name: string): Readonly<Record<string, string | number | null>> {
    const [value, pointer] = this.at(name);
    if (value === undefined) return {};
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw wrong(pointer, "an object of column names and values", value);
    const entries = Object.entries(value).map(([column, content]) => {
      if (typeof content === "string" || typeof content === "number" || content === null)
        return [column, content] as const;
      throw wrong(`${pointer}/${column}`, "a text, a number or null", content);
    });
    return Object.fromEntries(entries);
  }
}

/** The complaint about one value. */
function wrong(pointer: string, expected: string, value: unknown): ConfigurationError {
  const where = pointer === "" ? "The configuration" : pointer;
  const came = value === undefined ? "it is missing" : `got ${JSON.stringify(value).slice(0, 60)}`;
  return new ConfigurationError(`${where} must be ${expected}; ${came}.`);
}
