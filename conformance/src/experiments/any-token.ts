import type { Lab } from "./lab.ts";
import { readQuickly } from "./quick-reading.ts";

/** A token of "populated": the one that a walk left behind, or where none did, a new one. */
export async function anyToken(lab: Lab): Promise<string | undefined> {
  const kept = lab.bench.keepsakes.get("token of populated at 10");
  if (kept !== undefined) return kept;
  return readQuickly(await lab.ask({ entity: "populated", role: "source", query: [["page_size", "3"]] }))?.nextToken;
}
