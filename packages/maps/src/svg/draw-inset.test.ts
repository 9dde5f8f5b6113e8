import { expect, test } from 'vitest';
import { buildMapDescription } from '../map-description.ts';
import { drawMap, type MapTopology, type SvgMapInput } from './draw-map.ts';
import { textWidth } from './escape.ts';

/** A strip of square communes along the diagonal, from the south-west to the north-east: two corners are free. A crowd stands in its middle, or nobody is nearer to another than to the next. */
function diagonal(isCrowded: boolean): SvgMapInput {
  const towns = Array.from({ length: 30 }, (_, index) => {
    const isMiddle = isCrowded && index >= 8 && index < 22;
    const step = isMiddle ? 14 / 30 + (index - 8) * 0.006 : index / 30;
    return {
      ...{ code: String(index).padStart(5, '0'), name: isMiddle ? `Fosse ${index}` : `Champ ${index}` },
      ...{ lon: 2 + step, lat: 50 + 0.64 * step, population: isMiddle ? 5000 : 100 },
    };
  });
  const arcs = towns.map(({ lon, lat }) => {
    const [west, south] = [lon - 0.002, lat - 0.002];
    return [
      [west, south],
      [west, south + 0.004],
      [west + 0.004, south + 0.004],
      [west + 0.004, south],
      [west, south],
    ] as [number, number][];
  });
  const topology: MapTopology = {
    type: 'Topology',
    arcs,
    objects: {
      communes: {
        type: 'GeometryCollection',
        geometries: towns.map(({ code }, index) => ({ type: 'Polygon', arcs: [[index]], properties: { code } })),
      },
    },
  };
  const communes = towns.map(({ code }, index) => ({ code, value: index, status: 'known' as const }));
  const description = buildMapDescription({
    figure: {
      ...{ id: 'x', theme: 'access', title: 'Temps', description: '', unit: 'min', decimals: 0, breaks: [5, 10], style: 'sequential' },
      ...{
        formula: '',
        parameters: [],
        sourceIds: [],
        methodNote: 'acces',
        estimated: false,
        error: null,
        available: true,
        missingReason: null,
      },
    },
    communes,
    populations: new Map(towns.map(({ code, population }) => [code, population])),
    theme: 'light',
  });
  return { description, values: new Map(communes.map(({ code, value }) => [code, value])), topology, towns, theme: 'light' };
}
const texts = { title: 'T', subtitle: '', comment: '', credits: [] };

test('where people crowd, the map has an inset in a free corner, with its own scale, and outlines what it shows', () => {
  const svg = drawMap(diagonal(true), texts);
  expect(svg).toContain('Autour de Fosse');
  expect(svg.match(/ km</g)).toHaveLength(2);
  const frames = [
    ...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="none" stroke="#14232b" stroke-width="1.4"/g),
  ];
  const [shown, inset] = frames.map((match) => match.slice(1).map(Number) as [number, number, number, number]);
  expect(inset![2]).toBeGreaterThan(1.6 * shown![2]);
  // The legend begins at 824: the inset stays in the map.
  expect(inset![0] + inset![2]).toBeLessThan(824 - 24);
  expect(drawMap(diagonal(true), texts)).toBe(svg);
});

test('where nobody crowds, there is none', () => {
  expect(drawMap(diagonal(false), texts)).not.toContain('Autour de');
});

test('a long name has its lines inside the inset; a name of the map that the inset would hide is left out', () => {
  const long = diagonal(true);
  const name = 'Saint-Éloïsan-de-Rouvlabriquières';
  const towns = long.towns.map((town, index) => (index >= 8 && index < 22 ? { ...town, name } : town));
  const svg = drawMap({ ...long, towns }, texts);
  const inset = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="#fbfbf8"/g)].at(-1)!;
  const [x, y, width, height] = inset.slice(1).map(Number) as [number, number, number, number];
  expect(svg).toContain('>Autour de<');
  expect(textWidth(name, 13.2)).toBeLessThan(width - 12);
  const names = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*text-anchor="middle"[^>]*>Champ/g)].map((match) =>
    match.slice(1).map(Number),
  );
  expect(names.length).toBeGreaterThan(3);
  for (const [at, down] of names as [number, number][])
    expect(at + 20 > x && at - 20 < x + width && down > y && down < y + height, `${at} ${down}`).toBe(false);
});
