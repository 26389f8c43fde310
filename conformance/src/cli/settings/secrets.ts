import { headerProblem } from "../../transport/header-problem.ts";
import { UsageError } from "../usage-error.ts";
import { KEY_VARIABLE } from "./secrets-table.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The value of a variable for a header.
 *
 * @param what what the value is for, for the message; the value itself is never shown
 * @throws UsageError when it is missing, empty, or nothing that a header can carry
 */
export function secretFrom(environment: Environment, variable: string, what: string): string {
  const value = environment[variable];
  if (value === undefined)
    throw new UsageError(`${what} is expected in the environment variable ${variable}, which is not set.`);
  return checked(value, variable, what);
}

/** As {@link secretFrom}, but undefined when the variable is not set. */
export function optionalSecretFrom(environment: Environment, variable: string, what: string): string | undefined {
  const value = environment[variable];
  return value === undefined ? undefined : checked(value, variable, what);
}

function checked(value: string, variable: string, what: string): string {
  if (value === "")
    throw new UsageError(`${what} is expected in the environment variable ${variable}, which is empty.`);
  const problem = headerProblem(value);
  if (problem !== undefined)
    throw new UsageError(`The environment variable ${variable} ${problem}, which a header cannot carry.`);
  return value;
}

const tokenPattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Headers that the suite sets itself, or that belong to the connection. */
const reserved: ReadonlySet<string> = new Set([
  "authorization",
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "prefer",
]);

/** Reads `name=VAR` pairs and the variables that they name. @throws UsageError */
export function headersFrom(pairs: readonly string[], environment: Environment, from: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const pair of pairs) {
    const [, name = "", variable = ""] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    if (!tokenPattern.test(name) || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable)) {
      throw new UsageError(
        `${from} takes a header's name and the environment variable that holds its value, such as x-tenant=TENANT; the value itself does not belong on a command line.`,
      );
    }
    const lower = name.toLowerCase();
    if (reserved.has(lower))
      throw new UsageError(
        `${from}: the header ${name} is set by the suite${lower === "authorization" ? `; the key belongs in ${KEY_VARIABLE}` : ""}.`,
      );
    headers[lower] = secretFrom(environment, variable, `The value of the header ${name}`);
  }
  return headers;
}
