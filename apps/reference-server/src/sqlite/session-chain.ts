import type { DatabaseSync } from "node:sqlite";
import { crc32 } from "node:zlib";
import type { JoinedSessions } from "@live-sessions/server";

// What stands between two sessions in a page, up to the id of the second: bodies are JSON text that begins with the id.
const LINK = ',\n{"id":';
const AFTER_ID = ',"entity_id":';

/** That what was read is not what was written: bytes of the file are wrong, and no list comes of it. */
export class DamagedSessions extends Error {
  override readonly name = "DamagedSessions";

  constructor(entityId: string) {
    super(`The sessions of the live entity ${entityId} are damaged: live-sessions-server verify tells more.`);
  }
}

/**
 * Every row holds the checksum of its body and of the id of the session that follows it in the list, and every entity the id of its
 * newest session. So a page that is read tells whether a byte of it is wrong, and whether a session is missing: a chain of
 * which one link leads to another. CRC-32 is against accidents; anyone who can write the file can write checksums, too.
 */
export interface ChainedRows extends JoinedSessions {
  /** With commas between them. */
  readonly checksums: string;
}

/**
 * Whether rows are what was written, and follow each other as they should.
 *
 * @param newest the id of the first one, if that is known
 * @param isEnd whether nothing follows the last one; else its link leads out of what was read, and is not looked at
 */
export function isWholeChain(
  { text, checksums, count }: ChainedRows,
  newest: string | undefined,
  isEnd: boolean,
): boolean {
  if (count === 0) return newest === undefined;
  if (newest !== undefined && idAt(text, 0) !== JSON.stringify(newest)) return false;
  const expected = checksums.split(",");
  let start = 0;
  for (let n = 0; n < count; n += 1) {
    const next = text.indexOf(LINK, start);
    const isLast = n === count - 1;
    if (next < 0 !== isLast) return false;
    if (isLast && !isEnd) return true;
    const end = isLast ? text.length : text.indexOf(AFTER_ID, next);
    if (end < 0 || crc32(text.slice(start, end)) !== Number(expected[n])) return false;
    start = next + LINK.length - '{"id":'.length;
  }
  return true;
}

/** The checksum of a row; `nextId` is the id of the session that follows it in the list, if any does. */
export function checksumOf(body: string, nextId: string | undefined): number {
  return crc32(nextId === undefined ? body : `${body}${LINK}${JSON.stringify(nextId)}`);
}

/** The id of the session whose text begins there, as JSON spells it. */
export function idAt(text: string, start: number): string {
  const from = start + '{"id":'.length;
  return text.slice(from, text.indexOf(AFTER_ID, from));
}

/** Gives a connection the function that the triggers below need. */
export function addChecksum(database: DatabaseSync): void {
  database.function("crc32", { deterministic: true }, (text) => crc32(String(text)));
}

// The checksum of a row, given the id of the session that follows it, as JSON; null when none does.
const checksum = (nextId: string): string => `crc32(body || coalesce(',' || char(10) || '{"id":' || ${nextId}, ''))`;
const older = (row: string, id = "json_quote(id)"): string =>
  `(select ${id} from live_sessions where entity_id = ${row}.entity_id and (created_at, id) < (${row}.created_at, ${row}.id)
    order by created_at desc, id desc limit 1)`;
const newer = (row: string): string =>
  `(select entity_id, created_at, id from live_sessions
    where entity_id = ${row}.entity_id and (created_at, id) > (${row}.created_at, ${row}.id)
    order by created_at, id limit 1)`;
const isThis = "entity_id = new.entity_id and created_at = new.created_at and id = new.id";

/**
 * Keeps the chain, whatever writes sessions: SQLite itself, for as many rows as a statement has, in the same transaction. A
 * session that begins is the newest mostly: then one row is looked up, and none but its own is written.
 */
export const CHAIN_TRIGGERS: string = `
create trigger live_sessions_inserted after insert on live_sessions begin
  update live_sessions set checksum = ${checksum(older("new"))} where ${isThis};
  update live_sessions set checksum = ${checksum("json_quote(new.id)")} where (entity_id, created_at, id) = ${newer("new")};
  update live_entities set newest_id = new.id where id = new.entity_id and not exists ${newer("new")};
end;
create trigger live_sessions_updated after update of body on live_sessions begin
  update live_sessions set checksum = ${checksum(older("new"))} where ${isThis};
end;
create trigger live_sessions_deleted after delete on live_sessions begin
  update live_sessions set checksum = ${checksum(older("old"))} where (entity_id, created_at, id) = ${newer("old")};
  update live_entities set newest_id = ${older("old", "id")} where id = old.entity_id and not exists ${newer("old")};
end;
`;
