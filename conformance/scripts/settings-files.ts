import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isMap, parseDocument } from "yaml";
import { settingsSchema } from "../src/cli/settings/config-schema.ts";
import { LIST_SCHEMAS } from "../src/cli/settings/list-members.ts";
import { fileSettings, runSettings } from "../src/cli/settings/run-settings.ts";
import { secretSettings } from "../src/cli/settings/secrets-table.ts";
import { flagText, isSwitch, type RunSetting, type Setting, settingText } from "../src/cli/settings/setting.ts";

/** Every file that says something of each setting, by its path in the package, as the table of settings has it now. */
export function settingsFiles(): ReadonlyMap<string, string> {
  return new Map([
    ["config.schema.json", configSchema()],
    ["action.yml", actionManifest(current("action.yml"))],
    ["README.md", readme(current("README.md"))],
  ]);
}

/** A file of the package as it is. */
export function current(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), "utf8");
}

function configSchema(): string {
  const { properties, ...others } = settingsSchema(fileSettings);
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "https://live-sessions.example/schemas/conformance-config-1.json",
    ...others,
    title: "Configuration of live-sessions-conformance",
    description:
      "Settings of run and doctor; a flag of the same name wins. Comments and commas before a closing bracket are allowed. Secrets are read from the environment, never from this file.",
    properties: {
      $schema: { description: "This schema, for editors.", type: "string" },
      ...(properties as object),
      ...LIST_SCHEMAS,
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** What the action asks for apart from settings and secrets. */
const ownInputs = {
  "report-folder": { description: "The folder for the reports.", default: "conformance-report" },
  artifact: {
    description: "Name of the artifact that holds the reports; empty for none.",
    default: "conformance-report",
  },
  comment: {
    description: "Keep one comment on the pull request up to date with the report (true or false).",
    default: "false",
  },
  "github-token": {
    description: "For the comment: a token that may write to pull requests, such as that of the job.",
  },
  command: {
    description:
      "The command that runs the suite; the default runs the version that this action was released with, by npx.",
  },
};

// The action names the reporters itself, and has no browser.
const actionSettings = runSettings.filter(({ name }) => name !== "reporter" && name !== "open");

function actionManifest(text: string): string {
  const document = parseDocument(text);
  document.setIn(["inputs"], {
    ...Object.fromEntries(actionSettings.map((setting) => [setting.name, { description: inputText(setting) }])),
    ...Object.fromEntries(
      secretSettings.map(({ name, text: what }) => [name, { description: `${capital(what)}; from a secret.` }]),
    ),
    ...ownInputs,
  });
  const input = (name: string): string => `\${{ inputs.${name} }}`;
  const variable = (name: string): string => name.toUpperCase().replaceAll("-", "_");
  document.setIn(["runs", "steps", 0, "env"], {
    ...Object.fromEntries(actionSettings.map(({ name }) => [`SETTING_${variable(name)}`, input(name)])),
    ...Object.fromEntries(secretSettings.map((secret) => [`SECRET_${secret.variable}`, input(secret.name)])),
    INPUT_REPORT_FOLDER: input("report-folder"),
    INPUT_COMMAND: input("command"),
  });
  const inputs = document.get("inputs");
  if (isMap(inputs)) inputs.spaceBefore = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function inputText(setting: Setting): string {
  const { text, schema, value, isRepeatable, isValueOptional, default: usual } = setting;
  const notes = [
    ...(isSwitch(setting) ? ["true or false"] : []),
    ...(isValueOptional === true ? ["true, or the value"] : []),
    ...(schema.type === "object" ? [`${value}`] : []),
    ...(schema.enum === undefined ? [] : [schema.enum.join(" or ")]),
    ...(isRepeatable === true ? ["one per line"] : []),
    ...(usual === undefined ? [] : [`default ${usual}`]),
  ];
  return `${capital(text)}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}.`;
}

/** The README with its table of flags, which stands between two comments. */
function readme(text: string): string {
  const rows = runSettings.map(
    (setting: RunSetting) => `| \`${cell(flagText(setting))}\` | ${cell(settingText(setting))} |`,
  );
  const secrets = secretSettings.map(({ variable, text: what }) => `| \`${variable}\` | ${cell(what)} |`);
  const table = ["| flag | |", "| --- | --- |", ...rows, "", "| environment | |", "| --- | --- |", ...secrets].join(
    "\n",
  );
  return text.replace(
    /(<!-- settings[^\n]*-->\n)[\s\S]*?(\n<!-- end of settings -->)/,
    (_, begin, end) => `${begin}\n${table}\n${end}`,
  );
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}`;
}
