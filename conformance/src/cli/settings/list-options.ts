import { READY_PROFILES, type ReadyProfileName } from "../../profile/declare/ready-profiles.ts";
import { isObject } from "../../profile/json-pointer.ts";
import type { ConformanceOptions } from "../../running/options.ts";
import { UsageError } from "../usage-error.ts";
import { LIST_MEMBERS } from "./list-members.ts";
import { readConfiguration } from "./read-configuration.ts";
import { optionalSecretFrom } from "./secrets.ts";
import { LIST_KEY_VARIABLE } from "./secrets-table.ts";
import { choiceOf, type Given, lastOf } from "./setting.ts";

const readyNames = Object.keys(READY_PROFILES).filter((name): name is ReadyProfileName => name in READY_PROFILES);

/** Settings that are about live sessions alone. */
const others: readonly string[] = ["provisioner", "live-entity", "mock", "allow-unsafe-methods", "keep-scenario"];

/**
 * The list that a configuration describes; nothing where it is about live sessions.
 *
 * @throws UsageError for settings that do not go with a list
 * @throws DeclarationError with the pointer of what is wrong
 */
export async function listOptions(
  given: Given,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Pick<ConformanceOptions, "list" | "authorization">> {
  const path = lastOf(given, "config");
  const config = path === undefined ? {} : readConfiguration(path);
  const ready = choiceOf(given, "profile", readyNames);
  const isList = ready !== undefined || (isObject(config) && LIST_MEMBERS.some((member) => member in config));
  if (!isList || !isObject(config)) {
    if (given.has("probes"))
      throw new UsageError("--probes belongs to a list of your own: see --profile and document.");
    return {};
  }
  const other = others.find((name) => given.has(name));
  if (other !== undefined)
    throw new UsageError(`--${other} is only for live sessions; a list of your own is judged read-only.`);
  // The readers of documents are loaded by runs that need them alone.
  const { readProfile } = await import("../../profile/declare/read-profile.ts");
  const profile = await readProfile(config, path ?? "the configuration", ready);
  const probes = choiceOf(given, "probes", ["walk", "all"]);
  const authorization = optionalSecretFrom(environment, LIST_KEY_VARIABLE, "The list's credentials");
  if (authorization !== undefined && profile.authentication === undefined)
    throw new UsageError(
      `The environment variable ${LIST_KEY_VARIABLE} is set, but nothing declares where ${profile.name} takes it: declare security and securitySchemes in the document.`,
    );
  return {
    list: { profile, ...(probes === undefined ? {} : { probes }) },
    ...(authorization === undefined ? {} : { authorization }),
  };
}
