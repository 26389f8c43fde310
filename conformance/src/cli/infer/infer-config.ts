import type { InferredList, RequiredValue } from "../../profile/infer/infer-lists.ts";
import type { Paging } from "../../profile/list-profile.ts";
import { inferredFacts } from "./infer-facts.ts";
import { pagingText } from "./infer-table.ts";
import { judgedRules } from "./judged-rules.ts";

/** Where an installed package keeps the schema, seen from a project's root. */
const SCHEMA_PATH = "./node_modules/@live-sessions/conformance/config.schema.json";

/**
 * A configuration for one list. What the document declares is left to it; what only names suggest stands there as a
 * comment with its reason, and of what nothing says, a comment says what to write.
 *
 * @param document path of the document, as the configuration names it
 */
export function inferredConfig(list: InferredList, document: string): string {
  const { declared, guessed, all, hostile } = judgedRules(list);
  const lines = [
    `"$schema": ${JSON.stringify(SCHEMA_PATH)},`,
    "",
    "// The server to judge, here or as --base-url: a test deployment of your own, not other people's production.",
    '// "base_url": "http://127.0.0.1:8080",',
    "",
    `"document": ${JSON.stringify(document)},`,
    `"operation": ${JSON.stringify(list.operation)},`,
    ...valueLines("path", list.values.path),
    ...valueLines("query", list.values.query),
    "",
    ...pagingLines(list),
    "",
    ...(all === 0
      ? []
      : [
          `// A run would judge ${declared} rules with the declared facts, ${guessed} with these guesses too, ${all} with every fact; with`,
          `// --probes all, which sends bad sizes and garbage, up to ${all + hostile}. Remove the // where a line is true.`,
        ]),
    '"list": {',
    ...inferredFacts(list).map((line) => `  ${line}`),
    "}",
    ...authenticationLines(list),
  ];
  return `{\n${lines.map((line) => (line === "" ? "" : `  ${line}`)).join("\n")}\n}\n`;
}

const SOURCES = {
  example: "the document's example; write one that exists in your deployment, with many items",
  default: "the document's default",
  enum: "the first that the document lists",
} as const;

/** Values that a request must have: what the document shows, and a comment for what it does not. */
function valueLines(member: "path" | "query", values: readonly RequiredValue[]): string[] {
  if (values.length === 0) return [];
  const lines = values.map(({ name, example, description }) => {
    if (example) return `${JSON.stringify(name)}: ${JSON.stringify(example.value)}, // ${SOURCES[example.from]}`;
    const said = description === "" ? "" : ` (${firstSentence(description)})`;
    return `// ${JSON.stringify(name)}: "…", // replace … by a value${said}; the run needs one`;
  });
  return [`${JSON.stringify(member)}: {`, ...lines.map((line) => `  ${line}`), "},"];
}

function firstSentence(text: string): string {
  const [sentence = ""] = text
    .replaceAll(/\s+/g, " ")
    .trim()
    .split(/(?<=\.) /);
  return sentence.length > 80 ? `${sentence.slice(0, 79)}…` : sentence.replace(/\.$/, "");
}

function pagingLines({ declared, guessed }: InferredList): string[] {
  if (declared)
    return [
      `// Declared at ${declared.from}:`,
      `//   ${pagingText(declared.paging)}, items at ${itemsText(declared.paging)}`,
      ...(declared.paging.limitParam === undefined
        ? [
            "// It names no parameter for the page size, and with one size lost items cannot be seen. If there is one, write:",
            '// "pagination": { "limitParam": "…" },',
          ]
        : []),
    ];
  if (guessed) return [`// A guess, because ${guessed.because}:`, `// "pagination": ${objectText(guessed.paging)},`];
  return [
    "// Nothing suggests how this list is paged. Write its style (cursor, offset, page, link or body-link), the parameters",
    "// that it takes, and where a page has the items and the next position, as in:",
    '// "pagination": { "style": "cursor", "cursorParam": "cursor", "nextCursor": "/next", "limitParam": "limit", "items": "/data" },',
  ];
}

function authenticationLines({ authentication }: InferredList): string[] {
  if (authentication === undefined || authentication === "none") return [];
  const { scheme, name } = authentication;
  return [
    "",
    `// Authentication is declared (${name}): LIST_AUTHORIZATION holds the whole value of the ${scheme.in === "query" ? "parameter" : scheme.in} ${scheme.name}.`,
  ];
}

function objectText(paging: Paging): string {
  const { style, ...others } = paging;
  return `{ ${Object.entries({ style, ...others })
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(", ")} }`;
}

function itemsText({ items }: Paging): string {
  return items === "" ? "the body itself" : items;
}
