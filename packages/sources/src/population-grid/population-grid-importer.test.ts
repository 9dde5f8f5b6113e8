import { expect, test } from 'vitest';
import { openedText, probeText } from '../indicator-tables/text-table.test-support.ts';
import { populationGridImporter } from './population-grid-importer.ts';

const CSV = [
  'idcar_200m,idcar_1km,i_est_200,lcog_geo,ind,men',
  'CRS3035RES200mN3210000E4321000,CRS3035RES1000mN3210000E4321000,0,62041,12.5,5',
  'CRS3035RES200mN3210200E4321000,CRS3035RES1000mN3210000E4321000,1,6204162498,40,16',
  'CRS3035RES200mN3210400E4321000,x,0,59350,8,3',
  'CRS3035RES200mN3210000E4321000,x,0,62041,9,3',
  'carreau,x,0,62041,9,3',
  'CRS3035RES200mN3210600E4321000,x,0,,9,3',
  'CRS3035RES200mN3210600E4321000,x,0,62041,s,3',
  'CRS3035RES200mN3210600E4321000,x,0,62041,-2,3',
].join('\n');

test('the squares of the Département, at their middle, with their inhabitants; each other row is counted with its reason', async () => {
  const path = 'carreaux_200m_met_2021.csv';
  expect(populationGridImporter.recognise(probeText(CSV, path))).toEqual({ vintage: 2021, cogYear: null });
  const { tally, datasets, notices } = await populationGridImporter.importFile(openedText(CSV, path), {
    departementCodes: new Set(['62']),
  });
  const cells = datasets[0]?.kind === 'population-cells' ? datasets[0].records : [];
  // The origin of the projection is 52° N, 10° E: the middle of its square is 100 m further, north and east.
  expect(cells).toMatchObject([
    { communeCode: '62041', populationCount: 12.5, estimated: false },
    { communeCode: '62041', populationCount: 40, estimated: true },
  ]);
  expect(cells[0]?.lat).toBeCloseTo(52 + 100 / 111_267, 5);
  expect(cells[0]?.lon).toBeCloseTo(10 + 100 / 68_678, 5);
  expect(tally).toMatchObject({ rowCount: 8, recordRowCount: 2, outOfScopeCount: 1, rejectCount: 5 });
  expect(tally.rejects.map(({ line }) => line)).toEqual([5, 6, 7, 8, 9]);
  expect(tally.rejects[0]?.reason).toMatch(/figure déjà plus haut/);
  expect(tally.rejects[1]?.reason).toMatch(/n’est pas un carreau/);
  expect(notices).toEqual(['1 carreau est partagé entre plusieurs communes : la première de la liste en reçoit les habitants.']);
});

test('a table of kilometres, or of anything else, is not the grid', () => {
  expect(populationGridImporter.recognise(probeText('idcar_1km,lcog_geo,ind\n', 'x.csv'))).toBeNull();
});
