import { createHash } from 'node:crypto';
import { actionPlan } from '@maillage/domain/plans/plan.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetWhatIsOver } from '../accounts/retention.ts';
import { removeUnreferencedFiles } from '../files/referenced-files.ts';
import { openStore } from '../open-store.ts';
import { emptyPlan } from '../plans/plans-repo.ts';
import { replacePlan } from '../plans/save-plan.ts';
import type { Store } from '../store.ts';
import { describeOnBothDatabases, type TestPlace } from '../testing/test-databases.ts';
import { type EditionRow, findEdition, keepEditionLonger, purgeEditions, recordEdition } from './editions-repo.ts';

const DAY_MS = 86_400_000;
const TODAY = Date.now();
const at = (daysAgo: number) => new Date(TODAY - daysAgo * DAY_MS).toISOString();
const NOW = at(0);
const keyOf = (name: string) => `p${createHash('sha256').update(name).digest('hex')}`;

describeOnBothDatabases('editions', (makePlace) => {
  let place: TestPlace;
  let store: Store;
  beforeAll(async () => {
    place = await makePlace();
    store = await openStore(place);
  });
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  /** An edition of the diagnosis asked for some days ago. */
  async function add(name: string, daysAgo: number, changes: Partial<EditionRow> = {}): Promise<EditionRow> {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const edition: EditionRow = {
      ...{ key: keyOf(name), schemeId: '00-sdaasp', documentKind: 'diagnostic', territoryKind: 'departement', territoryCode: '00' },
      ...{ format: 'pdf', withDrafts: false, runId: 'r1', draftsSha256: null, fileSha256: await store.files.put(bytes(`fichier ${name}`)) },
      ...changes,
    };
    await recordEdition(store, edition);
    await sql`update app.document_edition set asked_at = ${at(daysAgo)} where key = ${edition.key}`.execute(store.db);
    return edition;
  }
  const left = async (kind: string) =>
    (
      await store.db
        .selectFrom('app.documentEdition')
        .select('key')
        .where('documentKind', '=', kind as 'plan')
        .execute()
    )
      .map(({ key }) => key)
      .sort();
  const sorted = (...names: string[]) => names.map(keyOf).sort();

  test('the last five of a document stay whatever their age; those of the month all stay; files go with the last edition that names them', async () => {
    const texts = await store.files.put(new TextEncoder().encode('textes figés'));
    const sharedTexts = await store.files.put(new TextEncoder().encode('textes de deux éditions'));
    const oldest = await add('1', 90, { draftsSha256: texts });
    const old = await add('2', 80, { draftsSha256: sharedTexts });
    for (const [name, days] of [
      ['3', 70],
      ['4', 60],
      ['5', 50],
      ['6', 40],
    ] as const)
      await add(name, days);
    const last = await add('7', 31, { draftsSha256: sharedTexts });
    // Another format, and the edition of the partners: each is counted apart.
    await add('mot', 90, { format: 'docx' });
    await add('partenaires', 90, { withDrafts: true });
    await add('asked again', 90);
    await keepEditionLonger(store, keyOf('asked again'));

    // « asked again » is of today: it is one of the last five.
    expect(await purgeEditions(store, NOW)).toBe(3);
    expect(await left('diagnostic')).toEqual(sorted('4', '5', '6', '7', 'asked again', 'mot', 'partenaires'));
    // Killed here, the files of this folder have no name left; the next purge forgets no edition, and removes them all the same.
    const later = at(-2); // files of the day itself are left to whoever is writing them
    expect((await forgetWhatIsOver(store, later)).editionCount).toBe(0);
    for (const sha256 of [oldest.fileSha256, old.fileSha256, texts]) expect(await store.files.has(sha256)).toBe(false);
    for (const sha256 of [last.fileSha256, sharedTexts]) expect(await store.files.has(sha256)).toBe(true);
    expect(await findEdition(store, oldest.key)).toBeUndefined();
    expect(await findEdition(store, last.key)).toMatchObject({ draftsSha256: sharedTexts });
  });

  test('seven editions of one week all stay', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await add(name, 20, { documentKind: 'atlas' });
    expect(await purgeEditions(store, NOW)).toBe(0);
    expect(await left('atlas')).toHaveLength(7);
    // The clock moves on: two of them are over.
    expect(await purgeEditions(store, at(-11))).toBe(2);
    expect(await left('atlas')).toHaveLength(5);
  });

  test('what a sheet, a comment or the procedure points at stays, however old', async () => {
    const pointed = ['fiche', 'acte', 'commentaire', 'texte'] as const;
    for (const name of pointed) await add(name, 200, { documentKind: 'bilan' });
    await add('oubliée', 200, { documentKind: 'bilan' });
    for (let recent = 0; recent < 5; recent++) await add(`récente ${recent}`, 1, { documentKind: 'bilan' });
    const address = (name: string) => `https://maillage.example/api/documents/${keyOf(name)}`;
    const plan = actionPlan.parse({
      departementCode: '00',
      axes: [{ id: '3', title: 'Services' }],
      actionSheets: [{ id: '3.1', axisId: '3', title: `Voir ${address('fiche')}` }],
    });
    await replacePlan(store, { schemeId: '00-sdaasp', authorId: 'u1', now: NOW }, plan, emptyPlan('00'));
    await sql`insert into app.scheme_act (scheme_id, content, author_id, recorded_at)
      values ('00-sdaasp', ${JSON.stringify({ note: address('acte') })}, 'u1', ${NOW})`.execute(store.db);
    await sql`insert into app.sheet_comment (id, scheme_id, sheet_id, author_id, commented_at, content)
      values (gen_random_uuid(), '00-sdaasp', '3.1', 'u1', ${NOW}, ${address('commentaire')})`.execute(store.db);
    await sql`insert into app.document_section (scheme_id, document_kind, territory_kind, territory_code, section_id, content, mode, written,
      version, author_id, saved_at) values ('00-sdaasp', 'plan', 'departement', '00', 's', ${address('texte')}, 'replace', '{}', 1, 'u1', ${NOW})`.execute(
      store.db,
    );
    expect(await purgeEditions(store, NOW)).toBe(1);
    const kept = await left('bilan');
    expect(kept).toHaveLength(9);
    expect(kept).toEqual(expect.arrayContaining(pointed.map(keyOf)));
  });

  test('the texts of a job that still waits are not cleaned away', async () => {
    const texts = await store.files.put(new TextEncoder().encode('textes d’un travail en attente'));
    await sql`insert into app.job (id, kind, title, payload, singleton_key, state)
      values (gen_random_uuid(), 'document', 't', ${JSON.stringify({ draftsSha256: texts })}, 'k', 'waiting')`.execute(store.db);
    await removeUnreferencedFiles(store, { nowMs: TODAY + 5 * DAY_MS });
    expect(await store.files.has(texts)).toBe(true);
    await sql`update app.job set state = 'done' where singleton_key = 'k'`.execute(store.db);
    await removeUnreferencedFiles(store, { nowMs: TODAY + 5 * DAY_MS });
    // With PostgreSQL the copy that machines share stays: nobody named it, nobody else can tell that it is over.
    expect(await store.files.has(texts)).toBe(place.databaseUrl !== null);
  });
});
