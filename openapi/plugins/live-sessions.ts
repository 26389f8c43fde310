import { boundedSortedList } from "./bounded-sorted-list.ts";
import { oneErrorSchema } from "./one-error-schema.ts";
import type { OperationRule } from "./rule.ts";

/** What Redocly loads: an id, which prefixes the rules' names in redocly.yaml, and the rules for OpenAPI 3. */
interface Plugin {
  readonly id: string;
  readonly rules: { readonly oas3: Readonly<Record<string, () => OperationRule>> };
}

/** The rules of our own, named for the files they stand in. */
// biome-ignore lint/style/noDefaultExport: Redocly takes a plugin module's default export.
export default function liveSessions(): Plugin {
  return {
    id: "live-sessions",
    rules: { oas3: { "bounded-sorted-list": boundedSortedList, "one-error-schema": oneErrorSchema } },
  };
}
