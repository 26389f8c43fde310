import { memberOf } from "./config-file.ts";
import type { Given, Setting } from "./setting.ts";

/** Where an installed package keeps the schema, seen from a project's root. */
const schemaPath = "./node_modules/@live-sessions/conformance/config.schema.json";

/**
 * A configuration file that explains itself: what was given is set, everything else stands there as a comment.
 * `//` comments and commas before a closing bracket are allowed when it is read.
 */
export function configText(given: Given, settings: readonly Setting[]): string {
  const members = settings
    .filter(({ name }) => name !== "config")
    .map((setting) => {
      const values = given.get(setting.name)?.values;
      const line = `"${memberOf(setting)}": ${JSON.stringify(valueFor(setting, values))},`;
      return `  // ${setting.text}\n  ${values === undefined ? "// " : ""}${line}\n`;
    });
  return `{
  "$schema": "${schemaPath}",

  // Settings of live-sessions-conformance run; a flag of the same name wins. Secrets do not belong here:
  // they come from LIVE_SESSIONS_AUTHORIZATION and LIVE_SESSIONS_PROVISIONER_AUTHORIZATION.

${members.join("\n")}}
`;
}

const samples: Readonly<Record<string, unknown>> = {
  "base-url": "https://test.example.com",
  provisioner: "http://127.0.0.1:8081",
  mock: true,
  profile: "aip-158",
  probes: "walk",
  header: { "x-tenant": "TENANT" },
  "allow-unsafe-methods": true,
  level: "must",
  rule: ["pagination.*"],
  "skip-rule": ["http.*"],
  "known-failures": "known-failures.json",
  "allow-inconclusive": ["ordering.stable-ties"],
  reporter: ["pretty", "json=report.json"],
  timeout: 10_000,
  "max-requests": 1000,
  rate: 20,
  seed: 1,
  patience: 0,
};

function valueFor(setting: Setting, values: readonly string[] | undefined): unknown {
  if (values === undefined) return samples[setting.name] ?? "<id>";
  if (setting.name === "header") return Object.fromEntries(values.map((pair) => pair.split("=", 2)));
  const [first = ""] = values;
  if (first === "") return true;
  if (setting.isNumber === true) return Number(first);
  return setting.isRepeatable === true && values.length > 1 ? values : first;
}
