-- The acts of the procedure, in the order in which they were recorded: only ever added to. A mistake is cancelled by a line of its own.
create table app.scheme_act (
  position bigint generated always as identity primary key,
  scheme_id text not null references app.scheme (id),
  -- Null for a line that cancels another.
  content json,
  cancels bigint references app.scheme_act (position),
  author_id text not null,
  recorded_at timestamptz not null,
  check ((content is null) <> (cancels is null))
);
create index act_of_scheme on app.scheme_act (scheme_id, position);
create unique index cancelled_once on app.scheme_act (cancels) where cancels is not null;
create trigger kept before update or delete on app.scheme_act for each row execute function app.refuse_change();
create trigger not_emptied before truncate on app.scheme_act for each statement execute function app.refuse_change();
