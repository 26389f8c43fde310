import { dirname, isAbsolute, join } from "node:path";
import { isObject } from "../../profile/json-pointer.ts";
import { checkBySchema } from "./check-by-schema.ts";
import { settingsSchema } from "./config-schema.ts";
import { LIST_MEMBERS } from "./list-members.ts";
import { readConfiguration } from "./read-configuration.ts";
import { fileSettings } from "./run-settings.ts";
import { type Given, type GivenSetting, memberOf, type Setting } from "./setting.ts";

/** Settings of which a run has one: a flag for one of them outweighs all of them in the file. */
const modeSettings: readonly string[] = ["provisioner", "mock", "live-entity"];
const readOnlySettings: readonly string[] = ["other-live-entity", "empty-live-entity", "foreign-live-entity"];

/** Adds what the file named by `--config` says; flags win. @throws UsageError with a JSON pointer to what is wrong */
export function withConfigFile(given: Given): Given {
  const path = given.get("config")?.values[0];
  if (path === undefined) return given;
  return new Map([...settingsOfFile(readConfiguration(path), path, outweighed(given)), ...given]);
}

function outweighed(given: Given): ReadonlySet<string> {
  const isModeGiven = modeSettings.some((name) => given.has(name));
  return new Set([
    ...given.keys(),
    ...(isModeGiven ? [...modeSettings, ...readOnlySettings] : []),
    // `--mock` brings its own target.
    ...(given.has("mock") ? ["base-url"] : []),
  ]);
}

function settingsOfFile(value: unknown, path: string, ignored: ReadonlySet<string>): Map<string, GivenSetting> {
  const members = isObject(value) ? Object.entries(value) : [];
  const isIgnored = (member: string): boolean =>
    member === "$schema" ||
    // What is said of a list is read, and checked, with its document.
    LIST_MEMBERS.includes(member) ||
    fileSettings.some((setting) => memberOf(setting) === member && ignored.has(setting.name));
  const counted = Object.fromEntries(members.filter(([member]) => !isIgnored(member)));
  checkBySchema(isObject(value) ? counted : value, settingsSchema(fileSettings), path, LIST_MEMBERS);
  const given = new Map<string, GivenSetting>();
  for (const setting of fileSettings) {
    const values = textsOf(counted[memberOf(setting)]).map((text) => resolved(text, setting, path));
    if (values.length > 0) given.set(setting.name, { values, from: `${path} /${memberOf(setting)}` });
  }
  return given;
}

/** A member's values as the command line has them. */
function textsOf(content: unknown): string[] {
  if (content === undefined || content === false) return [];
  if (content === true) return [""];
  if (Array.isArray(content)) return content.map(String);
  return isObject(content)
    ? Object.entries(content).map(([name, variable]) => `${name}=${variable}`)
    : [String(content)];
}

function resolved(text: string, { name, isPath }: Setting, path: string): string {
  const fromFile = (file: string): string => (isAbsolute(file) ? file : join(dirname(path), file));
  if (isPath === true) return fromFile(text);
  if (name !== "reporter") return text;
  const [reporter, file] = [text.split("=", 1)[0] ?? "", text.slice(text.indexOf("=") + 1)];
  return text.includes("=") && file !== "" ? `${reporter}=${fromFile(file)}` : text;
}
