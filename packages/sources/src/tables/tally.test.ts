import { expect, test } from 'vitest';
import { createTally } from './tally.ts';

test('a file with more rows to keep than France has facilities is refused, and rejects do not count towards it', () => {
  const tally = createTally(2);
  tally.record();
  tally.reject(2, 'code commune absent');
  tally.outOfScope();
  tally.record();
  expect(tally.result()).toMatchObject({ rowCount: 4, recordRowCount: 2, outOfScopeCount: 1, rejectCount: 1 });
  expect(() => tally.record()).toThrow(/plus de 2 lignes à garder/);
});
