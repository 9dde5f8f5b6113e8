import type { InventoryPlace } from '@maillage/domain/inventory/inventory.ts';
import { DEFAULT_OPERATOR_LAYERS } from '@maillage/domain/services/operator-layers.ts';
import type { PopulationCell } from '@maillage/domain/sources/records.ts';
import { expect, test } from 'vitest';
import { drawReferential } from '../testing/drawn-world.ts';
import { computeQuarters } from './compute-quarters.ts';

const METRE = 1 / 111_195;
const place = (given: Partial<InventoryPlace>): InventoryPlace => ({
  ...{ placeId: 'liste:1', serviceType: 'F307', name: null, communeCode: '00001', address: null, lon: null, lat: null, channel: 'site' },
  ...{ weeklyHours: null, hoursText: null, telephone: null, count: 1, sources: ['liste'] },
  said: { name: null, position: null, hours: null, telephone: null },
  ...given,
});
/** EX7: a neighbourhood 400 metres square, on the equator. */
const square = [
  [0, 0],
  [400, 0],
  [400, 400],
  [0, 400],
  [0, 0],
].map(([x, y]) => [x! * METRE, y! * METRE]); // prettier to read in metres
const at = (x: number) => ({ lon: x * METRE, lat: 200 * METRE });
const cell = (cellId: string, communeCode: string, x: number, populationCount: number): PopulationCell => ({
  ...{ cellId, communeCode, populationCount, estimated: false },
  ...at(x),
});

/** One town with two neighbourhoods, of which one has no perimeter, and a village of the same intercommunality. */
function compute(places: InventoryPlace[], populationCells: PopulationCell[] = []) {
  const drawn = drawReferential(
    [
      { code: '00001', atKm: 0, population: 1000, epci: 'A' },
      { code: '00002', atKm: 20, population: 100, epci: 'A' },
    ],
    [],
  );
  const found = computeQuarters({
    referential: {
      ...drawn,
      populationCells,
      qpvs: [
        { code: 'QN002', name: 'Les Saules', communeCodes: ['00001'] },
        { code: 'QN001', name: 'Les Tilleuls', communeCodes: ['00001'] },
      ],
      qpvPerimeters: [{ code: 'QN001', communeCode: '00001', label: null, geometry: { type: 'Polygon', coordinates: [square] } }],
    },
    offerPlaces: { places, issues: [], told: [] },
    parameters: { operatorLayers: [...DEFAULT_OPERATOR_LAYERS] },
  });
  return { ...found, of: (code: string, layer: string) => found.rows.find((row) => row.qpvCode === code && row.layer === layer)! };
}

test('EX7: inside, across the street, at 300 and at 900 metres: what is at 5, 10 and 15 minutes', () => {
  const { of, places, rows } = compute([200, 410, 700, 1300].map((x) => place({ ...at(x), weeklyHours: x === 410 ? 20 : null })));
  expect(rows).toHaveLength(2 * 15);
  expect(of('QN001', 'library')).toMatchObject({ countInside: 2, countOnEdge: 1, nearestWalkMinutes: 0, countWithin: [3, 3, 4] });
  expect(of('QN001', 'library').weeklyHours).toBe(20);
  expect(places.map(({ isInside }) => isInside)).toEqual([true, true, false, false]);
  const minutes = places.map(({ walkMinutes }) => walkMinutes);
  for (const [index, expected] of [0, 0.1625, 4.875, 14.625].entries()) expect(minutes[index]).toBeCloseTo(expected, 3);
});

test('a layer that is not collected, one that is only counted, a neighbourhood without perimeter: empty is never zero', () => {
  const { of, layers, summaries } = compute([place(at(200)), place({ serviceType: 'A206', count: 3 })]);
  const empty = { countInside: null, nearestWalkMinutes: null, countWithin: null, residentShares: null, weeklyHours: null };
  expect(of('QN001', 'caf')).toMatchObject({ ...empty, countInCommunes: null });
  expect(of('QN001', 'post')).toMatchObject({ ...empty, countInCommunes: 3 });
  expect(of('QN002', 'library')).toMatchObject({ ...empty, perimeterKnown: false, countInCommunes: 1 });
  const knowledge = Object.fromEntries(layers.map((layer) => [layer.id, layer.knowledge]));
  expect(knowledge).toMatchObject({ caf: 'not-collected', post: 'counted', library: 'placed' });
  expect(summaries[0]).toMatchObject({ qpvCode: 'QN001', absentInside: [], absentWithin15: [], residentCount: null });
  expect(summaries[1]).toMatchObject({ qpvCode: 'QN002', absentInside: null, absentWithin15: null });
  expect(summaries[0]?.areaKm2).toBeCloseTo(0.16, 3);
});

test('from home: those of the neighbourhood, of the rest of the town, of the rest of the intercommunality', () => {
  const { of, summaries } = compute(
    [place(at(0))],
    [cell('a', '00001', 100, 300), cell('b', '00001', 390, 100), cell('c', '00001', 1000, 50), cell('d', '00002', 20_000, 550)],
  );
  // 100 metres: 1.6 minute; 390: 6.3; 1000: 16.25, too far for all.
  expect(of('QN001', 'library').residentShares).toEqual([0.75, 1, 1]);
  expect(of('QN001', 'library').communeRestShares).toEqual([0, 0, 0]);
  expect(of('QN001', 'library').epciRestShares).toEqual([0, 0, 0]);
  expect(summaries[0]?.residentCount).toBe(400);
  expect(of('QN002', 'library').residentShares).toBeNull();
});

test('hours written for machines are told in French, those in words stay as they are', () => {
  const { places } = compute([
    place({ ...at(200), hoursText: 'Tu 09:00-12:00;Th 14:00-17:00' }),
    place({ ...at(300), hoursText: 'sur rendez-vous' }),
    place(at(350)),
  ]);
  expect(places.map(({ hoursText }) => hoursText)).toEqual(['mar. 09:00-12:00 ; jeu. 14:00-17:00', 'sur rendez-vous', null]);
});

test('no neighbourhood: the reason is told', () => {
  const drawn = drawReferential([{ code: '00001', atKm: 0, population: 10 }], []);
  const given = { referential: drawn, offerPlaces: { places: [], issues: [], told: [] }, parameters: { operatorLayers: [] } };
  expect(computeQuarters(given).emptyReasons.qpv).toContain('Aucun quartier prioritaire');
});
