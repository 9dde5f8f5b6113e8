import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { finessImporter } from './finess-importer.ts';

const folder = mkdtempSync(join(tmpdir(), 'finess-'));
afterAll(() => rmSync(folder, { recursive: true }));

const establishment = (id: string, { category = '620', commune = '001', departement = '62', name = 'PHARMACIE', siret = '' } = {}) => {
  const cells = Array.from({ length: 32 }, () => '');
  Object.assign(cells, {
    0: 'structureet',
    1: id,
    3: name.slice(0, 10),
    4: name,
    7: '3',
    8: 'RUE',
    9: 'HAUTE',
    12: commune,
    13: departement,
  });
  Object.assign(cells, { 15: '62000 ARRAS', 16: '0321000000', 18: category, 22: siret });
  return cells.join(';');
};
const place = (id: string, x: string, y: string, source = '1,ATLASANTE,100,IGN,LAMBERT_93') =>
  ['geolocalisation', id, x, y, source, '2024-05-02'].join(';');
const importText = (lines: string[]) => {
  const path = join(folder, 'finess.csv');
  writeFileSync(path, lines.join('\n'));
  const unused = () => Promise.reject(new Error('the extract has lines of two kinds: it is read line by line'));
  return finessImporter.importFile(
    { path: 'finess.csv', absolutePath: path, table: unused, json: unused },
    { departementCodes: new Set(['62']) },
  );
};

test('establishments at their address, in degrees; every line is a record, out of scope or a counted reject', async () => {
  const { tally, notices, datasets } = await importText([
    'finess;etalab;93;2024-05-13',
    establishment('620000001', { siret: '12345678901234' }),
    establishment('620000002', { category: '500', name: 'EHPAD LES SAULES' }),
    establishment('620000003', { category: '355', commune: '002' }),
    establishment('620000004', { category: '999' }),
    establishment('590000001', { departement: '59' }),
    establishment('62000000', {}),
    establishment('620000001', {}),
    establishment('620000005', { commune: '01' }),
    'autre;chose',
    place('620000001', '870262.2', '6571540.8'),
    place('620000002', '870262.2', '6571540.8', '1,ATLASANTE,.,ADMIN-EXPRESS,LAMBERT_93'),
    place('620000009', '1', '2'),
  ]);
  expect(tally).toMatchObject({ recordRowCount: 3, outOfScopeCount: 2, rejectCount: 4 });
  const places = datasets[0]?.kind === 'service-places' ? datasets[0].records : [];
  // The worked example of the projection.
  expect(places[0]).toMatchObject({
    ...{ sourceKey: '620000001', finess: '620000001', siret: '12345678901234', serviceType: 'D307', communeCode: '62001' },
    ...{ name: 'PHARMACIE', address: '3 RUE HAUTE, 62000 ARRAS', telephone: '0321000000', positionQuality: 'address' },
    ...{ lon: expect.closeTo(5.209181, 5), lat: expect.closeTo(46.222286, 5) },
  });
  expect(places[1]).toMatchObject({ serviceType: 'D401', positionQuality: 'commune' });
  expect(places[2]).toMatchObject({ serviceType: 'D101', communeCode: '62002', lon: null, positionQuality: 'unknown' });
  expect(notices).toEqual(['1 établissement n’a pas de position : chacun est rattaché à sa commune.']);
  expect(datasets[0]?.vintage).toBe(2024);
});

test('the extract is known by its first line, whatever its name', () => {
  const probe = (columns: string[]) => finessImporter.recognise({ path: 'x.csv', format: 'table', columns, sampleRows: [] });
  expect(probe(['finess', 'etalab', '93', '2024-05-13'])).toEqual({ vintage: 2024, cogYear: null });
  expect(probe(['nofinesset', 'rs'])).toBeNull();
});
