/** A statement that answers many questions; its rows begin with the number of the question, from 1 on. */
export interface GatheredSql {
  /** About any entities; the first parameter is an array of their ids. */
  readonly ofAny: string;
  /** About one entity, for tables that are sharded by it; the first parameter is its id. */
  readonly ofOne: string;
}

/** Of a key `k`: it is not revoked, and its time is not over. */
export const IS_VALID = "k.revoked_at is null and (k.expires_at is null or k.expires_at > extract(epoch from now()))";

/**
 * Versions of entities that a key's account may list. Further parameters: key hashes.
 */
export const VERSIONS_SQL: GatheredSql = {
  ofAny: `
  select q.n::integer, e.version
  from unnest($1::text[], $2::bytea[]) with ordinality as q (entity_id, key_hash, n)
  ${itsEntity("q.entity_id")}`,
  ofOne: `
  select q.n::integer, e.version
  from unnest($2::bytea[]) with ordinality as q (key_hash, n)
  ${itsEntity("$1")}`,
};

/**
 * Pages. Further parameters: key hashes, sizes, and what the pages begin after, as `created_at` and session id.
 *
 * One statement is one snapshot, so each version is that of these very sessions, whatever others write. The bodies come
 * as one text: rows of their own cost more than they carry.
 */
export const RANGES_SQL: GatheredSql = {
  ofAny: `
  select q.n::integer, e.version, e.faults, page.count::integer, page.bodies
  from unnest($1::text[], $2::bytea[], $3::integer[], $4::bigint[], $5::text[]) with ordinality
    as q (entity_id, key_hash, size, created_at, session_id, n)
  ${itsPage("q.entity_id")}
  ${itsEntity("q.entity_id")}`,
  ofOne: `
  select q.n::integer, e.version, e.faults, page.count::integer, page.bodies
  from unnest($2::bytea[], $3::integer[], $4::bigint[], $5::text[]) with ordinality
    as q (key_hash, size, created_at, session_id, n)
  ${itsPage("$1")}
  ${itsEntity("$1")}`,
};

// Row comparison is one range of the primary key; the same spelled out with `or` is not.
function itsPage(entityId: string): string {
  return `cross join lateral (
    select count(*), string_agg(s.body, E',\\n' order by s.created_at desc, s.id desc) as bodies from (
      select created_at, id, body from live_sessions
      where entity_id = ${entityId} and (created_at, id) < (q.created_at, q.session_id)
      order by created_at desc, id desc limit q.size
    ) s
  ) page`;
}

// Each question is looked up by its index, whatever the planner thinks of the tables' sizes: `limit` and a value instead of
// `exists` keep it from joining whole tables. The key is in the statement itself: a caller may be one that is only remembered.
function itsEntity(entityId: string): string {
  return `cross join lateral (select account_id, version, faults from live_entities where id = ${entityId} limit 1) e
  where e.account_id = (select k.account_id from api_keys k where k.hash = q.key_hash and ${IS_VALID} and position('read' in k.scopes) > 0)`;
}
