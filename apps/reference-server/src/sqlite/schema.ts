import { CHAIN_TRIGGERS } from "./session-chain.ts";

/** Marks a file as this program's: "LIVE" in ASCII (`pragma application_id`). */
export const APPLICATION_ID = 0x4c_49_56_45;

/** Version of the schema below (`pragma user_version`). */
export const SCHEMA_VERSION = 2;

/**
 * Tables of version 2. The primary key of `live_sessions` is the order of the list, so a page is one range of it; the
 * second index finds a session by its id alone. `version` is a new random text after every change of the entity's sessions.
 * `ingest_signals` holds what came in by ingest and is in progress; no index on the time, which each signal would have to write.
 */
export const SCHEMA: string = `
create table scenarios (
  id text primary key
) strict, without rowid;

create table accounts (
  id text primary key,
  name text not null,
  scenario_id text references scenarios (id) on delete cascade
) strict, without rowid;
create index accounts_by_scenario on accounts (scenario_id);

create table api_keys (
  hash blob primary key,
  id text not null unique,
  name text not null,
  account_id text not null references accounts (id) on delete cascade,
  created_at integer not null,
  scopes text not null,
  expires_at integer,
  revoked_at integer
) strict, without rowid;
create index api_keys_by_account on api_keys (account_id);

create table live_entities (
  id text primary key,
  account_id text not null references accounts (id) on delete cascade,
  version text not null,
  stream text,
  faults integer not null default 0,
  newest_id text
) strict, without rowid;
create index live_entities_by_account on live_entities (account_id, stream);
create index live_entities_with_faults on live_entities (faults) where faults > 0;

create table live_sessions (
  entity_id text not null references live_entities (id) on delete cascade,
  created_at integer not null,
  id text not null,
  body text not null,
  checksum integer not null default 0,
  primary key (entity_id, created_at, id)
) strict, without rowid;
create unique index live_sessions_by_id on live_sessions (entity_id, id);

create table ingest_signals (
  entity_id text not null,
  session_id text not null,
  source text,
  began_at integer not null,
  last_signal_at integer not null,
  primary key (entity_id, session_id),
  foreign key (entity_id, session_id) references live_sessions (entity_id, id) on delete cascade
) strict, without rowid;
${CHAIN_TRIGGERS}`;
