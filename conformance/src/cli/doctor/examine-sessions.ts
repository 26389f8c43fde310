import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "../../contract/generated/page-size.ts";
import { isObject } from "../../profile/json-pointer.ts";
import { membersOf, parsedJson } from "../../profile/lenient-json.ts";
import { liveSessionsProfile } from "../../profile/live-sessions/live-sessions-profile.ts";
import { wordsOf } from "../../profile/words.ts";
import { valueText } from "../../reading/value-text.ts";
import type { WireResponse } from "../../transport/wire.ts";
import { type DoctorCheck, failed, fine, note } from "./check.ts";

/** Says what a read-only run would have to judge by: key, collection and the sessions on the first page of 100. */
export function examineSessions({ status, body }: WireResponse): DoctorCheck[] {
  if (status === 401)
    return [failed("The target answers 401: it does not accept the key in LIVE_SESSIONS_AUTHORIZATION.", 2)];
  if (status === 403 || status === 404)
    return [
      failed(
        `The target answers ${status} for the live entity: check --live-entity, the base URL, and that the key belongs to the same account.`,
        2,
      ),
    ];
  if (status !== 200) return [note(`The target answers ${status} for the live entity.`)];
  const rows = rowsOf(body);
  if (!rows) return [note("The answer is not a page of sessions; a run would say what is wrong with it.")];
  const { sortKey } = wordsOf(liveSessionsProfile());
  const seconds = rows.map((row) => valueText(isObject(row) ? row[sortKey] : ""));
  const ties = new Set(seconds.filter((second, index) => seconds.indexOf(second) !== index)).size;
  return [
    fine("The key is accepted, and the live entity exists."),
    rows.length > 1
      ? fine(`The first page of ${MAX_PAGE_SIZE} holds ${rows.length} sessions.`)
      : note(
          `The live entity has ${rows.length} sessions: to judge paging, a run needs at least two, better ${DEFAULT_PAGE_SIZE + 1}.`,
        ),
    ties > 0
      ? fine(`${ties} groups of them share a ${sortKey}: ties can be judged.`)
      : note(`No two of them share a ${sortKey}: a run could not see ties that are lost at a page boundary.`),
  ];
}

function rowsOf(body: Uint8Array): readonly unknown[] | undefined {
  const { data } = membersOf(parsedJson(body));
  return Array.isArray(data) ? data : undefined;
}
