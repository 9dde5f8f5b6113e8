import { randomUUID } from 'node:crypto';
import type { Store } from '../store.ts';
import { findRow, sheetNotFound } from './plan-rows.ts';
import type { Writing } from './plans-repo.ts';

/** Adds a comment to a sheet. Throws `sheet-not-found`. */
export async function addComment(store: Store, writing: Writing, sheetId: string, text: string): Promise<string> {
  const row = await findRow(store.db, writing.schemeId, sheetId);
  if (row === undefined || row.deletedAt !== null) throw sheetNotFound(sheetId);
  const id = randomUUID();
  await store.db
    .insertInto('app.sheetComment')
    .values({
      id,
      schemeId: writing.schemeId,
      sheetId,
      authorId: writing.authorId,
      commentedAt: writing.now,
      content: text,
      deletedAt: null,
    })
    .execute();
  return id;
}

/** The comments of a sheet, the first first; the text of a removed one is not told. */
export async function listComments(store: Store, schemeId: string, sheetId: string) {
  const rows = await store.db
    .selectFrom('app.sheetComment')
    .selectAll()
    .where('schemeId', '=', schemeId)
    .where('sheetId', '=', sheetId)
    .orderBy('commentedAt')
    .orderBy('id')
    .execute();
  return rows.map(({ id, authorId, commentedAt, content, deletedAt }) => ({
    ...{ id, sheetId, authorId, at: commentedAt.toISOString() },
    ...{ text: deletedAt === null ? content : '', removed: deletedAt !== null },
  }));
}
