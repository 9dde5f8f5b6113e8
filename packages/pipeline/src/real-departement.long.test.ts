import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { findComparison, findPublishedRun } from '@maillage/store/runs/runs-repo.ts';
import { listServices } from '@maillage/store/services/services-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildRun } from './build.ts';
import { exportRun } from './export/export-run.ts';

// Real files of the Pas-de-Calais: they are never part of the project. Every bound below is a promise made to users.
const folder = process.env.MAILLAGE_DONNEES_TEST;

describe.skipIf(!folder)(`the real Pas-de-Calais${folder ? '' : ' (MAILLAGE_DONNEES_TEST is unset)'}`, () => {
  let place: string;
  let store: Store;
  let runId: string;
  const build = (departementCode: string, dataFolder: string) =>
    buildRun({
      store,
      departementCode,
      dataFolder,
      parameters: DEFAULT_PARAMETERS,
      report: () => undefined,
      now: () => '2026-01-01T00:00:00.000Z',
    });

  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'maillage-reel-'));
    store = await openStore({ varDir: join(place, 'var') });
    ({ runId } = await build('62', folder ?? ''));
  });
  afterAll(async () => {
    await store.close();
    await rm(place, { recursive: true, force: true });
  });

  const exported = async (id: string, name: string) => {
    await exportRun(store, { runId: id, folder: join(place, name), format: 'csv', withNeighbours: false });
    return (file: string) => readFile(join(place, name, file), 'utf8');
  };

  test('each fact counts once: 588 pharmacies though their rows stand in two files', async () => {
    const services = await listServices(store, runId);
    expect(services).toHaveLength(110);
    expect(services.find(({ serviceType }) => serviceType === 'D307')?.facilitiesCount).toBe(588);
    expect(
      services
        .filter(({ collected }) => !collected)
        .map(({ serviceType }) => serviceType)
        .sort(),
    ).toEqual(['F312', 'F315']);
    const run = await findPublishedRun(store, runId);
    expect(run?.offer).toEqual({ vintage: 2019, facilityCount: 42_799, facilityTypeCount: 175, located: false });
    const regional = run?.files.find(({ path }) => path.includes('bpe19_ensemble_hauts-de-france'));
    expect(regional).toMatchObject({ state: 'loaded', rowCount: 90_118, recordRowCount: 90_118, rejectCount: 0 });
  });

  test('887 communes, 97,570 access rows, and needs of every commune that has the data', async () => {
    const read = await exported(runId, 'export');
    const lines = async (file: string) => (await read(file)).trimEnd().split('\n').length - 1;
    expect([await lines('communes.csv'), await lines('access.csv'), await lines('grey-zones.csv'), await lines('needs.csv')]).toEqual([
      887, 97_570, 2_661, 3_548,
    ]);
    const mobility = (await read('needs.csv')).split('\n').filter((line) => line.includes(',mobility,'));
    expect(mobility.every((line) => /,mobility,,,0\.75(,|$)/.test(line))).toBe(true);
  });

  test('our remoteness ranks communes as INSEE’s does, and nobody is far from superior services', async () => {
    const [proximity, intermediate, superior] = (await findComparison(store, runId))?.remoteness ?? [];
    expect(proximity?.fit.auc).toBeGreaterThanOrEqual(0.955);
    expect(intermediate?.fit.auc).toBeGreaterThanOrEqual(0.96);
    expect(proximity?.publishedShareRatio).toBeCloseTo(0.012, 3);
    expect(superior?.ourShareRatio).toBe(0);
  });

  test('our centres agree with INRAE’s and the ANCT’s without being told how many to find', async () => {
    const centres = (await findComparison(store, runId))?.centres;
    expect(centres?.comparedCount).toBe(887);
    expect(centres?.kappa).toBeGreaterThanOrEqual(0.96);
    expect([centres?.majorPublished, centres?.majorFound]).toEqual([5, 5]);
  });

  test('our levels of services agree with INSEE’s ranges for 88 % of the groupings at least', async () => {
    expect((await findComparison(store, runId))?.services?.agreementRatio).toBeGreaterThanOrEqual(0.88);
  });

  test('taking the published results out of the folder changes no byte of the tables', async () => {
    const without = join(place, 'sans-comparaison');
    await cp(folder ?? '', without, {
      recursive: true,
      filter: (path) => !/grilles_centralite|insee-eloignement|osm-test|osrm-temps/.test(path),
    });
    const again = await build('62', without);
    const [before, after] = [await exported(runId, 'avec'), await exported(again.runId, 'sans')];
    for (const file of ['access.csv', 'centres.csv', 'services.csv', 'grey-zones.csv'])
      expect((await after(file)) === (await before(file)), file).toBe(true);
    expect(await findComparison(store, again.runId)).toBeNull();
  });

  // The largest of the région and the most rural.
  test.each(['59', '02'])('the Département %s is built from the same folder, with the same agreement', async (departementCode) => {
    const { runId: other } = await build(departementCode, folder ?? '');
    const centres = (await findComparison(store, other))?.centres;
    expect(centres?.kappa).toBeGreaterThanOrEqual(0.94);
    expect(centres?.majorFound).toBe(centres?.majorPublished);
  });
});
