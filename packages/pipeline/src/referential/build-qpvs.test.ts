import { expect, test } from 'vitest';
import { buildQpvs } from './build-qpvs.ts';

// A commune of 0.1° by 0.1° at 50° N is about 79.4 km²; a neighbourhood of 0.005° is a 400th of it.
const square = (size: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [2, 50],
      [2 + size, 50],
      [2 + size, 50 + size],
      [2, 50 + size],
      [2, 50],
    ],
  ],
});
const tilleuls = { code: 'QN06201M', name: 'Les Tilleuls', communeCodes: ['62001'] };
const gare = { code: 'QN06202M', name: 'La Gare', communeCodes: ['62002'] };
const abroad = { code: 'QN05901M', name: 'Ailleurs', communeCodes: ['59001'] };
const ownAreasKm2 = new Map([
  ['62001', 79.4],
  ['62002', 79.4],
]);
const build = (perimeters: Parameters<typeof buildQpvs>[0]['perimeters']) =>
  buildQpvs({
    ...{ qpvs: [tilleuls, gare, abroad], perimeters, ownAreasKm2, currentCode: (code: string) => code },
    ownCentres: new Map([...ownAreasKm2.keys()].map((code) => [code, { lon: 2.05, lat: 50.05 }])),
    otherCommunes: new Set(['59001']),
  });

test('a neighbourhood inside its commune is drawn, the one without a shape is told, those of other Départements are left', () => {
  const { qpvs, perimeters, missing } = build([{ code: 'QN06201M', communeCode: null, label: 'Les Tilleuls', geometry: square(0.005) }]);
  expect(qpvs).toEqual([tilleuls, gare]);
  expect(perimeters).toHaveLength(1);
  expect(missing).toEqual([
    expect.stringContaining('1 quartier prioritaire du registre est dans un Département voisin'),
    expect.stringContaining('1 des 2 quartiers prioritaires'),
  ]);
});

test('a neighbourhood of a commune that nobody knows, a shape that is drawn elsewhere: told by name, with what to check', () => {
  const lost = { code: 'QN06203M', name: 'Perdu', communeCodes: ['62999'] };
  const { qpvs, perimeters, missing } = buildQpvs({
    ...{
      qpvs: [tilleuls, lost],
      ownAreasKm2,
      otherCommunes: new Set<string>(),
      currentCode: (code) => (code === '62001' ? '62002' : code),
    },
    ownCentres: new Map([['62002', { lon: 7, lat: 43 }]]),
    perimeters: [{ code: 'QN06201M', communeCode: null, label: 'Les Tilleuls', geometry: square(0.005) }],
  });
  // The commune has merged into another since.
  expect(qpvs).toEqual([{ ...tilleuls, communeCodes: ['62002'] }]);
  expect(perimeters).toEqual([]);
  expect(missing).toEqual([
    expect.stringContaining('(Perdu, commune 62999). Vérifiez le code de commune.'),
    expect.stringContaining('(Les Tilleuls). Vérifiez les coordonnées'),
    expect.stringContaining('1 des 1'),
  ]);
});

test('a neighbourhood that the register does not name has the name of its shape', () => {
  const { qpvs } = buildQpvs({
    ...{ qpvs: [{ ...tilleuls, name: null }], ownAreasKm2, otherCommunes: new Set<string>(), currentCode: (code: string) => code },
    ownCentres: new Map(),
    perimeters: [{ code: 'QN06201M', communeCode: null, label: 'Les Tilleuls', geometry: square(0.005) }],
  });
  expect(qpvs).toEqual([tilleuls]);
});

test('the contour of a whole commune is not the perimeter of a neighbourhood', () => {
  const { perimeters, missing } = build([{ code: null, communeCode: '62001', label: 'Les Tilleuls', geometry: square(0.1) }]);
  expect(perimeters).toEqual([]);
  expect(missing[1]).toContain('ce sont des contours de communes');
  expect(missing[2]).toContain('2 des 2');
});
