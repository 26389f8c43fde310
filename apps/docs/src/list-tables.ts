import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { exportedFile } from "./site-paths.ts";

/** A list of real software, as the suite's own tests judge it. */
interface RealList {
  readonly name: string;
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  readonly set_up: string;
  readonly style: string;
  readonly passed: number;
  readonly findings: readonly RealFinding[];
}

interface RealFinding {
  readonly rule: string;
  readonly level: string;
  readonly message: string;
  readonly exchanges: readonly string[];
  readonly because: string;
}

interface RealLists {
  /** When they were judged. */
  readonly date: string;
  readonly lists: readonly RealList[];
}

interface ListFaults {
  readonly faults: readonly {
    readonly fault: string;
    readonly caught: Readonly<Record<string, readonly string[]>>;
  }[];
}

const STYLES = ["cursor", "offset", "page", "link", "body-link"] as const;

function generated<T>(name: string): T {
  const folder = dirname(exportedFile("@live-sessions/conformance/package.json"));
  return JSON.parse(readFileSync(join(folder, "generated", name), "utf8")) as T;
}

/** By which rules faults of a walk are caught in each style: Markdown. */
export function listFaultsTable(): string {
  const { faults } = generated<ListFaults>("list-faults.json");
  const cell = (rules: readonly string[] | undefined): string => (rules ?? ["–"]).map(shortened).join(", ");
  const rows = faults.map(({ fault, caught }) => [fault, ...STYLES.map((style) => cell(caught[style]))]);
  return tableOf(["fault", ...STYLES], rows);
}

// The family says nothing that the name does not.
function shortened(rule: string): string {
  return rule.replace(/^(?:pagination|ordering|representation|http)\./, "");
}

/** What lists of real software do, with versions and the date: Markdown, below the page's title. */
export function realListsText(): string {
  const { date, lists } = generated<RealLists>("real-lists.json");
  const isRight = ({ findings }: RealList): boolean => !findings.some(({ level }) => level === "MUST");
  const rows = lists.map((list) => [
    `[${list.name}](#${anchorOf(list.name)})`,
    list.packages.map(({ name, version }) => `${name} ${version}`).join(", "),
    list.style,
    isRight(list) ? "nothing" : rulesOf(list, "MUST"),
    rulesOf(list, "SHOULD"),
  ]);
  const right = lists.filter(isRight).length;
  return `Servers of packages from npm, each started with data and judged by \`run --config --probes all\`, as its user would. The suite's tests
do so each time, and compare with this page; versions are of ${date}. ${right} of ${lists.length} fail no MUST.

A MUST is what holds for every walk and for HTTP, or what the configuration declares. SHOULD is advice: most packages are free to take a bad size for
another one, and each that does so is named here because a client whose size is wrong never learns it.

${tableOf(["list", "versions", "style", "MUST", "SHOULD"], rows)}

${lists.map(sectionOf).join("\n\n")}
`;
}

function rulesOf({ findings }: RealList, level: string): string {
  const rules = findings.filter((finding) => finding.level === level).map(({ rule }) => shortened(rule));
  return rules.length === 0 ? "nothing" : rules.join(", ");
}

function sectionOf({ name, set_up: setUp, passed, findings }: RealList): string {
  const parts = findings.map(
    ({ rule, level, message, exchanges, because }) =>
      `**${rule}**, ${level}: ${message}\n\n${because}\n\n${exchanges.map((line) => `- \`${line}\``).join("\n")}`,
  );
  return [`## ${name}`, setUp, `${passed} rules passed.`, ...parts].join("\n\n");
}

function anchorOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
