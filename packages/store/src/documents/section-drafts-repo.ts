import type { DocumentKind } from '@maillage/domain/documents/document.ts';
import type { DraftMode } from '@maillage/domain/documents/draft.ts';
import type { WrittenFigures } from '@maillage/domain/documents/prose.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { Kysely } from 'kysely';
import type { Database, SectionKey } from '../database.ts';
import type { Store } from '../store.ts';

/** The document, and the territory that it is about. */
export type DocumentPlace = Omit<SectionKey, 'sectionId'>;

export interface StoredSection {
  sectionId: string;
  /** Null: back to the automatic draft. */
  text: string | null;
  mode: DraftMode;
  written: WrittenFigures;
  version: number;
  authorId: string;
  savedAt: string;
}
export interface SectionToStore {
  text: string | null;
  mode: DraftMode;
  /** Made from what was there before, in the same breath: no save in between is lost sight of. */
  readWritten(before: WrittenFigures): WrittenFigures;
}

/** What the staff wrote in a document about a territory, by section. */
export async function listSections(
  store: Store,
  { schemeId, documentKind, territoryKind, territoryCode }: DocumentPlace,
): Promise<StoredSection[]> {
  const rows = await store.db
    .selectFrom('app.documentSection')
    .selectAll()
    .where('schemeId', '=', schemeId)
    .where('documentKind', '=', documentKind)
    .where('territoryKind', '=', territoryKind)
    .where('territoryCode', '=', territoryCode)
    .orderBy('sectionId')
    .execute();
  return rows.map(toStored);
}

/** What the staff wrote in every document of a scheme; what went back to the automatic draft is left out. */
export async function listWrittenSections(store: Store, schemeId: string): Promise<(StoredSection & { documentKind: DocumentKind })[]> {
  const rows = await store.db
    .selectFrom('app.documentSection')
    .selectAll()
    .where('schemeId', '=', schemeId)
    .where('content', 'is not', null)
    .orderBy('documentKind')
    .orderBy('territoryKind')
    .orderBy('territoryCode')
    .orderBy('sectionId')
    .execute();
  return rows.map((row) => ({ ...toStored(row), documentKind: row.documentKind }));
}

/**
 * Saves a section over the version that its author read (0: nothing was written yet), and adds a line to its history. Two people who
 * write the same section never lose a word: the second gets `edit-conflict` with what is there (`details.current`, `version`, `authorId`).
 */
export async function saveSection(
  store: Store,
  writing: { authorId: string; now: string },
  key: SectionKey,
  section: SectionToStore,
  expectedVersion: number,
): Promise<{ version: number; written: WrittenFigures }> {
  return store.db.transaction().execute(async (trx) => {
    const row = await lockSection(trx, key);
    if ((row?.version ?? 0) !== expectedVersion) throw conflict(row);
    const version = expectedVersion + 1;
    const { text, mode } = section;
    const written = section.readWritten(row?.written ?? {});
    const values = { content: text, mode, written: JSON.stringify(written), version, authorId: writing.authorId, savedAt: writing.now };
    if (row === undefined) {
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('app.documentSection')
        .values({ ...key, ...values })
        .onConflict((clash) => clash.doNothing())
        .executeTakeFirstOrThrow();
      // Two first writers at once: the row that was not there to lock is the other's.
      if (numInsertedOrUpdatedRows !== 1n) throw conflict(await lockSection(trx, key));
    } else {
      await trx
        .updateTable('app.documentSection')
        .set(values)
        .where('schemeId', '=', key.schemeId)
        .where('documentKind', '=', key.documentKind)
        .where('territoryKind', '=', key.territoryKind)
        .where('territoryCode', '=', key.territoryCode)
        .where('sectionId', '=', key.sectionId)
        .execute();
    }
    await trx
      .insertInto('app.documentSectionHistory')
      .values({ ...key, version, authorId: writing.authorId, happenedAt: writing.now, before: row?.content ?? null, after: text })
      .execute();
    return { version, written };
  });
}

/** Who wrote what in a section, the last first. */
export async function listSectionHistory(store: Store, key: SectionKey, limit: number) {
  const rows = await store.db
    .selectFrom('app.documentSectionHistory')
    .select(['version', 'authorId', 'happenedAt', 'before', 'after'])
    .where('schemeId', '=', key.schemeId)
    .where('documentKind', '=', key.documentKind)
    .where('territoryKind', '=', key.territoryKind)
    .where('territoryCode', '=', key.territoryCode)
    .where('sectionId', '=', key.sectionId)
    .orderBy('position', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ happenedAt, ...row }) => ({ ...row, at: happenedAt.toISOString() }));
}

function lockSection(trx: Kysely<Database>, key: SectionKey) {
  return trx
    .selectFrom('app.documentSection')
    .selectAll()
    .where('schemeId', '=', key.schemeId)
    .where('documentKind', '=', key.documentKind)
    .where('territoryKind', '=', key.territoryKind)
    .where('territoryCode', '=', key.territoryCode)
    .where('sectionId', '=', key.sectionId)
    .forUpdate()
    .executeTakeFirst();
}

type Row = NonNullable<Awaited<ReturnType<typeof lockSection>>>;
const toStored = ({ sectionId, content, mode, written, version, authorId, savedAt }: Row): StoredSection => ({
  ...{ sectionId, text: content, mode, written, version, authorId, savedAt: savedAt.toISOString() },
});

const conflict = (row: Row | undefined): DomainError =>
  new DomainError(
    'edit-conflict',
    'Cette section a été modifiée depuis que vous l’avez ouverte. Rien n’a été écrit par-dessus : comparez les deux versions.',
    { version: row?.version ?? 0, current: row?.content ?? null, authorId: row?.authorId ?? null },
  );
