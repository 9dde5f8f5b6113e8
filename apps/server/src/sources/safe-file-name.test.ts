import { expect, test } from 'vitest';
import { numberFileName, toSafeFileName } from './safe-file-name.ts';

test.each([
  ['bpe19_ensemble.csv', 'bpe19_ensemble.csv'],
  ['Écoles du Département (2).xlsx', 'Écoles du Département (2).xlsx'],
  ['e\u0301coles.csv', 'écoles.csv'],
  ['con.csv', '_con.csv'],
  ['a\u0000b\n.csv', 'a_b_.csv'],
  ['...csv.csv', 'csv.csv'],
  ['tarifs;$(rm).csv', 'tarifs__(rm).csv'],
])('%j is kept as %j', (sent, stored) => {
  expect(toSafeFileName(sent)).toBe(stored);
});

test('a very long name is shortened between two letters and keeps its ending', () => {
  const stored = toSafeFileName(`${'é'.repeat(5000)}.parquet`);
  expect(Buffer.byteLength(stored)).toBeLessThanOrEqual(150);
  expect(stored).toMatch(/^é+\.parquet$/);
});

test('the number goes before the endings', () => {
  expect(numberFileName('bpe.csv.gz', 2)).toBe('bpe (2).csv.gz');
});
