import { expect, test } from 'vitest';
import { buildMappedImporter } from './mapped-importer.ts';
import { mappingPathOf, parseMapping, parseMappingText } from './mapping.ts';
import { openedText, probeText } from './text-table.test-support.ts';

const ALL = { departementCodes: null };
const BENEFITS = {
  sourceId: 'table-utilisateur',
  title: 'Minima sociaux par commune',
  recognise: { columns: ['insee', 'rsa_c2s', 'km_trajet'] },
  codeColumns: ['insee'],
  geography: 'commune',
  vintage: 2023,
  cogYear: 2024,
  indicators: [
    { id: 'socialBenefits', terms: [{ column: 'rsa_c2s' }], unit: 'percent' },
    { id: 'commuteLength', terms: ['km_trajet'], unit: 'km' },
  ],
};

test('a service of the Département brings its own table with a page of JSON', async () => {
  const importer = buildMappedImporter(parseMappingText(JSON.stringify(BENEFITS), 'minima.mapping.json'));
  const csv = 'insee;rsa_c2s;km_trajet\n01004;12,5;8\n01005;s;\n1006;3;4\n01007;beaucoup;4';
  expect(importer.recognise(probeText(csv))).toEqual({ vintage: 2023, cogYear: 2024 });
  const { datasets, tally } = await importer.importFile(openedText(csv), ALL);
  expect(datasets).toEqual([
    {
      kind: 'indicators',
      vintage: 2023,
      cogYear: 2024,
      records: [
        { geography: 'commune', areaCode: '01004', indicatorId: 'socialBenefits', value: 0.125, status: 'known' },
        { geography: 'commune', areaCode: '01004', indicatorId: 'commuteLength', value: 8, status: 'known' },
        { geography: 'commune', areaCode: '01005', indicatorId: 'socialBenefits', value: null, status: 'secret' },
        { geography: 'commune', areaCode: '01005', indicatorId: 'commuteLength', value: null, status: 'missing' },
      ],
    },
  ]);
  expect(tally).toMatchObject({ rowCount: 4, recordRowCount: 2, rejectCount: 2, outOfScopeCount: 0 });
  expect(tally.rejects.map(({ line }) => line)).toEqual([4, 5]);
  expect(tally.rejects[0]?.reason).toContain('zéro initial');
  expect(tally.rejects[1]?.reason).toContain('colonne rsa_c2s');
});

test('a mapping that is badly written is refused by the name of its key', () => {
  const read = (change: object) => () => parseMapping({ ...BENEFITS, ...change }, 'minima.mapping.json');
  expect(read({ geography: 'canton' })).toThrow(/minima\.mapping\.json.*« geography ».*« commune », « iris » ou « epci »/);
  expect(read({ indicateurs: [] })).toThrow(/clé inconnue « indicateurs »/);
  expect(read({ indicators: [{ id: 'x', terms: ['a'], unit: 'litres' }] })).toThrow(/« indicators\.0\.unit »/);
  expect(read({ indicators: [{ id: 'x', terms: [{ colonne: 'a' }], unit: 'count' }] })).toThrow(/« indicators\.0\.terms\.0 ».*terme/);
  expect(() => parseMappingText('{ "a": ', 'b.mapping.json')).toThrow(/b\.mapping\.json n’est pas du JSON/);
});

test('the mapping of a table is looked for beside it, whatever its compression', () => {
  expect(mappingPathOf('social/minima.csv.gz')).toBe('social/minima.mapping.json');
  expect(mappingPathOf('minima 2023.xlsx')).toBe('minima 2023.mapping.json');
});
