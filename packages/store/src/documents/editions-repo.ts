import { EDITION_RETENTION } from '@maillage/domain/documents/edition-retention.ts';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { listReferencedFiles } from '../files/referenced-files.ts';
import type { Store } from '../store.ts';

/** An edition that was made: what it was made from, and the sha256 of its file. */
export type EditionRow = Omit<Database['app.documentEdition'], 'madeAt' | 'askedAt'>;

const DAY_MS = 86_400_000;

/** An edition whose file is there; undefined when it was never made, was purged, or has lost its file: it has to be made. */
export async function findEdition(store: Store, key: string): Promise<(EditionRow & { madeAt: string }) | undefined> {
  const row = await store.db.selectFrom('app.documentEdition').selectAll().where('key', '=', key).executeTakeFirst();
  if (row === undefined || !(await store.files.has(row.fileSha256))) return undefined;
  const { madeAt, askedAt: _, ...edition } = row;
  return { ...edition, madeAt: madeAt.toISOString() };
}

/** Remembers an edition whose file the store already holds. Done twice, the last file stays. */
export async function recordEdition(store: Store, edition: EditionRow): Promise<void> {
  await store.db
    .insertInto('app.documentEdition')
    .values(edition)
    .onConflict((clash) => clash.column('key').doUpdateSet({ fileSha256: edition.fileSha256, askedAt: sql<string>`now()` }))
    .execute();
}

/** Somebody asks for an edition again: it is kept as long as a new one. */
export async function keepEditionLonger(store: Store, key: string): Promise<void> {
  await store.db.updateTable('app.documentEdition').set({ askedAt: sql<string>`now()` }).where('key', '=', key).execute();
}

/**
 * Forgets the editions that are over at this moment (ISO) and that nothing points at, all or none; returns how many. Their files have no
 * name left and go with the next cleaning of the store: killed before it, the one after removes them.
 */
export async function purgeEditions(store: Store, now: string): Promise<number> {
  return store.db.transaction().execute(async (trx) => {
    const { rows: over } = await sql<{ key: string }>`
      select key from (
        select key, asked_at, row_number() over (
          partition by scheme_id, document_kind, territory_kind, territory_code, format, with_drafts order by asked_at desc, key
        ) as rank from app.document_edition
      ) as ranked
      where rank > ${EDITION_RETENTION.lastCount} and asked_at < ${new Date(Date.parse(now) - EDITION_RETENTION.days * DAY_MS)}`.execute(
      trx,
    );
    if (over.length === 0) return 0;
    const pointed = await listPointedKeys({ ...store, db: trx });
    const keys = over.map(({ key }) => key).filter((key) => !pointed.has(key));
    if (keys.length === 0) return 0;
    const gone = await trx.deleteFrom('app.documentEdition').where('key', 'in', keys).returning(['fileSha256', 'draftsSha256']).execute();
    const named = await listReferencedFiles(trx);
    const orphans = gone
      .flatMap(({ fileSha256, draftsSha256 }) => [fileSha256, draftsSha256])
      .filter((one) => one !== null && !named.has(one));
    // The copies that machines share; those of this machine's folder are cleaned apart.
    if (orphans.length > 0)
      await trx
        .deleteFrom('app.file')
        .where('sha256', 'in', orphans as string[])
        .execute();
    return gone.length;
  });
}

/** Keys of editions whose address stands in the plan, its history, a comment, the procedure, or a text of the staff. */
async function listPointedKeys({ db }: Store): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select distinct (regexp_matches(words, '[pd][0-9a-f]{64}', 'g'))[1] as key from (
      select content::text as words from app.plan
      union all select content::text from app.action_sheet
      union all select before::text from app.plan_history
      union all select after::text from app.plan_history
      union all select content from app.sheet_comment
      union all select content::text from app.scheme_act
      union all select content from app.document_section
    ) as texts where words like '%/documents/%'`.execute(db);
  return new Set(rows.map(({ key }) => key));
}
