-- What a build has already done, keyed by a hash of its inputs: a build cut short goes on from here.
create table app.task (
  key text primary key,
  kind text not null,
  result json not null,
  file_sha256s jsonb not null,
  engine_version text not null,
  finished_at timestamptz not null default now()
);

-- What the page shows of a job; the queue itself lives in pg-boss's own schema, under the same id.
create table app.job (
  id uuid primary key,
  position bigint generated always as identity,
  kind text not null,
  title text not null,
  payload json not null,
  singleton_key text not null,
  state text not null,
  step_name text not null default '',
  progress_ratio double precision,
  message text,
  run_id text,
  attempt integer not null default 0,
  started_at timestamptz,
  ended_at timestamptz
);
create index job_by_key on app.job (kind, singleton_key);

-- Files shared by several machines when the database is PostgreSQL; empty with the embedded database.
create table app.file (
  sha256 text primary key,
  bytes bytea not null
);
