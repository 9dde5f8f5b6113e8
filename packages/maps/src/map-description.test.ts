import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import { expect, test } from 'vitest';
import { buildLayers, communeState } from './layer-specification.ts';
import { buildMapDescription } from './map-description.ts';
import { markRadius, symbolRadius } from './symbol-size.ts';

const figure: FigureDefinition = {
  id: 'range-minutes.proximity',
  theme: 'access',
  title: 'Temps moyen aux services de proximité',
  description: '',
  unit: 'min',
  decimals: 1,
  breaks: [5, 7, 15],
  style: 'sequential',
  formula: '',
  parameters: [],
  sourceIds: [],
  methodNote: 'acces',
  estimated: true,
  error: null,
  available: true,
  missingReason: null,
};
// Bourg 3 min, Hameau 7 min, Ferme 20 min, Île hors d’atteinte, Marais non renseigné, Lande non collecté.
const communes = [
  { code: '00001', value: 3, status: 'known' },
  { code: '00002', value: 7, status: 'known' },
  { code: '00003', value: 20, status: 'known' },
  { code: '00004', value: null, status: 'unreachable' },
  { code: '00005', value: null, status: 'missing' },
  { code: '00006', value: null, status: 'not_collected' },
] as const;
const populations = new Map([
  ['00001', 2000],
  ['00002', 300],
  ['00003', 40],
  ['00004', 15],
  ['00005', null],
  ['00006', 8],
]);
const world = { figure, communes, populations, theme: 'light' } as const;

test('the legend counts the communes and the people of each class', () => {
  const { entries, legendTitle } = buildMapDescription(world);
  expect(entries.map((entry) => [entry.label, entry.communeCount, entry.populationCount])).toEqual([
    ['5\u00a0min ou moins', 1, 2000],
    ['de 5 à 7\u00a0min', 1, 300],
    ['de 7 à 15\u00a0min', 0, 0],
    ['plus de 15\u00a0min', 1, 40],
    ['hors d’atteinte', 1, 15],
    ['non renseigné', 2, 8],
  ]);
  expect(legendTitle).toBe('Temps moyen aux services de proximité (estimé)');
});

test('a Département without any value has no class, and all its communes in « non renseigné »', () => {
  const missing = communes.map(({ code }) => ({ code, value: null, status: 'missing' as const }));
  const { entries } = buildMapDescription({ ...world, figure: { ...figure, breaks: null }, communes: missing });
  expect(entries.map((entry) => [entry.kind, entry.communeCount])).toEqual([['missing', 6]]);
});

test('levels of centre are five named categories, from 0 to 4', () => {
  const levels = [0, 1, 4].map((value, index) => ({ code: `0000${index + 1}`, value, status: 'known' as const }));
  const { entries } = buildMapDescription({
    ...world,
    figure: { ...figure, unit: 'level', style: 'categories', breaks: null },
    communes: levels,
  });
  expect(entries.map((entry) => entry.communeCount)).toEqual([1, 1, 0, 0, 1]);
  expect(entries[4]!.label).toBe('centre majeur');
});

test('a commune without a figure has a dotted edge, and one that no road reaches has a colour of its own', () => {
  const description = buildMapDescription(world);
  expect(communeState(description, '00005', null)).toEqual({ entryIndex: 5, missing: true, greyZone: false, radius: 0 });
  expect(communeState(description, '00004', null)).toEqual({ entryIndex: 4, missing: false, greyZone: false, radius: 0 });
  expect(communeState(description, '96001', null).missing).toBe(true);
});

test('a rate is drawn as areas, a count as symbols over pale areas', () => {
  const areas = buildLayers(buildMapDescription(world), 'light');
  const counts = buildMapDescription({ ...world, figure: { ...figure, unit: 'count', style: 'symbols', breaks: null } });
  const symbols = buildLayers(counts, 'light');
  const circlesOf = (layers: typeof areas) => layers.filter((layer) => layer.type === 'circle').map((layer) => layer.id);
  expect(circlesOf(areas)).toEqual(['journeys-places']);
  expect(circlesOf(symbols)).toEqual(['communes-symbols', 'journeys-places']);
  expect(areas.at(-1)!.id).toBe('communes-hover');
});

test.each(['areas', 'symbols', 'marks'] as const)('the layers of a map of %s are those that were looked at, in both themes', (style) => {
  const styled = { areas: {}, symbols: { style: 'symbols' as const, breaks: null }, marks: { style: 'categories' as const, breaks: null } };
  for (const theme of ['light', 'dark'] as const)
    expect(buildLayers(buildMapDescription({ ...world, theme, figure: { ...figure, ...styled[style] } }), theme)).toMatchSnapshot(theme);
});

test('a paint that follows the states of a source does so in every view: states told to a tile that is not cut again find it so', () => {
  const styles = [{}, { style: 'symbols' as const, breaks: null }, { style: 'categories' as const, breaks: null }];
  const views = styles.flatMap((style) => {
    const description = buildMapDescription({ ...world, figure: { ...figure, ...style } });
    return [0, 5].flatMap((isochroneBands) =>
      [false, true].map((isCartogram) => buildLayers(description, 'light', { isochroneBands, isCartogram, hasJourneys: isCartogram })),
    );
  });
  const followed = new Map<string, Set<boolean>>();
  for (const { id, paint } of views.flat())
    for (const [name, value] of Object.entries(paint)) {
      const key = `${id} ${name}`;
      followed.set(key, (followed.get(key) ?? new Set()).add(JSON.stringify(value).includes('feature-state')));
    }
  expect([...followed].filter(([, ways]) => ways.size > 1).map(([key]) => key)).toEqual([]);
  expect(followed.get('isochrones-fill fill-color')).toEqual(new Set([true]));
});

test('four times the people make a disc four times larger, twice as wide', () => {
  expect(symbolRadius(400, 400)).toBe(34);
  expect(symbolRadius(100, 400)).toBe(17);
  expect(symbolRadius(0, 400)).toBe(0);
  expect(symbolRadius(null, 400)).toBe(0);
});

test('beyond the threshold a commune is hatched, at the threshold it is not, and one out of reach is', () => {
  const description = buildMapDescription({ ...world, greyZoneThreshold: 7 });
  expect(description.greyZones).toEqual({
    label: 'zone grise : en moyenne plus de 7\u00a0min',
    ...{ threshold: 7, thresholdText: '7\u00a0min' },
    codes: new Set(['00003', '00004']),
    communeCount: 2,
    populationCount: 55,
  });
  expect(communeState(description, '00002', 7).greyZone).toBe(false);
  expect(communeState(description, '00003', 20).greyZone).toBe(true);
  expect(buildMapDescription(world).greyZones).toBeNull();
});

test('a centre has a mark of the size of its level, a commune that is none has no mark', () => {
  const levels = buildMapDescription({
    ...world,
    figure: { ...figure, unit: 'level', style: 'categories', breaks: null },
    communes: [
      { code: '00001', value: 4, status: 'known' },
      { code: '00002', value: 0, status: 'known' },
    ],
  });
  expect(levels.style).toBe('marks');
  expect(communeState(levels, '00001', 4).radius).toBe(14);
  expect(communeState(levels, '00002', 0).radius).toBe(0);
  expect(markRadius(null)).toBe(0);
});
