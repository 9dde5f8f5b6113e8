import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import { buildMapDescription } from '@maillage/maps/map-description.ts';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Legend } from './Legend.tsx';

afterEach(cleanup);

test('the legend reads as a table: each class with its communes and its people', () => {
  const figure = {
    id: 'x',
    title: 'Temps moyen',
    unit: 'min',
    decimals: 0,
    breaks: [7],
    style: 'sequential',
    theme: 'access',
    estimated: true,
    available: true,
  } as FigureDefinition; // the rest is not drawn
  const description = buildMapDescription({
    figure,
    communes: [
      { code: '00001', value: 3, status: 'known' },
      { code: '00002', value: 9, status: 'known' },
      { code: '00003', value: null, status: 'missing' },
    ],
    populations: new Map([
      ['00001', 2000],
      ['00002', 300],
      ['00003', 40],
    ]),
    theme: 'light',
  });
  render(<Legend description={description} figure={figure} theme="light" qpvCount={0} />);
  expect(screen.getByRole('table', { name: 'Temps moyen (estimé)' })).toBeTruthy();
  expect(screen.getAllByRole('row').map((row) => row.textContent)).toEqual([
    'ClasseCommunesHabitants',
    '7\u00a0min ou moins12\u202f000',
    'plus de 7\u00a0min1300',
    'non renseigné140',
  ]);
});
