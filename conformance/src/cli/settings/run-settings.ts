import { reporterNames } from "../reporters.ts";
import type { RunSetting, SettingGroup } from "./setting.ts";
import { above0, HEADER_VARIABLES, oneOf, SWITCH, TEXT, URL_TEXT, whole } from "./value-schema.ts";

/** The longest wait that a timer of Node can hold. */
const MAX_TIMER_MS = 2 ** 31 - 1;

const target: SettingGroup<RunSetting> = {
  title: "Target",
  settings: [
    {
      name: "base-url",
      schema: URL_TEXT,
      value: "<url>",
      isRepeatable: true,
      text: "URL of the server to judge, with its path prefix; several URLs are instances of one deployment",
      sample: "https://test.example.com",
    },
    {
      name: "provisioner",
      schema: URL_TEXT,
      value: "<url>",
      text: "provisioned mode: URL of the provisioner, which creates the test data",
      sample: "http://127.0.0.1:8081",
    },
    {
      name: "live-entity",
      schema: TEXT,
      value: "<id>",
      text: "read-only mode: a live entity that has sessions",
      sample: "<id>",
    },
    {
      name: "other-live-entity",
      schema: TEXT,
      value: "<id>",
      text: "read-only mode: another live entity of the same account, with sessions",
      sample: "<id>",
    },
    {
      name: "empty-live-entity",
      schema: TEXT,
      value: "<id>",
      text: "read-only mode: a live entity of the same account, without sessions",
      sample: "<id>",
    },
    {
      name: "foreign-live-entity",
      schema: TEXT,
      value: "<id>",
      text: "read-only mode: a live entity of another account",
      sample: "<id>",
    },
    {
      name: "mock",
      schema: URL_TEXT,
      value: "<url>",
      isValueOptional: true,
      text: "mock mode: URL of a running Prism; without a URL, Prism is started with the bundled document",
      sample: true,
    },
    {
      name: "config",
      schema: TEXT,
      value: "<file>",
      text: "JSON file with the same settings, named with _ instead of - (see init); a flag wins",
      sample: "live-sessions-conformance.jsonc",
    },
    {
      name: "header",
      schema: HEADER_VARIABLES,
      value: "<name>=<VAR>",
      isRepeatable: true,
      text: "an extra header for every request; its value comes from the environment variable",
      sample: { "x-tenant": "TENANT" },
    },
    {
      name: "keep-scenario",
      schema: SWITCH,
      text: "provisioned mode: keep the test data, so that the printed curl commands work; its keys are written to a file",
      sample: true,
    },
    {
      name: "allow-unsafe-methods",
      schema: SWITCH,
      text: "also send POST, PUT, PATCH and DELETE in read-only mode; the server must refuse them",
      sample: true,
    },
  ],
};

// `document` and all that is said of a list stand in the configuration: list-members.ts.
const anyList: SettingGroup<RunSetting> = {
  title: "Any list, described in the configuration (see infer)",
  settings: [
    {
      name: "profile",
      schema: oneOf(["aip-158", "scim-cursor", "oci-tags"]),
      value: "<name>",
      text: "the published specification that the list follows: aip-158, scim-cursor or oci-tags",
      sample: "aip-158",
    },
    {
      name: "probes",
      schema: oneOf(["walk", "all"]),
      value: "walk|all",
      text: "walk sends only what any client may send; all also sends bad sizes, garbage and wrong keys",
      default: "walk",
      sample: "walk",
    },
  ],
};

/** How strictly is judged. */
export const judgingSettings: SettingGroup<RunSetting> = {
  title: "Judging",
  settings: [
    {
      name: "level",
      schema: oneOf(["must", "should"]),
      value: "must|should",
      text: "lowest level whose failure fails the run",
      default: "must",
      sample: "must",
    },
    {
      name: "rule",
      schema: TEXT,
      value: "<glob>",
      isRepeatable: true,
      offers: "rules",
      text: "judge only these rules",
      sample: ["pagination.*"],
    },
    {
      name: "skip-rule",
      schema: TEXT,
      value: "<glob>",
      isRepeatable: true,
      offers: "rules",
      text: "leave these rules out",
      sample: ["http.*"],
    },
    {
      name: "known-failures",
      schema: TEXT,
      value: "<file>",
      isPath: true,
      text: "JSON list of {rule, reason, until}: failures that are accepted until that day (see baseline)",
      sample: "known-failures.json",
    },
    {
      name: "allow-inconclusive",
      schema: TEXT,
      value: "<glob>",
      isRepeatable: true,
      offers: "rules",
      text: "rules that may stay inconclusive",
      sample: ["ordering.stable-ties"],
    },
  ],
};

/** What is shown, and where. */
export const outputSettings: SettingGroup<RunSetting> = {
  title: "Output",
  settings: [
    {
      name: "reporter",
      schema: TEXT,
      value: "<name>[=file]",
      isRepeatable: true,
      offers: reporterNames,
      text: `${reporterNames.slice(0, -1).join(", ")} or ${reporterNames.at(-1)}; without =file, to stdout`,
      default: reporterNames[0] ?? "",
      sample: ["pretty", "json=report.json"],
    },
    {
      name: "site-url",
      schema: URL_TEXT,
      value: "<url>",
      text: "URL of the reference site: clauses in reports link to its page of requirements",
      default: "none; clauses have no link",
      sample: "https://docs.example.com/live-sessions/",
    },
    {
      name: "open",
      schema: SWITCH,
      text: "open the HTML report in the browser at the end; without a browser, say so",
      sample: true,
    },
  ],
};

const limits: SettingGroup<RunSetting> = {
  title: "Limits",
  settings: [
    {
      name: "timeout",
      schema: whole("milliseconds", 1, MAX_TIMER_MS),
      value: "<ms>",
      text: "milliseconds that a request may take, up to the last byte of its response",
      default: "10000",
      sample: 10_000,
    },
    {
      name: "max-requests",
      schema: whole("requests", 1),
      value: "<n>",
      text: "maximum number of requests in the run",
      default: "1000",
      sample: 1000,
    },
    {
      name: "rate",
      schema: above0("requests a second"),
      value: "<n/s>",
      text: "maximum number of requests per second",
      default: "20; unlimited on loopback",
      sample: 20,
    },
    {
      name: "seed",
      schema: whole("", 0, 2 ** 32 - 1),
      value: "<n>",
      text: "seed for the random page sizes and orders",
      default: "random, shown at the end",
      sample: 1,
    },
    {
      name: "patience",
      schema: whole("seconds", 0, Math.floor(MAX_TIMER_MS / 1000)),
      value: "<seconds>",
      text: "seconds to wait, at the end of the run, before a page token is used again",
      default: "0",
      sample: 0,
    },
  ],
};

/** The table of settings, in the order of the help: the README, the configuration's schema and the action are made from it. */
export const runGroups: readonly SettingGroup<RunSetting>[] = [
  target,
  anyList,
  judgingSettings,
  outputSettings,
  limits,
];

/** Everything that `run` takes. */
export const runSettings: readonly RunSetting[] = runGroups.flatMap(({ settings }) => settings);

/** Everything that a configuration file may hold, but what declares a list. */
export const fileSettings: readonly RunSetting[] = runSettings.filter(({ name }) => name !== "config");
