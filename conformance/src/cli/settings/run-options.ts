import type { ConformanceOptions } from "../../running/options.ts";
import { UsageError } from "../usage-error.ts";
import { checkCount, checkPatience, checkRate, checkSeed, checkTimeout } from "./check-value.ts";
import { judgingOptions } from "./judging-options.ts";
import { listOptions } from "./list-options.ts";
import { headersFrom, keyVariable, optionalSecretFrom, provisionerKeyVariable, secretFrom } from "./secrets.ts";
import { allOf, type Given, lastOf } from "./setting.ts";

type Environment = Readonly<Record<string, string | undefined>>;
type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** What `runConformance` is to be called with. @throws UsageError for settings that are wrong, or contradict each other */
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
    const authorization = optionalSecretFrom(environment, provisionerKeyVariable, "The provisioner's Authorization");
    return {
      ...options,
      provisioner,
      ...(authorization === undefined ? {} : { provisionerAuthorization: authorization }),
    };
  }
  const liveEntity = lastOf(given, "live-entity");
  if (liveEntity !== undefined) {
    options.liveEntity = liveEntity;
    options.authorization = secretFrom(environment, keyVariable, "The API key");
  }
  const [other, empty, foreign] = ["other", "empty", "foreign"].map((which) => lastOf(given, `${which}-live-entity`));
  if (other !== undefined) options.otherLiveEntity = other;
  if (empty !== undefined) options.emptyLiveEntity = empty;
  if (foreign !== undefined) options.foreignLiveEntity = foreign;
  return options;
}

function limitOptions(given: Given): ConformanceOptions {
  const options: Mutable<ConformanceOptions> = {};
  const number = (name: string, check: (value: string, from: string) => number): number | undefined => {
    const value = lastOf(given, name);
    return value === undefined ? undefined : check(value, given.get(name)?.from ?? `--${name}`);
  };
  const [timeoutMs, maxRequests] = [number("timeout", checkTimeout), number("max-requests", checkCount)];
  const [requestsPerSecond, seed] = [number("rate", checkRate), number("seed", checkSeed)];
  if (timeoutMs !== undefined) options.timeoutMs = timeoutMs;
  if (maxRequests !== undefined) options.maxRequests = maxRequests;
  if (requestsPerSecond !== undefined) options.requestsPerSecond = requestsPerSecond;
  if (seed !== undefined) options.seed = seed;
  const patience = number("patience", checkPatience);
  if (patience !== undefined) options.patienceMs = patience * 1000;
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
