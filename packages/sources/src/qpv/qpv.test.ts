import { DomainError } from '@maillage/domain/errors.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openedText, probeText } from '../indicator-tables/text-table.test-support.ts';
import { departementOfQpv, qpvGenerationOf } from './qpv-code.ts';
import { qpvPerimetersImporter } from './qpv-perimeters-importer.ts';
import { qpvRegisterImporter } from './qpv-register-importer.ts';

const ONLY_01 = { departementCodes: new Set(['01']) };

test('the generation and the Département of a QPV are told by its code', () => {
  expect(['QP062001', 'QN06201M', 'QP2A001', '62001'].map(qpvGenerationOf)).toEqual([2015, 2024, null, null]);
  expect(['QN06201M', 'QP971001', 'QP02A001'].map(departementOfQpv)).toEqual(['62', '971', '2A']);
});

const REGISTER = `code_qp,insee_com,lib_com,lib_qp_commune,nb_qp_commune
QN00101M,01001,Bourg,"Gare, Port",2
QN00101M,01002,Val,Port,1
QN00102M,01001,Bourg,"Gare, Port",2
QP001001,01003,Pré,Les Prés,1
QN05901M,59001,Nord,Centre,1
QN00101M,01002,Val,Port,1
QN00101M,01002,Val,Quai,1
ZUS12,01001,Bourg,Gare,1
QN00103M,1001,Bourg,Gare,1
QN00104M,,Bourg,Gare,1`;

test('a QPV of two communes is one QPV; its name is the one that both communes list', async () => {
  expect(qpvRegisterImporter.recognise(probeText(REGISTER))).not.toBeNull();
  const { tally, datasets, notices } = await qpvRegisterImporter.importFile(openedText(REGISTER), ONLY_01);
  expect(tally).toMatchObject({ rowCount: 10, recordRowCount: 5, outOfScopeCount: 1, rejectCount: 4 });
  expect(datasets).toEqual([
    {
      kind: 'qpvs',
      vintage: 2024,
      cogYear: null,
      records: [
        { code: 'QN00101M', name: 'Port', communeCodes: ['01001', '01002'] },
        { code: 'QN00102M', name: null, communeCodes: ['01001'] },
      ],
    },
    { kind: 'qpvs', vintage: 2015, cogYear: null, records: [{ code: 'QP001001', name: 'Les Prés', communeCodes: ['01003'] }] },
  ]);
  expect(notices).toHaveLength(2);
});

const SQUARE = [
  [
    [2, 50],
    [2.1, 50],
    [2.1, 50.1],
    [2, 50],
  ],
];
const polygon = (properties: object, coordinates: unknown = SQUARE) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates },
});

test('a shape that merges two QPV of a commune belongs to neither; a damaged name is kept and told', async () => {
  const features = [
    polygon({ CODE_QP: 'QN00101M', lib_qp: 'Port', insee_com: '01001', lib_com: 'Bourg' }),
    polygon({ code_qp: 'QN00102M, QN00103M', lib_qp: 'Gare, Mine', insee_com: '01002', lib_com: 'N\u009cud' }),
    polygon({ code_qp: 'QN05901M', insee_com: '59001' }),
    polygon({ code_qp: 'QN00104M' }, [
      [
        [650000, 6860000],
        [650001, 6860000],
        [650001, 6860001],
        [650000, 6860000],
      ],
    ]),
    polygon({ code_qp: 'QN00105M' }, []),
    polygon({ code_qp: '' }),
    null,
  ];
  const file = openedText(JSON.stringify({ type: 'FeatureCollection', features }), 'qpv.geojson');
  const { tally, datasets, notices } = await qpvPerimetersImporter.importFile(file, ONLY_01);
  expect(tally).toMatchObject({ rowCount: 7, recordRowCount: 2, outOfScopeCount: 1, rejectCount: 4 });
  expect(tally.rejects[0]?.reason).toMatch(/forme n° 4.*WGS 84/);
  expect(datasets[0]).toMatchObject({
    kind: 'qpv-perimeters',
    vintage: 2024,
    records: [
      { code: 'QN00101M', communeCode: '01001', label: 'Port' },
      { code: null, communeCode: '01002', label: 'Gare, Mine' },
    ],
  });
  expect(notices[0]).toBe('Le fichier donne 2 contours, pour 3 quartiers.');
  expect(notices.at(-1)).toContain('« N\ufffdud »');
});

test('whatever the JSON, a perimeter file gives shapes, rejects or a French refusal', async () => {
  const feature = fc.record({
    type: fc.constant('Feature'),
    properties: fc.dictionary(fc.constantFrom('code_qp', 'insee_com', 'x'), fc.jsonValue()),
    geometry: fc.jsonValue(),
  });
  const json = fc.oneof(
    fc.jsonValue(),
    fc.record({ type: fc.constant('FeatureCollection'), features: fc.array(fc.oneof(feature, fc.jsonValue())) }),
  );
  await fc.assert(
    fc.asyncProperty(json, async (value) => {
      try {
        const { tally } = await qpvPerimetersImporter.importFile(openedText(JSON.stringify(value)), ONLY_01);
        expect(tally.recordRowCount + tally.outOfScopeCount + tally.rejectCount).toBe(tally.rowCount);
      } catch (error) {
        expect(error).toBeInstanceOf(DomainError);
      }
    }),
    { seed: 64, numRuns: 300 },
  );
});
