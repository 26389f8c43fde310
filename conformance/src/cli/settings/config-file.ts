import { dirname, isAbsolute, join } from "node:path";
import { isRecord } from "../../reading/page-reading.ts";
import { didYouMean } from "../suggest.ts";
import { UsageError } from "../usage-error.ts";
import { LIST_MEMBERS } from "./list-members.ts";
import { readConfiguration } from "./read-configuration.ts";
import type { Given, GivenSetting, Setting } from "./setting.ts";

/** Settings whose value is a path; in a configuration file it is seen from that file's folder. */
const pathSettings: ReadonlySet<string> = new Set(["known-failures"]);

/** Settings of which a run has one: a flag for one of them outweighs all of them in the file. */
const modeSettings: readonly string[] = ["provisioner", "mock", "live-entity"];
const readOnlySettings: readonly string[] = ["other-live-entity", "empty-live-entity", "foreign-live-entity"];

/** Adds what the file named by `--config` says; flags win. @throws UsageError with a JSON pointer to what is wrong */
export function withConfigFile(given: Given, settings: readonly Setting[]): Given {
  const path = given.get("config")?.values[0];
  if (path === undefined) return given;
  const fromFile = parseConfig(readConfiguration(path), path, settings);
  const isModeGiven = modeSettings.some((name) => given.has(name));
  for (const name of isModeGiven ? [...modeSettings, ...readOnlySettings] : []) fromFile.delete(name);
  // `--mock` brings its own target.
  if (given.has("mock")) fromFile.delete("base-url");
  return new Map([...fromFile, ...given]);
}

/** @throws UsageError unless the value is an object of settings that there are, each of its type */
function parseConfig(value: unknown, path: string, settings: readonly Setting[]): Map<string, GivenSetting> {
  if (!isRecord(value)) throw new UsageError(`${path} is to be a JSON object of settings.`);
  const known = new Map(
    settings.filter(({ name }) => name !== "config").map((setting) => [memberOf(setting), setting] as const),
  );
  const given = new Map<string, GivenSetting>();
  for (const [member, content] of Object.entries(value)) {
    // What is said of a list is read, and checked, with its document.
    if (member === "$schema" || LIST_MEMBERS.includes(member)) continue;
    const setting = known.get(member);
    const from = `${path} /${member}`;
    if (!setting)
      throw new UsageError(`${from} is no setting.${didYouMean(member, [...known.keys(), ...LIST_MEMBERS])}`);
    const values = textsOf(content, setting, from).map((text) => resolved(text, setting, path));
    if (values.length > 0) given.set(setting.name, { values, from });
  }
  return given;
}

/** The member of a configuration file that is the flag's equal. */
export function memberOf({ name }: Setting): string {
  return name.replaceAll("-", "_");
}

function textsOf(content: unknown, setting: Setting, from: string): string[] {
  if (setting.value === undefined || (setting.isValueOptional === true && typeof content === "boolean")) {
    if (typeof content !== "boolean") throw new UsageError(`${from} is to be true or false.`);
    return content ? [""] : [];
  }
  if (setting.name === "header") return headerPairs(content, from);
  if (setting.isNumber === true) {
    if (typeof content !== "number") throw new UsageError(`${from} is to be a number.`);
    return [String(content)];
  }
  if (typeof content === "string" && content !== "") return [content];
  if (setting.isRepeatable === true && Array.isArray(content))
    return content.map((text, index) => textOf(text, `${from}/${index}`));
  throw new UsageError(
    `${from} is to be a text${setting.isRepeatable === true ? ", or a list of texts" : ""}, and not an empty one.`,
  );
}

function textOf(text: unknown, from: string): string {
  if (typeof text !== "string" || text === "") throw new UsageError(`${from} is to be a text, and not an empty one.`);
  return text;
}

function headerPairs(content: unknown, from: string): string[] {
  if (!isRecord(content))
    throw new UsageError(`${from} is to be an object: header names, each with the name of an environment variable.`);
  return Object.entries(content).map(([name, variable]) => `${name}=${textOf(variable, `${from}/${name}`)}`);
}

function resolved(text: string, { name }: Setting, path: string): string {
  const fromFile = (file: string): string => (isAbsolute(file) ? file : join(dirname(path), file));
  if (pathSettings.has(name)) return fromFile(text);
  if (name !== "reporter") return text;
  const [reporter, file] = [text.split("=", 1)[0] ?? "", text.slice(text.indexOf("=") + 1)];
  return text.includes("=") && file !== "" ? `${reporter}=${fromFile(file)}` : text;
}
