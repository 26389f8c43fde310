import { memberOf, type Setting } from "./setting.ts";

/** JSON schema of a setting's member in a configuration file. */
function memberSchema(setting: Setting): object {
  const { schema, isRepeatable, isValueOptional, text, default: usual } = setting;
  const description = `${text[0]?.toUpperCase()}${text.slice(1)}.${usual === undefined ? "" : ` Default: ${usual}.`}`;
  if (isValueOptional === true) {
    const title = `${schema.title}, true or false`;
    return { title, description, anyOf: [{ type: "boolean" }, schema] };
  }
  if (isRepeatable === true && schema.type !== "object") {
    const title = `${schema.title}, or a list of such`;
    return { title, description, anyOf: [schema, { type: "array", items: schema }] };
  }
  return { description, ...schema };
}

/** JSON schema of the settings in a configuration file. */
export function settingsSchema(settings: readonly Setting[]): { readonly [keyword: string]: unknown } {
  return {
    title: "a JSON object of settings",
    type: "object",
    properties: Object.fromEntries(settings.map((setting) => [memberOf(setting), memberSchema(setting)])),
    additionalProperties: false,
  };
}
