// Writes src/rules/generated/definitions.ts: each file of src/rules with what its clause says of it.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { contractClauses } from "../src/contract/contract-document.ts";

const folder = fileURLToPath(new URL("../src/rules", import.meta.url));
const { clauses } = contractClauses();

/** Ids of the rules of a family, in alphabetical order. */
function rulesOf(family: string): string[] {
  const files = readdirSync(`${folder}/${family}`).filter((name) => name.endsWith(".ts"));
  return files.map((name) => `${family}.${name.slice(0, -".ts".length)}`).sort();
}

function constantOf(id: string): string {
  return id.replaceAll(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
}

function entryOf(id: string): string {
  const clause = clauses.find((candidate) => candidate.id === id);
  if (!clause) throw new Error(`src/rules/${id.replace(".", "/")}.ts: openapi/clauses.yaml has no clause ${id}.`);
  return `  [${[id, clause.level, clause.title].map((text) => JSON.stringify(text)).join(", ")}, ${constantOf(id)}],`;
}

const families = [...new Set(clauses.map(({ id }) => id.split(".", 1)[0] ?? ""))];
const ids = families.flatMap(rulesOf);
const text = [
  "// Generated from ../ and the contract's clauses by `npx -y pnpm@12.21.0 generate`. Do not edit.",
  ...ids.toSorted().map((id) => `import { rule as ${constantOf(id)} } from "../${id.replace(".", "/")}.ts";`),
  'import type { RuleDefinition } from "../rule.ts";',
  "",
  "/** Id, level and title of each rule, and what its file says. */",
  'export const definitions: readonly (readonly [string, "MUST" | "SHOULD", string, RuleDefinition])[] = [',
  ...ids.map(entryOf),
  "];",
  "",
].join("\n");

mkdirSync(`${folder}/generated`, { recursive: true });
writeFileSync(`${folder}/generated/definitions.ts`, text);
