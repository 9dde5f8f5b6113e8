import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import { expect, test } from 'vitest';
import { buildMapDescription } from '../map-description.ts';
import { drawMap, drawThumbnail, type MapTopology, type SvgMapInput } from './draw-map.ts';

const figure: FigureDefinition = {
  ...{
    id: 'service-minutes.D307',
    theme: 'access',
    title: 'Temps d’accès : Pharmacie',
    description: '',
    unit: 'min',
    decimals: 0,
    breaks: [5, 10],
  },
  ...{ style: 'sequential', formula: '', parameters: [], sourceIds: [], methodNote: 'acces', estimated: true, error: null },
  ...{ available: true, missingReason: null },
};
/** Two square communes side by side, 0.1° each, that share the border at 2.1°. */
const topology: MapTopology = {
  type: 'Topology',
  arcs: [
    [
      [2.1, 50],
      [2.1, 50.1],
    ],
    [
      [2.1, 50.1],
      [2, 50.1],
      [2, 50],
      [2.1, 50],
    ],
    [
      [2.1, 50.1],
      [2.2, 50.1],
      [2.2, 50],
      [2.1, 50],
    ],
  ],
  objects: {
    communes: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', arcs: [[0, 1]], properties: { code: '00001' } },
        { type: 'Polygon', arcs: [[0, 2]], properties: { code: '00002' } },
      ],
    },
  },
};
const towns = [
  { code: '00001', name: 'Bourg & <Ville>', lon: 2.05, lat: 50.05, population: 900 },
  { code: '00002', name: 'Hameau', lon: 2.15, lat: 50.05, population: 100 },
];
function input(changes: Partial<FigureDefinition> = {}, minutes: [number, number | null] = [3, 12]): SvgMapInput {
  const communes = minutes.map((value, index) => ({
    ...{ code: `0000${index + 1}`, value },
    status: value === null ? ('secret' as const) : ('known' as const),
  }));
  const populations = new Map(towns.map(({ code, population }) => [code, population]));
  return {
    description: buildMapDescription({ figure: { ...figure, ...changes }, communes, populations, theme: 'light', greyZoneThreshold: 10 }),
    values: new Map(communes.map(({ code, value }) => [code, value])),
    ...{ topology, towns, theme: 'light' },
  };
}
const texts = { title: 'Où est la pharmacie ?', subtitle: 'Loin.', comment: 'À lire.', credits: ['Source : un fichier.'] };

test('the map says its title, its answer, its classes with communes and people, its scale and its sources', () => {
  const svg = drawMap(input(), texts);
  for (const expected of [
    'Où est la pharmacie ?',
    'Loin.',
    '5\u00a0min ou moins',
    'plus de 10\u00a0min',
    '1 commune · 900 hab.',
    'zone grise',
    ' km<',
    'Source : un fichier.',
  ])
    expect(svg).toContain(expected);
  expect(svg).toMatch(/<desc[^>]*>Loin\. Temps d’accès : Pharmacie \(estimé\) : 5/);
  // The same twice.
  expect(drawMap(input(), texts)).toBe(svg);
});

test('each commune has the colour of its class, the grey one is hatched, the secret one is named', () => {
  const { description } = input();
  const svg = drawMap(input(), texts);
  const fills = [...svg.matchAll(/<path fill="(#[0-9a-f]{6})" d="/g)].map(([, colour]) => colour);
  expect(fills).toEqual([description.entries[0]!.colour, description.entries[2]!.colour]);
  expect(svg.match(/<path fill="url\(#hachures\)"/g)).toHaveLength(1);
  expect(drawMap(input({}, [3, null]), texts)).toContain('secret statistique');
});

test('names of files are never markup', () => {
  const svg = drawMap(input(), { ...texts, title: '<script>alert(1)</script>' });
  expect(svg).not.toContain('<script>');
  expect(svg).toContain('Bourg &amp; &lt;Ville&gt;');
});

test('counts are circles whose areas follow the value, the largest first, and that never hide the map', () => {
  const svg = drawMap(input({ style: 'symbols', unit: 'count' }, [4, 1]), texts);
  const radii = [...svg.matchAll(/<circle cx="[\d.]+" cy="[\d.]+" r="([\d.]+)" fill="#[0-9a-f]+" fill-opacity/g)].map(([, r]) => Number(r));
  expect(radii).toHaveLength(2);
  expect(radii[0]! / radii[1]!).toBeCloseTo(2, 1);
  expect(svg).toContain('L’aire du cercle suit la valeur.');
});

test('neighbours meet at their corners, and the thumbnail has neither text nor title', () => {
  const svg = drawThumbnail(input());
  expect(svg).not.toContain('<text');
  expect(svg).toContain('aria-hidden="true"');
  const corners = [...svg.matchAll(/fill="#[0-9a-f]+" d="M(\d+) (\d+)l([-\d. ]+)z"/g)].map(([, x, y, told]) => {
    let [atX, atY] = [Number(x), Number(y)];
    const numbers = [...told!.matchAll(/-?[\d.]+/g)].map(Number);
    const points = [`${atX} ${atY}`];
    for (let at = 0; at < numbers.length; at += 2) {
      atX += numbers[at]!;
      atY += numbers[at + 1]!;
      points.push(`${atX} ${atY}`);
    }
    return points;
  });
  expect(corners).toHaveLength(2);
  expect(corners[0]!.filter((corner) => corners[1]!.includes(corner)).length).toBeGreaterThanOrEqual(2);
});

test('without any outline nor town, the map is empty and says what it would show', () => {
  const empty: SvgMapInput = { ...input(), topology: { type: 'Topology', arcs: [], objects: {} }, towns: [] };
  expect(drawMap(empty, texts)).toContain('Où est la pharmacie ?');
});
