import { expect, test } from 'vitest';
import { findAttraction } from './attraction.ts';

// On one road, minutes from the west: 0 Ferme at 0 (no centre), 1 Bourg at 6 (local), 2 Ville at 20 (major); 3 Phare: an island.
const [BOURG, VILLE] = [1, 2];
const place = [0, 6, 20, Infinity];
const minutesBetween = (from: number, to: number) => (from === to ? 0 : Math.abs(place[from]! - place[to]!));

test('each commune turns to the nearest centre above it', () => {
  const { attractedTo, attractedMinutes, dependentCount } = findAttraction({
    level: Uint8Array.of(0, 1, 4, 0),
    score: Float64Array.of(0, 0.3, 1, 0),
    minutesBetween,
  });
  expect([...attractedTo]).toEqual([BOURG, VILLE, -1, -1]);
  expect([...attractedMinutes]).toEqual([6, 14, Infinity, Infinity]);
  expect([...dependentCount]).toEqual([0, 1, 1, 0]);
});

test('halfway between two centres, the better endowed attracts', () => {
  const { attractedTo } = findAttraction({
    level: Uint8Array.of(1, 0, 1),
    score: Float64Array.of(0.3, 0, 0.4),
    minutesBetween: (from, to) => 10 * Math.abs(from - to),
  });
  expect(attractedTo[1]).toBe(2);
});
