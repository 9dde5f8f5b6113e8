import { expect, test } from 'vitest';
import { buildChangeTable } from './change-table.ts';

test('the parts add up as they are written; a figure that one run lacks has none', () => {
  const row = { figureId: 'far-share.proximity', label: 'Part', unit: 'ratio' as const };
  const table = buildChangeTable({
    ...{ fromRunId: '0000000000000001', toRunId: '0000000000000002', differences: [], notes: [] },
    figures: [
      { ...row, before: 0.0315094, after: 0.0335366, offer: 0.0020266, population: 0.0000004, network: 0.0000004, method: -0.0000002 },
      { ...row, before: null, after: 0.5, offer: null, population: null, network: null, method: null },
    ],
  });
  const rows = [...table.rows()];
  // 0.033537 − 0.031509 = 0.002028, where the parts alone would give 0.002027.
  expect(rows[0]!.slice(1, 7)).toEqual([0.031509, 0.033537, 0.002028, 0, 0, 0]);
  expect(rows[1]!.slice(1, 7)).toEqual([null, 0.5, null, null, null, null]);
});
