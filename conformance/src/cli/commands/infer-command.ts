import { redoclyRules } from "../../profile/document/declared-paging.ts";
import { readDocument } from "../../profile/document/read-document.ts";
import { inferLists } from "../../profile/infer/infer-lists.ts";
import type { Invocation } from "../command.ts";
import { inferredConfig } from "../infer/infer-config.ts";
import { inferJson } from "../infer/infer-json.ts";
import { inferTable } from "../infer/infer-table.ts";
import { plainMessage } from "../plain-message.ts";
import { lastOf } from "../settings/setting.ts";

/** Says what each list operation of a document declares about paging, or writes a configuration for one. @returns 2 when a declaration is wrong */
export async function inferCommand({ given, operands, terminal }: Invocation): Promise<number> {
  const [path = ""] = operands;
  const document = await readDocument(path);
  const operation = lastOf(given, "operation");
  const inferred = inferLists(document, redoclyRules(document), operation);
  const [first] = inferred.lists;
  if (given.has("json")) terminal.out(inferJson(inferred));
  else if (operation !== undefined && first) terminal.out(inferredConfig(first, path));
  else if (operation === undefined) terminal.out(inferTable(inferred));
  for (const sentence of inferred.wrong) terminal.err(`error: ${plainMessage(sentence)}\n`);
  return inferred.wrong.length === 0 ? 0 : 2;
}
