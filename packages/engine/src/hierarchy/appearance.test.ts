import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { appearancePopulation, frequencyOfEach, medianEquippedPopulation, orderOfAppearance } from './appearance.ts';

// EX4: bakery, doctor, collège, hospital in six communes.
// biome-ignore format: one commune a line
const facilityCounts = Uint32Array.from([
  [5, 3, 1, 1], // A 50 000
  [4, 1, 1, 0], // B 8 000
  [2, 1, 0, 0], // C 3 000
  [1, 0, 0, 0], // D 900
  [1, 0, 1, 0], // E 1 200
  [0, 0, 0, 0], // F 300
].flat());
const population = Float64Array.of(50_000, 8000, 3000, 900, 1200, 300);
const equipped = (service: number) => Uint8Array.from({ length: 6 }, (_, commune) => (facilityCounts[commune * 4 + service]! > 0 ? 1 : 0));

test('EX4: the bakery is in five communes of six, the hospital in one', () => {
  const frequency = frequencyOfEach({ facilityCounts, serviceCount: 4 });
  expect([...frequency]).toEqual([5 / 6, 0.5, 0.5, 1 / 6]);
  const collected = Uint8Array.of(1, 1, 1, 1);
  expect(orderOfAppearance({ frequency, meanMinutes: new Float64Array(4).fill(Number.NaN), collected })).toEqual([0, 1, 2, 3]);
  expect(orderOfAppearance({ frequency, meanMinutes: Float64Array.of(1, 6, 5, 30), collected })).toEqual([0, 2, 1, 3]);
  expect(orderOfAppearance({ frequency, meanMinutes: Float64Array.of(1, 6, 5, 30), collected: Uint8Array.of(1, 0, 1, 1) })).toEqual([
    0, 2, 3,
  ]);
});

test('EX4: typical population of the communes equipped, and population from which each service appears', () => {
  expect([0, 1, 2, 3].map((service) => medianEquippedPopulation(equipped(service), population))).toEqual([3000, 8000, 8000, 50_000]);
  expect([0, 1, 2, 3].map((service) => appearancePopulation(equipped(service), population))).toEqual([900, 3000, 3000, 50_000]);
});

test('a service found nowhere appears at no population', () => {
  expect(appearancePopulation(new Uint8Array(6), population)).toBeNull();
  expect(medianEquippedPopulation(new Uint8Array(6), population)).toBeNull();
});

test('the scan finds what counting afresh at each size finds', () => {
  const random = seededRandom(2);
  for (let round = 0; round < 50; round++) {
    const people = Float64Array.from({ length: 12 }, () => 100 * Math.floor(random() * 9));
    const isEquipped = Uint8Array.from({ length: 12 }, () => (random() < 0.5 ? 1 : 0));
    if (!isEquipped.includes(1)) continue;
    const gapAt = (size: number) => {
      const smaller = [...people.keys()].filter((commune) => people[commune]! < size && isEquipped[commune] === 1).length;
      const larger = [...people.keys()].filter((commune) => people[commune]! >= size && isEquipped[commune] === 0).length;
      return Math.abs(smaller - larger);
    };
    const sizes = [...people].sort((a, b) => a - b);
    const expected = sizes.reduce((best, size) => (gapAt(size) < gapAt(best) ? size : best), sizes[0]!);
    expect(appearancePopulation(isEquipped, people)).toBe(expected);
  }
});
