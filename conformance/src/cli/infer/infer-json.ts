import type { InferredDocument } from "../../profile/infer/infer-lists.ts";
import { judgedRules } from "./judged-rules.ts";

/** What a document says of its lists, and how many rules a run would judge of each, as JSON. */
export function inferJson(document: InferredDocument): string {
  const lists = document.lists.map((list) => ({ ...list, rules: judgedRules(list) }));
  return `${JSON.stringify({ ...document, lists }, undefined, 2)}\n`;
}
