-- A scheme and its plan. `json`, not `jsonb`: a document comes out with the order it went in with.
create table app.scheme (
  id text primary key,
  departement_code text not null,
  kind text not null
);
create table app.plan (
  scheme_id text primary key references app.scheme (id),
  -- Everything but the sheets: title, dates, organisations, axes.
  content json not null,
  version integer not null,
  updated_at timestamptz not null
);
create table app.action_sheet (
  scheme_id text not null references app.plan (scheme_id),
  id text not null,
  content json not null,
  version integer not null,
  updated_at timestamptz not null,
  -- Removed sheets stay, and can be put back.
  deleted_at timestamptz,
  primary key (scheme_id, id)
);
-- Which owner agreed to which version: an edit asks them again.
create table app.sheet_validation (
  scheme_id text not null, sheet_id text not null, version integer not null,
  owner text not null, author_id text not null, validated_at timestamptz not null,
  primary key (scheme_id, sheet_id, version, owner),
  foreign key (scheme_id, sheet_id) references app.action_sheet (scheme_id, id)
);
create table app.sheet_comment (
  id uuid primary key,
  scheme_id text not null, sheet_id text not null,
  author_id text not null, commented_at timestamptz not null,
  content text not null, deleted_at timestamptz,
  foreign key (scheme_id, sheet_id) references app.action_sheet (scheme_id, id)
);
create index comment_of_sheet on app.sheet_comment (scheme_id, sheet_id, commented_at);

-- Who changed what, with the state before and after: only ever added to.
create table app.plan_history (
  position bigint generated always as identity primary key,
  scheme_id text not null,
  record text not null,
  record_id text not null,
  version integer not null,
  act text not null,
  author_id text not null,
  happened_at timestamptz not null,
  before json,
  after json
);
create index history_of_record on app.plan_history (scheme_id, record, record_id, position);

create function app.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'history is only added to: % on %.%', tg_op, tg_table_schema, tg_table_name using errcode = 'MA002';
end $$;
create trigger kept before update or delete on app.plan_history for each row execute function app.refuse_change();
create trigger not_emptied before truncate on app.plan_history for each statement execute function app.refuse_change();
