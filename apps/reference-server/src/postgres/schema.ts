/** Version of the schema below, kept in `live_sessions_schema`. */
export const SCHEMA_VERSION = 2;

/**
 * Tables of version 2, the same shape as on SQLite. Ids are compared byte by byte (`collate "C"`): the order of a list must
 * not depend on the locale of the database. `body` is text, since jsonb would spell numbers and members its own way.
 *
 * @param partitions of `live_sessions`, by a hash of the entity: smaller indexes, and vacuum one after another. Each statement
 *   names the entity, so it touches one of them.
 */
export function schemaSql(partitions: number): string {
  return `
create table live_sessions_schema (version integer not null);
insert into live_sessions_schema values (${SCHEMA_VERSION});

create table scenarios (
  id text collate "C" primary key
);

create table accounts (
  id text collate "C" primary key,
  name text not null,
  scenario_id text collate "C" references scenarios (id) on delete cascade
);
create index accounts_by_scenario on accounts (scenario_id);

create table api_keys (
  hash bytea primary key,
  id text collate "C" not null unique,
  name text not null,
  account_id text collate "C" not null references accounts (id) on delete cascade,
  created_at bigint not null,
  scopes text not null,
  expires_at bigint,
  revoked_at bigint
);
create index api_keys_by_account on api_keys (account_id);

create table live_entities (
  id text collate "C" primary key,
  account_id text collate "C" not null references accounts (id) on delete cascade,
  version text not null,
  stream text collate "C",
  faults integer not null default 0
);
create index live_entities_by_account on live_entities (account_id, stream);

create table live_sessions (
  entity_id text collate "C" not null references live_entities (id) on delete cascade,
  created_at bigint not null,
  id text collate "C" not null,
  body text not null,
  primary key (entity_id, created_at, id)
)${partitions > 1 ? " partition by hash (entity_id)" : ""};
${partitionsSql(partitions)}
create unique index live_sessions_by_id on live_sessions (entity_id, id);

create table ingest_signals (
  entity_id text collate "C" not null,
  session_id text collate "C" not null,
  source text,
  began_at bigint not null,
  last_signal_at bigint not null,
  primary key (entity_id, session_id),
  foreign key (entity_id, session_id) references live_sessions (entity_id, id) on delete cascade
);
`;
}

function partitionsSql(partitions: number): string {
  if (partitions === 1) return "";
  const remainders = Array.from({ length: partitions }, (_, n) => n);
  return remainders
    .map(
      (n) =>
        `create table live_sessions_${n} partition of live_sessions for values with (modulus ${partitions}, remainder ${n});`,
    )
    .join("\n");
}
