import type { ConformanceOptions } from "../../running/options.ts";
import { UsageError } from "../usage-error.ts";
import { judgingOptions } from "./judging-options.ts";
import { listOptions } from "./list-options.ts";
import { collectionOptions } from "./live-sessions/collection-options.ts";
import { headersFrom, optionalSecretFrom, secretFrom } from "./secrets.ts";
import { KEY_VARIABLE, PROVISIONER_KEY_VARIABLE } from "./secrets-table.ts";
import { allOf, type Given, lastOf, numberOf } from "./setting.ts";

type Environment = Readonly<Record<string, string | undefined>>;
type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** What `runConformance` is called with. @throws UsageError for settings that are wrong, or contradict each other */
export async function runOptions(given: Given, environment: Environment): Promise<ConformanceOptions> {
  checkTogether(given);
  return {
    ...targetOptions(given, environment),
    ...(await listOptions(given, environment)),
    ...judgingOptions(given),
    ...limitOptions(given),
    ...(given.has("allow-unsafe-methods") ? { allowUnsafeMethods: true } : {}),
    headers: headersFrom(allOf(given, "header"), environment, given.get("header")?.from ?? "--header"),
  };
}

function targetOptions(given: Given, environment: Environment): ConformanceOptions {
  const options: Mutable<ConformanceOptions> = {};
  const mockUrl = lastOf(given, "mock");
  const baseUrls = mockUrl === undefined ? allOf(given, "base-url") : [mockUrl].filter((url) => url !== "");
  if (baseUrls.length > 0) options.baseUrl = baseUrls;
  if (mockUrl !== undefined) return { ...options, mock: true };
  const provisioner = lastOf(given, "provisioner");
  if (provisioner !== undefined) {
    const authorization = optionalSecretFrom(environment, PROVISIONER_KEY_VARIABLE, "The provisioner's Authorization");
    return {
      ...options,
      provisioner,
      ...(authorization === undefined ? {} : { provisionerAuthorization: authorization }),
    };
  }
  if (given.has("live-entity")) options.authorization = secretFrom(environment, KEY_VARIABLE, "The API key");
  return { ...options, ...collectionOptions((flag) => lastOf(given, flag)) };
}

type NumberOption = "timeoutMs" | "maxRequests" | "requestsPerSecond" | "seed" | "patienceMs";

const numberOptions: readonly (readonly [flag: string, option: NumberOption, factor: number])[] = [
  ["timeout", "timeoutMs", 1],
  ["max-requests", "maxRequests", 1],
  ["rate", "requestsPerSecond", 1],
  ["seed", "seed", 1],
  ["patience", "patienceMs", 1000],
];

function limitOptions(given: Given): ConformanceOptions {
  const options: Mutable<ConformanceOptions> = {};
  for (const [flag, option, factor] of numberOptions) {
    const value = numberOf(given, flag);
    if (value !== undefined) options[option] = value * factor;
  }
  return options;
}

const contradictions: readonly (readonly [a: string, b: string, why: string])[] = [
  ["mock", "base-url", "a mock's URL is given by --mock <url>"],
  ["mock", "provisioner", "a mock has no data that could be provisioned"],
  ["mock", "live-entity", "a mock has only the document's examples"],
  ["provisioner", "live-entity", "either the suite makes its data, or it reads an entity that has sessions"],
];

function checkTogether(given: Given): void {
  for (const [a, b, why] of contradictions) {
    if (given.has(a) && given.has(b)) throw new UsageError(`--${a} and --${b} do not go together: ${why}.`);
  }
  for (const name of ["other-live-entity", "empty-live-entity", "foreign-live-entity"]) {
    if (given.has(name) && !given.has("live-entity"))
      throw new UsageError(`--${name} belongs to read-only mode: give --live-entity, too.`);
  }
}
