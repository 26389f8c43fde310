import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { packageFolder } from "./bundle-document.ts";

/** One normative sentence of the contract, as clauses.yaml has it. */
export interface Clause {
  /** `<family>.<name>`, for ever the same. */
  readonly id: string;
  readonly level: "MUST" | "SHOULD";
  /** The clause in a few words, for lists and reports. */
  readonly title: string;
  readonly text: string;
  /** Where the sentence comes from: the source page, a sibling page, a section of an RFC, or a decision page. */
  readonly source: readonly string[];
  /** Differences that no rule may hold against a server. */
  readonly lawful?: readonly string[];
}

/** clauses.yaml as it is parsed. `contract_version` equals the document's `info.version`. */
export interface ClauseList {
  readonly contract_version: string;
  /** Differences that no rule may hold against a server, under whatever clause. */
  readonly lawful: readonly string[];
  readonly clauses: readonly Clause[];
}

/**
 * Reads clauses.yaml. Its form is not verified here: the tests compare it with clauses.schema.json.
 *
 * @throws {SyntaxError} with file, line and column when it is not YAML.
 */
export async function readClauses(): Promise<ClauseList> {
  return parseClauses(await readFile(join(packageFolder, "clauses.yaml"), "utf8"));
}

/** The clauses that `text`, the content of clauses.yaml, states. Errors as {@link readClauses}. */
export function parseClauses(text: string): ClauseList {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [slip] = document.errors;
  if (slip === undefined) return document.toJS() as ClauseList;
  const { line, col } = lineCounter.linePos(slip.pos[0]);
  throw new SyntaxError(`openapi/clauses.yaml:${line}:${col}: ${slip.message}`);
}

/** The clause with its family, the part of its id before the dot, spelled out for readers of the JSON. */
export function withFamily(clause: Clause): Clause & { readonly family: string } {
  const { id, level, ...rest } = clause;
  return { id, level, family: id.slice(0, id.indexOf(".")), ...rest };
}
