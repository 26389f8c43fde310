/** JSON schema of a setting's value. Its title says in messages what a value must be. */
export interface ValueSchema {
  readonly title: string;
  readonly type?: "boolean" | "string" | "integer" | "number" | "object";
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly format?: "date";
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly additionalProperties?: ValueSchema;
  /** No message shows the value. */
  readonly writeOnly?: true;
}

/** Given or not. */
export const SWITCH: ValueSchema = { title: "true or false", type: "boolean" };

/** Any text but the empty one. */
export const TEXT: ValueSchema = { title: "a text that is not empty", type: "string", minLength: 1 };

/** An address; what else is wrong with one is said when it is opened. */
export const URL_TEXT: ValueSchema = { title: "an http or https URL", type: "string", pattern: "^https?://" };

/** A day that the calendar has. */
export const DAY: ValueSchema = { title: "a day such as 2030-01-31", type: "string", format: "date" };

/** Headers, whose values are secrets. */
export const HEADER_VARIABLES: ValueSchema = {
  title: "an object of header names, each with the name of an environment variable",
  type: "object",
  additionalProperties: {
    title: "the name of an environment variable",
    type: "string",
    pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
    writeOnly: true,
  },
};

/** One of a few words. */
export function oneOf(words: readonly string[]): ValueSchema {
  const quoted = words.map((word) => JSON.stringify(word));
  return { title: `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`, enum: words };
}

/** A whole number of some unit, from `minimum` to `maximum` (default: as large as JavaScript counts). */
export function whole(unit: string, minimum: number, maximum?: number): ValueSchema {
  const range = maximum === undefined ? `from ${minimum}` : `from ${minimum} to ${maximum}`;
  return {
    title: `a whole number ${unit === "" ? "" : `of ${unit} `}${range}`,
    type: "integer",
    minimum,
    ...(maximum === undefined ? {} : { maximum }),
  };
}

/** A number above 0, with or without a fraction. */
export function above0(unit: string): ValueSchema {
  return { title: `a number of ${unit} above 0`, type: "number", exclusiveMinimum: 0 };
}

/** True for a text on the command line that is such a value. */
export function fits(text: string, schema: ValueSchema): boolean {
  if (schema.enum) return schema.enum.includes(text);
  if (schema.format === "date") return isDay(text);
  if (schema.type !== "integer" && schema.type !== "number") return true;
  const isNumber = (schema.type === "integer" ? /^\d{1,16}$/ : /^\d+(\.\d+)?$/).test(text);
  const { minimum = 0, exclusiveMinimum = -1, maximum = Number.MAX_SAFE_INTEGER } = schema;
  return isNumber && Number(text) >= minimum && Number(text) > exclusiveMinimum && Number(text) <= maximum;
}

/** True for a day that the calendar has, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
