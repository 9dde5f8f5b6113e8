import { expect, test } from 'vitest';
import { describeFastGrowth, formatTable, ratiosToSmallest } from './bench-report.ts';

const RESULTS = [
  { name: 'fictif 100', communeCount: 100, steps: { Lire: 500, Calculer: 500 } },
  { name: 'fictif 900', communeCount: 900, steps: { Lire: 1500, Calculer: 2250, Publier: 250 } },
];

test('a Département that takes four seconds where the smallest takes one counts four', () => {
  expect(ratiosToSmallest(RESULTS)).toEqual({
    'fictif 100': { Lire: 0.5, Calculer: 0.5, Total: 1 },
    'fictif 900': { Lire: 1.5, Calculer: 2.25, Publier: 0.25, Total: 4 },
  });
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

test('a step that takes twelve times longer for nine times more communes is named, one that takes four is not', () => {
  const [small] = RESULTS;
  const large = { name: 'fictif 900', communeCount: 900, steps: { Lire: 2000, Calculer: 6000 } };
  expect(describeFastGrowth([small!, large])).toEqual(['« Calculer » croît plus vite que les communes : ×12,0 pour ×9,0 communes.']);
  expect(describeFastGrowth(RESULTS)).toEqual([]);
});
