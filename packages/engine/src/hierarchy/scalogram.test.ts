import { expect, test } from 'vitest';
import { computeScalogram } from './scalogram.ts';

// EX4: bakery, doctor, collège, hospital in communes A to F.
// biome-ignore format: one commune a line
const facilityCounts = Uint32Array.from([
  [1, 1, 1, 1],
  [1, 1, 1, 0],
  [1, 1, 0, 0],
  [1, 0, 0, 0],
  [1, 0, 1, 0],
  [0, 0, 0, 0],
].flat());

test('EX4: commune E has the collège before the doctor, and that is the only break in the ladder', () => {
  const scalogram = computeScalogram({ facilityCounts, serviceCount: 4, order: [0, 1, 2, 3] });
  expect(scalogram.errorCount).toBe(2);
  expect(scalogram.reproducibility).toBeCloseTo(0.916667, 6);
  expect(scalogram.marginalReproducibility).toBeCloseTo(0.666667, 6);
  expect(scalogram.scalability).toBeCloseTo(0.75, 6);
  expect(scalogram.missing).toEqual([[4, 1]]);
  expect(scalogram.unexpected).toEqual([[4, 2]]);
  expect([...scalogram.rowScore]).toEqual([4, 3, 2, 1, 2, 0]);
});

test('without the collège the ladder is perfect', () => {
  const scalogram = computeScalogram({ facilityCounts, serviceCount: 4, order: [0, 1, 3] });
  expect(scalogram.errorCount).toBe(0);
  expect(scalogram.scalability).toBe(1);
});
