import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DensePlace, findDenseWindow } from './dense-window.ts';
import { drawPopulationCircles } from './population-circles.ts';

/** A square of 10 × 10 communes of 100 people, a degree on each side. */
const fields = Array.from({ length: 100 }, (_, index): DensePlace => {
  const [column, row] = [index % 10, Math.floor(index / 10)];
  return {
    code: `1${String(index).padStart(4, '0')}`,
    name: `Champ ${index}`,
    lon: 2 + column / 9,
    lat: 50 + row / 9,
    populationCount: 100,
  };
});
const bounds: [number, number, number, number] = [2, 50, 3, 51];
/** A mining town cut into twenty communes of 1,000 people, in the south-east corner. */
const mines = Array.from(
  { length: 20 },
  (_, index): DensePlace => ({
    ...{ code: `2${String(index).padStart(4, '0')}`, name: index === 7 ? 'Fosse 7' : `Coron ${index}` },
    ...{ lon: 2.9 + (index % 5) / 50, lat: 50.02 + Math.floor(index / 5) / 50, populationCount: index === 7 ? 1500 : 1000 },
  }),
);

test('where people are spread evenly, no window helps', () => {
  expect(findDenseWindow(fields)).toBeNull();
  expect(findDenseWindow([])).toBeNull();
});

test('the window goes where most people are, bears the name of the largest commune there, and stays within the map', () => {
  const found = findDenseWindow([...fields, ...mines])!;
  expect(found.name).toBe('Fosse 7');
  expect(found.communeCount).toBeGreaterThanOrEqual(20);
  expect(found.shareRatio).toBeGreaterThan(0.6);
  const [west, south, east, north] = found.bounds;
  expect(east - west).toBeCloseTo(0.2, 6);
  expect(north - south).toBeCloseTo(0.2, 6);
  expect([west >= 2, south >= 50, east <= 3, north <= 51]).toEqual([true, true, true, true]);
});

test('of all windows centred on a commune, the one found holds the most people, as counting each pair tells', () => {
  const place = fc.record({
    x: fc.integer({ min: 0, max: 20 }),
    y: fc.integer({ min: 0, max: 20 }),
    people: fc.integer({ min: 0, max: 50 }),
  });
  let foundCount = 0;
  fc.assert(
    fc.property(fc.array(place, { maxLength: 40 }), (drawn) => {
      // Communes on a grid, so that many stand on the very edge of a window; the mines beside them make one worth drawing.
      const scattered = drawn.map(({ x, y, people }, index) => ({
        ...{ code: `3${String(index).padStart(4, '0')}`, name: `Lieu ${index}`, lon: 2 + x / 20, lat: 50 + y / 20 },
        populationCount: people === 50 ? null : people * 400,
      }));
      const places = [...fields, ...mines, ...scattered];
      const most = Math.max(...places.map((centre) => countPairs(places, centre)));
      const found = findDenseWindow(places);
      foundCount += found === null ? 0 : 1;
      if (found !== null) expect(found.populationCount).toBe(most);
    }),
    { seed: 62, numRuns: 200 },
  );
  expect(foundCount).toBeGreaterThan(20);
});

/** The people within a tenth of the map of `centre`, each way. */
function countPairs(places: readonly DensePlace[], centre: DensePlace): number {
  const half = (of: (place: DensePlace) => number) => ((Math.max(...places.map(of)) - Math.min(...places.map(of))) * 0.2) / 2;
  const [halfWidth, halfHeight] = [half(({ lon }) => lon), half(({ lat }) => lat)];
  return places
    .filter(({ lon, lat }) => Math.abs(lon - centre.lon) <= halfWidth && Math.abs(lat - centre.lat) <= halfHeight)
    .reduce((sum, { populationCount }) => sum + (populationCount ?? 0), 0);
}

test('one large city alone is a single outline: no window helps to read it', () => {
  expect(findDenseWindow([...fields, { ...fields[0]!, code: '20000', name: 'Ville', populationCount: 50_000 }])).toBeNull();
});

test('circles follow population by their area, whoever is not counted has none', () => {
  const shapes = drawPopulationCircles(
    [
      { code: '00001', lon: 2.2, lat: 50.5, populationCount: 4000 },
      { code: '00002', lon: 2.8, lat: 50.5, populationCount: 1000 },
      { code: '00003', lon: 2.5, lat: 50.1, populationCount: null },
    ],
    bounds,
  );
  expect(shapes.features.map(({ properties }) => properties!.code)).toEqual(['00001', '00002']);
  const widths = shapes.features.map(({ geometry }) => {
    const xs = geometry.coordinates[0]!.map(([x]) => x!);
    return Math.max(...xs) - Math.min(...xs);
  });
  expect(widths[0]! / widths[1]!).toBeCloseTo(2, 6);
});
