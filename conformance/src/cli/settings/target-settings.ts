import type { Setting } from "./setting.ts";

/** What is judged. */
export const targetSettings: readonly Setting[] = [
  {
    name: "base-url",
    value: "<url>",
    isRepeatable: true,
    text: "the server to judge, path prefix kept; several are instances of one deployment",
  },
  {
    name: "provisioner",
    value: "<url>",
    text: "mode provisioned: a server of the provisioning protocol, which makes the data",
  },
  { name: "live-entity", value: "<id>", text: "mode read-only: a live entity that has sessions" },
  { name: "other-live-entity", value: "<id>", text: "another one of the same account, with sessions" },
  { name: "empty-live-entity", value: "<id>", text: "one of the same account without sessions" },
  { name: "foreign-live-entity", value: "<id>", text: "one of another account" },
  {
    name: "mock",
    value: "<url>",
    isValueOptional: true,
    text: "mode mock: Prism at that URL, or one that is started on the bundled document",
  },
  { name: "config", value: "<file>", text: "JSON with the same settings (see init); flags win" },
  {
    name: "header",
    value: "<name>=<VAR>",
    isRepeatable: true,
    text: "a further header, its value from an environment variable",
  },
  {
    name: "keep-scenario",
    text: "leave what was provisioned where it is, so that the printed curl lines work; its keys go into a file",
  },
  {
    name: "allow-unsafe-methods",
    text: "in read-only mode too: try that POST, PUT, PATCH and DELETE are refused",
  },
];

/** A list of one's own in the place of live sessions; `document` and all that is said of it stand in the configuration. */
export const listSettings: readonly Setting[] = [
  {
    name: "profile",
    value: "<name>",
    choices: ["aip-158", "scim-cursor", "oci-tags"],
    text: "a list that follows a published specification: aip-158, scim-cursor or oci-tags",
  },
  {
    name: "probes",
    value: "walk|all",
    choices: ["walk", "all"],
    text: "walk (default) sends what any client may send; all also bad sizes, garbage and wrong keys",
  },
];

/** What the target has to bear. */
export const limitSettings: readonly Setting[] = [
  { name: "timeout", value: "<ms>", isNumber: true, text: "per request, until the last byte (default 10000)" },
  {
    name: "max-requests",
    value: "<n>",
    isNumber: true,
    text: "requests after which nothing more is sent (default 1000)",
  },
  { name: "rate", value: "<n/s>", isNumber: true, text: "requests a second (default 20; unlimited on loopback)" },
  {
    name: "seed",
    value: "<n>",
    isNumber: true,
    text: "chooses page sizes and shuffles (default random, shown at the end)",
  },
  {
    name: "patience",
    value: "<seconds>",
    isNumber: true,
    text: "keeps a page token so long before it is used again, at the end (default 0)",
  },
];
