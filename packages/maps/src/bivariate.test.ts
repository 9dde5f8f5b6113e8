import type { FigureDefinition, FigureValue } from '@maillage/domain/figures/figure.ts';
import { expect, test } from 'vitest';
import { buildBivariateDescription, sayCorner } from './bivariate.ts';

const figure = (id: string, unit: FigureDefinition['unit']) => ({ id, title: id, unit, decimals: 0, estimated: false }) as FigureDefinition; // the rest is not read
const communes = (values: readonly (number | null)[]): FigureValue[] =>
  values.map((value, index) => ({ code: `0000${index}`, value, status: value === null ? 'missing' : 'known' }));

test('nine communes, one in each class: near and little need first, far and much need last', () => {
  const minutes = [1, 2, 3, 1, 2, 3, 1, 2, 3];
  const scores = [10, 10, 10, 20, 20, 20, 30, 30, 30];
  const description = buildBivariateDescription({
    across: { figure: figure('minutes', 'min'), communes: communes(minutes) },
    up: { figure: figure('besoin', 'score'), communes: communes(scores) },
    populations: new Map([['00008', 500]]),
    theme: 'light',
  });
  expect(description.entries.map(({ communeCount }) => communeCount)).toEqual(Array(9).fill(1));
  expect(new Set(description.entries.map(({ colour }) => colour)).size).toBe(9);
  expect(description.entryIndexByCode.get('00008')).toBe(8);
  expect(description.entries[8]!.populationCount).toBe(500);
  expect(sayCorner(description)).toBe(
    '500 habitants, dans 1 commune, cumulent « minutes » : plus de 2\u00a0min, et « besoin » : plus de 20.',
  );
  expect(description.bivariate!.across.labels).toEqual(['1\u00a0min ou moins', 'de 1 à 2\u00a0min', 'plus de 2\u00a0min']);
});

test('a commune that lacks either value is in no class, and the legend says so', () => {
  const description = buildBivariateDescription({
    across: { figure: figure('minutes', 'min'), communes: communes([1, null, 3]) },
    up: { figure: figure('besoin', 'score'), communes: communes([1, 2, null]) },
    ...{ populations: new Map(), theme: 'dark' },
  });
  expect(description.entries.at(-1)).toMatchObject({ kind: 'missing', communeCount: 2 });
  expect(description.entries.reduce((sum, { communeCount }) => sum + communeCount, 0)).toBe(3);
});

test('that nobody cumulates both is said only where somebody could', () => {
  const cross = (scores: readonly (number | null)[]) =>
    sayCorner(
      buildBivariateDescription({
        across: { figure: figure('minutes', 'min'), communes: communes([1, 2, 3]) },
        up: { figure: figure('besoin', 'score'), communes: communes(scores) },
        ...{ populations: new Map(), theme: 'light' },
      }),
    );
  expect(cross([3, 2, 1])).toBe('Aucune commune ne cumule les deux.');
  expect(cross([null, null, null])).toBe('On ne peut pas dire qui cumule les deux : aucune commune n’a les deux valeurs.');
});

test('where every commune has the same value, that side has one class', () => {
  const { bivariate: key } = buildBivariateDescription({
    across: { figure: figure('minutes', 'min'), communes: communes([4, 4, 4]) },
    up: { figure: figure('besoin', 'score'), communes: communes([1, 2, 3]) },
    ...{ populations: new Map(), theme: 'light' },
  });
  expect(key!.across.labels).toEqual(['toutes les valeurs connues']);
  expect(key!.up.labels).toHaveLength(3);
});
