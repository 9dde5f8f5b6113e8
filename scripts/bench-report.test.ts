import { expect, test } from 'vitest';
import { formatTable, ratiosToSmallest } from './bench-report.ts';

const RESULTS = [
  { name: 'fictif 100', steps: { Lire: 500, Calculer: 500 } },
  { name: 'fictif 900', steps: { Lire: 1500, Calculer: 2250, Publier: 250 } },
];

test('a Département that takes four seconds where the smallest takes one counts four', () => {
  expect(ratiosToSmallest(RESULTS)).toEqual({ 'fictif 100': 1, 'fictif 900': 4 });
});

test('the table has a row per step and the total, and says where a build had no such step', () => {
  expect(formatTable(RESULTS).split('\n')).toEqual([
    'Étape     fictif 100  fictif 900',
    'Lire          0.50 s      1.50 s',
    'Calculer      0.50 s      2.25 s',
    'Publier            –      0.25 s',
    'Total         1.00 s      4.00 s',
  ]);
});
