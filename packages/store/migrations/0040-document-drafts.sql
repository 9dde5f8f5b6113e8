-- What the staff write in place of the automatic drafts, section by section; kept from one run to the next.
create table app.document_section (
  scheme_id text not null,
  document_kind text not null,
  territory_kind text not null,
  territory_code text not null,
  section_id text not null,
  -- Null: back to the automatic draft.
  content text,
  -- In the place of the automatic draft (replace), or after it (follow).
  mode text not null,
  -- Each figure of the text as its author last read it.
  written json not null,
  version integer not null,
  author_id text not null,
  saved_at timestamptz not null,
  primary key (scheme_id, document_kind, territory_kind, territory_code, section_id)
);
-- Who wrote what, with the text before and after: only ever added to.
create table app.document_section_history (
  position bigint generated always as identity primary key,
  scheme_id text not null,
  document_kind text not null,
  territory_kind text not null,
  territory_code text not null,
  section_id text not null,
  version integer not null,
  author_id text not null,
  happened_at timestamptz not null,
  before text,
  after text
);
create index history_of_section on app.document_section_history
  (scheme_id, document_kind, territory_kind, territory_code, section_id, position);
create trigger kept before update or delete on app.document_section_history for each row execute function app.refuse_change();
create trigger not_emptied before truncate on app.document_section_history for each statement execute function app.refuse_change();
