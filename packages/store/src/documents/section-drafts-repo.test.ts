import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SectionKey } from '../database.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import { describeOnBothDatabases, type TestPlace } from '../testing/test-databases.ts';
import { listSectionHistory, listSections, listWrittenSections, saveSection } from './section-drafts-repo.ts';

const ANNE = { authorId: 'anne', now: '2026-01-31T10:00:00.000Z' };
const BRUNO = { authorId: 'bruno', now: '2026-02-01T10:00:00.000Z' };
const READ = { far: { text: '12\u00a0%', runId: 'janvier' } };

describeOnBothDatabases('drafts of documents', (makePlace) => {
  let place: TestPlace;
  let store: Store;
  let schemes = 0;
  beforeAll(async () => {
    place = await makePlace();
    store = await openStore(place);
  });
  afterAll(async () => {
    await store.close();
    await place.remove();
  });
  const newKey = (): SectionKey => ({
    ...{ schemeId: `00-sdaasp-${++schemes}`, documentKind: 'diagnostic', territoryKind: 'departement', territoryCode: '00' },
    sectionId: 'diagnostic.essentiel',
  });
  const text = (words: string | null, written = READ) => ({ text: words, mode: 'replace' as const, readWritten: () => written });

  test('what the staff wrote comes back as it was, with who wrote it and what its figures were', async () => {
    const key = newKey();
    const hostile = `'; drop table x; -- {{far}} <script>\u202f\n\nDeux`;
    expect(await saveSection(store, ANNE, key, text(hostile), 0)).toEqual({ version: 1, written: READ });
    expect(await listSections(store, key)).toEqual([
      { sectionId: key.sectionId, text: hostile, mode: 'replace', written: READ, version: 1, authorId: 'anne', savedAt: ANNE.now },
    ]);
  });

  test('the second to save the same version loses nothing, and is told what is there', async () => {
    const key = newKey();
    await saveSection(store, ANNE, key, text('Premier'), 0);
    const refused = saveSection(store, BRUNO, key, text('Second'), 0);
    await expect(refused).rejects.toMatchObject({ code: 'edit-conflict', details: { version: 1, current: 'Premier', authorId: 'anne' } });
    await expect(saveSection(store, BRUNO, key, text('Second'), 7)).rejects.toMatchObject({ code: 'edit-conflict' });
    expect((await listSections(store, key))[0]!.text).toBe('Premier');
    await saveSection(store, BRUNO, key, text('Second'), 1);
    expect((await listSections(store, key))[0]).toMatchObject({ text: 'Second', version: 2, authorId: 'bruno' });
  });

  test('of two first writers at once, one wins and the other is told', async () => {
    const key = newKey();
    const both = await Promise.allSettled([saveSection(store, ANNE, key, text('A'), 0), saveSection(store, BRUNO, key, text('B'), 0)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await listSectionHistory(store, key, 10)).toHaveLength(1);
  });

  test('the reading of the figures is made from the one that is there', async () => {
    const key = newKey();
    await saveSection(store, ANNE, key, text('A'), 0);
    const seen: unknown[] = [];
    const readWritten = (before: typeof READ) => {
      seen.push(before);
      return before;
    };
    await saveSection(store, ANNE, key, { text: 'B', mode: 'follow', readWritten: (before) => readWritten(before as typeof READ) }, 1);
    expect(seen).toEqual([READ]);
  });

  test('sections, territories, documents and schemes do not mix', async () => {
    const key = newKey();
    const others: SectionKey[] = [
      { ...key, sectionId: 'diagnostic.acces' },
      { ...key, territoryKind: 'epci' },
      { ...key, documentKind: 'bilan' },
      newKey(),
    ];
    for (const [index, one] of [key, ...others].entries()) await saveSection(store, ANNE, one, text(`Texte ${index}`), 0);
    expect((await listSections(store, key)).map((one) => one.text)).toEqual(['Texte 1', 'Texte 0']);
    expect((await listWrittenSections(store, key.schemeId)).map((one) => [one.documentKind, one.text])).toEqual([
      ['bilan', 'Texte 3'],
      ['diagnostic', 'Texte 1'],
      ['diagnostic', 'Texte 0'],
      ['diagnostic', 'Texte 2'],
    ]);
  });

  test('back to the automatic draft is a version like another, and the words stay in the history', async () => {
    const key = newKey();
    await saveSection(store, ANNE, key, text('Mes mots'), 0);
    await saveSection(store, BRUNO, key, text(null, {} as typeof READ), 1);
    expect((await listSections(store, key))[0]).toMatchObject({ text: null, version: 2 });
    expect(await listWrittenSections(store, key.schemeId)).toEqual([]);
    expect(await listSectionHistory(store, key, 10)).toEqual([
      { version: 2, authorId: 'bruno', at: BRUNO.now, before: 'Mes mots', after: null },
      { version: 1, authorId: 'anne', at: ANNE.now, before: null, after: 'Mes mots' },
    ]);
  });

  test('the history is only added to', async () => {
    await saveSection(store, ANNE, newKey(), text('Écrit'), 0);
    for (const attempt of [
      sql`update app.document_section_history set after = 'autre'`,
      sql`delete from app.document_section_history`,
      sql`truncate app.document_section_history`,
    ])
      await expect(attempt.execute(store.db)).rejects.toThrow(/only added to/);
  });
});
