import type { ServedLiveSession } from "@live-sessions/contract";
import { list, type OneEntity, pageOf } from "../scenario.ts";

/** Every session of an entity, in the order of the list. */
export async function walk(
  base: string,
  who: Pick<OneEntity, "authorization" | "entityId">,
  pageSize = 100,
): Promise<ServedLiveSession[]> {
  const walked: ServedLiveSession[] = [];
  for (let token = ""; ; ) {
    const page = await pageOf(await list(base, who, `?page_size=${pageSize}&page_token=${token}`));
    walked.push(...page.data);
    token = page.next_page_token;
    if (token === "") return walked;
  }
}
