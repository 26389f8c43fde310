import { PageToken } from "@live-sessions/server";
import { openDatabase } from "../src/sqlite/open-database.ts";
import { CHAIN_TRIGGERS } from "../src/sqlite/session-chain.ts";
import { type BenchData, insertOwner } from "./data.ts";

/** Sessions of the one entity that depth is measured on. */
export const DEEP_SESSIONS = 10_000_000;

// 1 January 2000 in epoch seconds; one session in three shares its second with two others.
const EPOCH = 946_684_800;

/** Fills a file of the reference server with ten million sessions, made by SQLite itself: one by one would take minutes. */
export function fillDeep(file: string): BenchData {
  using database = openDatabase(file);
  const { authorization, entityId } = insertOwner(database);
  database.exec("pragma journal_mode = delete; pragma synchronous = off");
  // The triggers would see each row by itself; the statement knows the row before.
  for (const name of ["inserted", "updated", "deleted"]) database.exec(`drop trigger live_sessions_${name}`);
  database.prepare(FILL).run({ entity: entityId, count: DEEP_SESSIONS, epoch: EPOCH });
  database.prepare("update live_entities set newest_id = ?").run(sessionId(DEEP_SESSIONS - 1));
  database.exec(CHAIN_TRIGGERS);
  database.exec("pragma journal_mode = wal");
  const token = (depth: number): string => {
    const n = DEEP_SESSIONS - depth;
    return PageToken.encode(entityId, { createdAt: EPOCH + Math.floor(n / 3), sessionId: sessionId(n) });
  };
  return { authorization, entityId, token };
}

function sessionId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}

const FILL = `
with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n + 1 < :count),
sessions (id, older_id, created_at) as (
  select printf('00000000-0000-4000-8000-%012d', n),
    case n when 0 then null else printf('00000000-0000-4000-8000-%012d', n - 1) end, :epoch + n / 3
  from numbers
),
bodies (id, older_id, created_at, body) as (
  select id, older_id, created_at,
    '{"id":"' || id || '","entity_id":"' || :entity || '","stream_key":"live_EXAMPLEKEY01","duration":12.5,"created_at":"' ||
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at, 'unixepoch') || '","updated_at":"' ||
    strftime('%Y-%m-%dT%H:%M:%SZ', created_at + 12, 'unixepoch') || '"}'
  from sessions
)
insert into live_sessions (entity_id, created_at, id, body, checksum)
select :entity, created_at, id, body,
  crc32(body || coalesce(',' || char(10) || '{"id":"' || older_id || '"', ''))
from bodies`;
