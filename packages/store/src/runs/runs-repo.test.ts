import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listRanges, loadAccess } from '../accessibility/access-repo.ts';
import { findCentre, listCentres } from '../centres/centres-repo.ts';
import { listExtraIndicators, listFranceServices, listQpvPerimeters, listQpvs, listStations } from '../facts/facts-repo.ts';
import { listNeedComponents, listNeeds } from '../needs/needs-repo.ts';
import { openStore } from '../open-store.ts';
import { listServices } from '../services/services-repo.ts';
import type { Store } from '../store.ts';
import { findCommune, listCommunes, listTerritories, listTerritoryFigures } from '../territories/territories-repo.ts';
import { smallRun } from '../testing/small-run.ts';
import { describeOnBothDatabases, type TestPlace } from '../testing/test-databases.ts';
import { publishRun } from './publish-run.ts';
import { findComparison, findLatestRun, findPublishedRun, listRuns, loadGeometry } from './runs-repo.ts';

const FIRST = '00000000000000a1';
const SECOND = '00000000000000a2';
const geometry = new TextEncoder().encode('{"type":"Topology"}');

describeOnBothDatabases('runs', (makePlace) => {
  let place: TestPlace;
  let store: Store;
  beforeAll(async () => {
    place = await makePlace();
    store = await openStore(place);
    await publishRun(store, {
      results: smallRun(FIRST),
      chapters: {},
      places: [],
      geometry,
      comparison: null,
      publishedAt: '2026-01-01T10:00:00.000Z',
    });
  });
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  test('a published run gives back every row as the computation gave it', async () => {
    const given = smallRun(FIRST);
    expect(await findPublishedRun(store, FIRST)).toEqual({ ...given.manifest, publishedAt: '2026-01-01T10:00:00.000Z' });
    expect(await listCommunes(store, FIRST)).toEqual(given.communes);
    expect((await listCommunes(store, FIRST, { ownOnly: true })).map(({ name }) => name)).toEqual(['Bourg', 'Hameau']);
    expect(await findCommune(store, FIRST, '96001')).toEqual(given.communes[2]);
    expect(await findCommune(store, FIRST, '00003')).toBeUndefined();
    expect(await listTerritories(store, FIRST)).toEqual(given.territories);
    expect(await listTerritoryFigures(store, FIRST)).toEqual(given.territoryFigures);
    expect(await listTerritoryFigures(store, FIRST, { kind: 'france', figureId: 'mean-proximity' })).toEqual([given.territoryFigures[1]]);
    expect(await listServices(store, FIRST)).toEqual(given.services);
    expect(await loadAccess(store, FIRST)).toEqual(given.access);
    expect(await listRanges(store, FIRST)).toEqual(given.ranges);
    expect(await listRanges(store, FIRST, '00002')).toEqual([given.ranges[1]]);
    expect(await listCentres(store, FIRST)).toEqual(given.centres);
    expect(await findCentre(store, FIRST, '00002')).toEqual(given.centres[1]);
    expect(await listNeeds(store, FIRST)).toEqual(given.needs);
    expect(await listNeeds(store, FIRST, { communeCode: '00002', indicator: 'age' })).toEqual([given.needs[1]]);
    expect(await listNeedComponents(store, FIRST)).toEqual(given.needComponents);
    expect(await listQpvs(store, FIRST)).toEqual(given.qpvs);
    expect(await listQpvPerimeters(store, FIRST)).toEqual(given.qpvPerimeters);
    expect(await listFranceServices(store, FIRST, { communeCode: '00001' })).toEqual(given.franceServices);
    expect(await listStations(store, FIRST)).toEqual(given.stations);
    expect(await listExtraIndicators(store, FIRST)).toEqual(given.extraIndicators);
    expect(new Uint8Array(await loadGeometry(store, FIRST))).toEqual(geometry);
    expect(await findComparison(store, FIRST)).toBeNull();
  });

  test('the summary counts own communes and their people only', async () => {
    expect(await findLatestRun(store, '00')).toEqual({
      ...{ id: FIRST, departementCode: '00', departementName: 'Petit Département', fictional: true, cogYear: 2026, engineVersion: '0.1.0' },
      ...{ publishedAt: '2026-01-01T10:00:00.000Z', communeCount: 2, populationCount: 1280 },
    });
    expect(await findLatestRun(store, '62')).toBeUndefined();
  });

  test('publishing the same run again changes nothing and says so', async () => {
    const changed = smallRun(FIRST);
    changed.communes[0]!.name = 'Autre nom';
    const again = await publishRun(store, {
      results: changed,
      chapters: {},
      places: [],
      geometry,
      comparison: null,
      publishedAt: '2026-01-02T10:00:00.000Z',
    });
    expect(again).toEqual({ runId: FIRST, alreadyPublished: true });
    expect((await findCommune(store, FIRST, '00001'))?.name).toBe('Bourg');
    expect((await findPublishedRun(store, FIRST))?.publishedAt).toBe('2026-01-01T10:00:00.000Z');
  });

  test('building an older run again serves it again', async () => {
    await publishRun(store, {
      results: smallRun(SECOND),
      chapters: {},
      places: [],
      geometry,
      comparison: null,
      publishedAt: '2026-01-03T10:00:00.000Z',
    });
    expect((await findLatestRun(store))?.id).toBe(SECOND);
    await publishRun(store, {
      results: smallRun(FIRST),
      chapters: {},
      places: [],
      geometry,
      comparison: null,
      publishedAt: '2026-01-04T10:00:00.000Z',
    });
    expect((await findLatestRun(store))?.id).toBe(FIRST);
    expect((await listRuns(store)).map(({ id }) => id)).toEqual([SECOND, FIRST]);
  });

  test('no row of a published run can be altered, removed or added', async () => {
    await expect(store.db.updateTable('ref.commune').set({ name: 'X' }).where('runId', '=', FIRST).execute()).rejects.toThrow(
      'never change',
    );
    await expect(store.db.deleteFrom('res.centre').where('runId', '=', FIRST).execute()).rejects.toThrow('never change');
    await expect(store.db.updateTable('res.run').set({ engineVersion: '9' }).execute()).rejects.toThrow('never change');
    await expect(store.db.deleteFrom('res.run').execute()).rejects.toThrow('never change');
    const added = { runId: FIRST, position: 9, kind: 'epci', code: '200000001', name: 'Neuf' } as const;
    await expect(store.db.insertInto('ref.territory').values(added).execute()).rejects.toThrow('never change');
  });

  test('a run with a number that is none is refused whole', async () => {
    const broken = smallRun('00000000000000b0');
    broken.territoryFigures[0]!.value = Number.NaN;
    await expect(
      publishRun(store, { results: broken, chapters: {}, places: [], geometry, comparison: null, publishedAt: '2026-01-05T10:00:00.000Z' }),
    ).rejects.toThrow('NaN');
    expect(await findPublishedRun(store, '00000000000000b0')).toBeUndefined();
    expect(await listCommunes(store, '00000000000000b0')).toEqual([]);
    expect((await findLatestRun(store))?.id).toBe(FIRST);
  });

  test('an unknown run is refused by its name', async () => {
    await expect(loadAccess(store, 'ffffffffffffffff')).rejects.toMatchObject({ code: 'run-not-found' });
    await expect(loadGeometry(store, 'ffffffffffffffff')).rejects.toMatchObject({ code: 'run-not-found' });
  });

  test('reopened, the store still has its runs', async () => {
    await store.close();
    store = await openStore(place);
    expect((await listRuns(store)).length).toBe(2);
    expect(await loadAccess(store, SECOND)).toEqual(smallRun(SECOND).access);
  });

  test('numbers come back to their last bit, and words as they were, whatever they hold', async () => {
    const third = smallRun('00000000000000a3');
    const numbers = fc
      .sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { numRuns: 500, seed: 62 })
      .filter((value) => !Object.is(value, -0));
    const words = fc.sample(fc.string({ unit: 'grapheme' }), { numRuns: 500, seed: 62 });
    third.territoryFigures = numbers.map((value, index) => ({
      kind: 'epci',
      code: `${index}`,
      figureId: words[index]!.replaceAll('\0', ''),
      value,
    }));
    await publishRun(store, {
      ...{ results: third, chapters: {}, places: [], geometry, comparison: null, publishedAt: '2025-12-01T10:00:00.000Z' },
    });
    expect(await listTerritoryFigures(store, '00000000000000a3')).toEqual(third.territoryFigures);
  });
});
