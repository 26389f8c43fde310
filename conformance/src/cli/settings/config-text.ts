import { fileSettings } from "./run-settings.ts";
import { secretSettings } from "./secrets-table.ts";
import { type Given, isSwitch, memberOf, type RunSetting, settingText } from "./setting.ts";

/** Where an installed package keeps the schema, seen from a project's root. */
const SCHEMA_PATH = "./node_modules/@live-sessions/conformance/config.schema.json";

/**
 * A configuration file that explains itself: what was given is set, everything else stands there as a comment.
 * `//` comments and commas before a closing bracket are allowed when it is read.
 */
export function configText(given: Given): string {
  const members = fileSettings.map((setting) => {
    const values = given.get(setting.name)?.values;
    const line = `"${memberOf(setting)}": ${JSON.stringify(values === undefined ? setting.sample : contentOf(setting, values))},`;
    return `  // ${settingText(setting)}\n  ${values === undefined ? "// " : ""}${line}\n`;
  });
  return `{
  "$schema": "${SCHEMA_PATH}",

  // Settings of live-sessions-conformance run; a flag of the same name wins. Secrets do not belong here:
  // they come from ${secretSettings.map(({ variable }) => variable).join(", ")}.

${members.join("\n")}}
`;
}

function contentOf(setting: RunSetting, values: readonly string[]): unknown {
  const { type } = setting.schema;
  if (type === "object") return Object.fromEntries(values.map((pair) => pair.split("=", 2)));
  const [first = ""] = values;
  if (isSwitch(setting) || first === "") return true;
  if (type === "integer" || type === "number") return Number(first);
  return setting.isRepeatable === true && values.length > 1 ? values : first;
}
