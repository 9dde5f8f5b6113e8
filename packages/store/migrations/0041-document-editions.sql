-- Editions of documents that were made: what each was made from, and its file. Kept a while (`edition-retention.ts`), then purged.
create table app.document_edition (
  key text primary key,
  scheme_id text not null,
  document_kind text not null,
  territory_kind text not null,
  territory_code text not null,
  format text not null,
  -- False: holds only what was decided.
  with_drafts boolean not null,
  run_id text not null,
  -- The texts of the staff that it was made with, frozen when it was asked for; null when there was none.
  drafts_sha256 text,
  file_sha256 text not null,
  made_at timestamptz not null default now(),
  -- Asking for an edition again keeps it as long again.
  asked_at timestamptz not null default now()
);
create index edition_of_document on app.document_edition
  (scheme_id, document_kind, territory_kind, territory_code, format, asked_at);

-- Editions used to be tasks, and their jobs carried the texts of the staff: they are made again when asked for.
delete from app.task where kind = 'document';
update app.job set state = 'cancelled', ended_at = now(), message = 'Maillage a été mis à jour : demandez ce document de nouveau.'
  where kind = 'document' and state in ('waiting', 'running');
update app.job set payload = '{}' where kind = 'document';
