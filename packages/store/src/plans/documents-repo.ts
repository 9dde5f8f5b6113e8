import { randomUUID } from 'node:crypto';
import { DomainError } from '@maillage/domain/errors.ts';
import type { ActionSheet } from '@maillage/domain/plans/plan.ts';
import { MAX_DOCUMENTS_BY_SHEET } from '@maillage/domain/plans/sheet-document.ts';
import type { Store } from '../store.ts';
import type { Writing } from './plans-repo.ts';

export interface DocumentRow {
  id: string;
  sheetId: string;
  name: string;
  sizeBytes: number;
  sha256: string;
  authorId: string;
  at: string;
}

/** A sheet of the plan, without its versions; undefined when it is not there, or was removed. */
export async function findSheetContent(store: Store, schemeId: string, id: string): Promise<ActionSheet | undefined> {
  const row = await store.db
    .selectFrom('app.actionSheet')
    .select('content')
    .where('schemeId', '=', schemeId)
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return row?.content;
}

/** The documents of a sheet, the first first, without those that were removed. */
export async function listDocuments(store: Store, schemeId: string, sheetId: string): Promise<DocumentRow[]> {
  const rows = await store.db
    .selectFrom('app.sheetDocument')
    .selectAll()
    .where('schemeId', '=', schemeId)
    .where('sheetId', '=', sheetId)
    .where('deletedAt', 'is', null)
    .orderBy('addedAt')
    .orderBy('id')
    .execute();
  return rows.map(({ id, name, sizeBytes, sha256, authorId, addedAt }) => ({
    ...{ id, sheetId, name, sizeBytes, sha256, authorId, at: addedAt.toISOString() },
  }));
}

/** One document, of this very sheet. Throws `file-not-found`, also for a document of another sheet. */
export async function getDocument(store: Store, schemeId: string, sheetId: string, id: string): Promise<DocumentRow> {
  const found = (await listDocuments(store, schemeId, sheetId)).find((one) => one.id === id);
  if (found === undefined) throw new DomainError('file-not-found', 'Ce document n’est pas, ou n’est plus, joint à cette fiche.');
  return found;
}

/** Attaches a file that the store already holds. Throws `file-too-large` when the sheet has as many as it may. */
export async function addDocument(
  store: Store,
  writing: Writing,
  document: Pick<DocumentRow, 'sheetId' | 'name' | 'sizeBytes' | 'sha256'>,
): Promise<string> {
  const id = randomUUID();
  await store.db.transaction().execute(async (trx) => {
    // Under the lock of the sheet: two people who attach at the same time do not pass the limit together.
    await trx
      .selectFrom('app.actionSheet')
      .select('id')
      .where('schemeId', '=', writing.schemeId)
      .where('id', '=', document.sheetId)
      .forUpdate()
      .execute();
    const present = await listDocuments({ ...store, db: trx }, writing.schemeId, document.sheetId);
    if (present.length >= MAX_DOCUMENTS_BY_SHEET)
      throw new DomainError('file-too-large', `Une fiche porte ${MAX_DOCUMENTS_BY_SHEET} documents au plus : retirez-en un d’abord.`);
    const { schemeId, authorId, now } = writing;
    await trx
      .insertInto('app.sheetDocument')
      .values({ ...document, id, schemeId, authorId, addedAt: now, deletedAt: null })
      .execute();
  });
  return id;
}

/** Takes a document off a sheet. Its bytes go later, with `purgeRemovedDocuments`. */
export async function removeDocument(store: Store, writing: Writing, sheetId: string, id: string): Promise<void> {
  await store.db
    .updateTable('app.sheetDocument')
    .set({ deletedAt: writing.now })
    .where('schemeId', '=', writing.schemeId)
    .where('sheetId', '=', sheetId)
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .execute();
}

/** Forgets the documents that were removed before this moment. Returns how many; their files are then nobody’s. */
export async function purgeRemovedDocuments(store: Store, removedBefore: string): Promise<number> {
  const gone = await store.db
    .deleteFrom('app.sheetDocument')
    .where('deletedAt', '<', new Date(removedBefore))
    .returning('sha256')
    .execute();
  if (gone.length === 0) return 0;
  const kept = new Set((await store.db.selectFrom('app.sheetDocument').select('sha256').execute()).map(({ sha256 }) => sha256));
  const forgotten = gone.map(({ sha256 }) => sha256).filter((sha256) => !kept.has(sha256));
  // The copy that PostgreSQL keeps for other machines; never that of a run or of a task, which are made otherwise.
  if (forgotten.length > 0) await store.db.deleteFrom('app.file').where('sha256', 'in', forgotten).execute();
  return gone.length;
}
