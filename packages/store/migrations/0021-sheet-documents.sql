-- Documents attached to a sheet. Their bytes are a file of the store, named by its sha256; a removed one is kept a while, then purged.
create table app.sheet_document (
  id uuid primary key,
  scheme_id text not null, sheet_id text not null,
  name text not null,
  size_bytes integer not null,
  sha256 text not null,
  author_id text not null, added_at timestamptz not null,
  deleted_at timestamptz,
  foreign key (scheme_id, sheet_id) references app.action_sheet (scheme_id, id)
);
create index document_of_sheet on app.sheet_document (scheme_id, sheet_id, added_at);
