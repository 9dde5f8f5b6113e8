import { expect, test } from 'vitest';
import { huffShares } from './huff.ts';

test('EX4.5: a town half as large and twice as near takes six choices in ten', () => {
  const shares = huffShares({ attraction: Float64Array.of(100, 40), minutes: Float64Array.of(20, 10), alpha: 1, beta: 2 })!;
  expect(shares[0]).toBeCloseTo(0.384615, 6);
  expect(shares[1]).toBeCloseTo(0.615385, 6);
});

test('living in the town is one minute from it, and an island draws nobody', () => {
  const shares = huffShares({ attraction: Float64Array.of(50, 50, 50), minutes: Float64Array.of(0, 1, Infinity), alpha: 1, beta: 2 });
  expect([...shares!]).toEqual([0.5, 0.5, 0]);
  expect(huffShares({ attraction: Float64Array.of(50), minutes: Float64Array.of(Infinity), alpha: 1, beta: 2 })).toBeNull();
});
