import type { InferredList } from "../../profile/infer/infer-lists.ts";
import type { Paging } from "../../profile/list-profile.ts";
import { pagingText } from "./infer-table.ts";

/** Where an installed package keeps the schema, seen from a project's root. */
const SCHEMA_PATH = "./node_modules/@live-sessions/conformance/config.schema.json";

/**
 * A configuration for one list. What the document declares is left to it; what only names suggest, and what nothing
 * says, stands there as a comment with its reason.
 *
 * @param document path of the document, as the configuration names it
 */
export function inferredConfig(list: InferredList, document: string): string {
  const lines = [
    `"$schema": ${JSON.stringify(SCHEMA_PATH)},`,
    "",
    "// The server to judge: a test deployment of your own, not other people's production.",
    '"base_url": "http://127.0.0.1:8080",',
    "",
    `"document": ${JSON.stringify(document)},`,
    `"operation": ${JSON.stringify(list.operation)},`,
    ...valueLines(list),
    "",
    ...pagingLines(list),
    "",
    "// What no declaration has: each that you add has more rules judged. Take off the // where a line is true.",
    '"list": {',
    ...factLines(list).map((line) => `  ${line}`),
    "}",
    ...authenticationLines(list),
  ];
  return `{\n${lines.map((line) => (line === "" ? "" : `  ${line}`)).join("\n")}\n}\n`;
}

function valueLines({ values }: InferredList): string[] {
  const object = (names: readonly string[]): string =>
    `{ ${names.map((name) => `${JSON.stringify(name)}: "TODO"`).join(", ")} }`;
  return [
    ...(values.path.length === 0 ? [] : [`"path": ${object(values.path)},`]),
    ...(values.query.length === 0 ? [] : [`"query": ${object(values.query)},`]),
  ];
}

function pagingLines({ declared, guessed }: InferredList): string[] {
  if (declared)
    return [
      `// Declared at ${declared.from}:`,
      `//   ${pagingText(declared.paging)}, items at ${itemsText(declared.paging)}`,
    ];
  if (guessed) return [`// A guess, because ${guessed.because}:`, `// "pagination": ${objectText(guessed.paging)},`];
  return [
    "// Nothing suggests how this list is paged; right would be one of cursor, offset, page, link, body-link, such as:",
    '// "pagination": { "style": "cursor", "cursorParam": "cursor", "nextCursor": "/next", "limitParam": "limit", "items": "/data" },',
  ];
}

function factLines({ id, size, missing }: InferredList): string[] {
  const bounds = ["minimum", "maximum", "default"] as const;
  const known = bounds.filter((name) => size[name] !== undefined);
  const open = bounds.filter((name) => size[name] === undefined);
  return [
    id === undefined
      ? '// "id": "/id", // from an item to what tells it apart'
      : `// "id": ${JSON.stringify(id)}, // a guess by its name`,
    '// "order": ["-/created"], // sort keys, - for descending; nothing says how the list is sorted',
    ...(known.length === 0 ? [] : [`// declared: ${known.map((name) => `${name} ${size[name]}`).join(", ")}`]),
    `// "size": { ${[...open.map((name) => `"${name}": ${name === "maximum" ? 100 : name === "default" ? 10 : 1}`), '"zero": "reject"', '"over": "clamp"'].join(", ")} },`,
    '// "total": "/count", // from the page to the number of all items',
    '// "secrets": ["/token"], // members of an item that no report may show',
    ...(missing.includes("errors.size")
      ? ['// "errors": { "size": 400, "token": 400 }, // how a bad size and a bad position are answered']
      : []),
    '// "noun": "item"',
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
