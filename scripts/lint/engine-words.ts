import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** How the contract spells what only live sessions have. */
export const WORDS_OF_LIVE_SESSIONS: readonly string[] = [
  "created_at",
  "page_token",
  "stream_key",
  "entity_id",
  "live_entit",
];

const engine = "conformance/src";

/** Folders that live sessions have to themselves, and what is generated from the document. */
const isExempt = /(?:^|[/\\])(?:live-sessions|generated)[/\\]/;

/**
 * What the engine calls a collection, in any form. Behind a hyphen it is part of a flag, or of a clause's id, which names a
 * rule's file too; and an identity is something else.
 */
const entity = /(?<!-|id)entit(?:y|ies)|Entit(?:y|ies)|(?<!ID)ENTIT(?:Y|IES)/g;

/**
 * The lines of the suite that name what only live sessions have, outside of their profile: there the words come from the
 * profile of the list that is judged. Comments count, too, which is why no linter does it that looks at syntax alone.
 * Strings may speak of entities, as ids, stored words and sentences do; names of files, identifiers and comments may not.
 *
 * @param root of the workspace
 * @returns one line each, `<file>:<line> names <word>`
 */
export function engineWords(root: string): string[] {
  const folder = join(root, engine);
  const files = globSync("**/*.ts", { cwd: folder }).filter((file) => !isExempt.test(file));
  return files.sort().flatMap((path) => {
    const file = path.replaceAll("\\", "/");
    const text = readFileSync(join(folder, path), "utf8");
    const code = withoutStrings(text).split("\n");
    return [
      ...(file.match(entity) ?? []).map((word) => `${engine}/${file} names ${word}`),
      ...text.split("\n").flatMap((line, index) => {
        const members = WORDS_OF_LIVE_SESSIONS.filter((word) => line.toLowerCase().includes(word));
        const words = members.length > 0 ? members : (code[index]?.match(entity) ?? []);
        return words.map((word) => `${engine}/${file}:${index + 1} names ${word}`);
      }),
    ];
  });
}

/** A program with nothing in its strings, templates and patterns, on the lines where they were. */
function withoutStrings(text: string): string {
  const source = ts.createSourceFile("engine.ts", text, ts.ScriptTarget.Latest);
  const kept: string[] = [];
  let end = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isLiteralExpression(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      const start = node.getStart(source);
      kept.push(text.slice(end, start), text.slice(start, node.end).replace(/[^\n]/g, ""));
      end = node.end;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return kept.join("") + text.slice(end);
}
