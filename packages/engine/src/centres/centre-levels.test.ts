import { expect, test } from 'vitest';
import { CENTRE_RULE, findCentreLevels, findLevelFlips } from './centre-levels.ts';

// Four proximity services, two intermediate, two superior; one superior is not collected.
const groupingRange = Uint8Array.of(0, 0, 0, 0, 1, 1, 2, 2);
const groupingCollected = Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 0);
const offer = (...rows: number[][]) => Uint32Array.from(rows.flat());

test('each level is found from the offer alone', () => {
  const { level, score, servicesCount } = findCentreLevels({
    facilityCounts: offer(
      [0, 0, 0, 0, 0, 0, 0, 0], // nothing
      [3, 0, 0, 0, 0, 0, 0, 0], // 2 × 1/4 ÷ 5 = 0.1
      [1, 1, 1, 0, 0, 0, 0, 0], // 2 × 3/4 ÷ 5 = 0.3
      [9, 1, 1, 1, 1, 0, 0, 0], // (2 + 1) ÷ 5 = 0.6
      [9, 9, 9, 9, 9, 9, 9, 0], // everything collected
    ),
    groupingRange,
    groupingCollected,
    rule: CENTRE_RULE,
  });
  expect([...level]).toEqual([0, 0, 1, 2, 4]);
  expect([...score].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0, 0.1, 0.3, 0.6, 1]);
  expect([...servicesCount]).toEqual([0, 1, 3, 5, 7]);
});

test('a commune that keeps its offer keeps its level, whoever its neighbours are', () => {
  const village = [1, 1, 1, 0, 0, 0, 0, 0];
  const town = [9, 9, 9, 9, 9, 9, 9, 0];
  const shared = { groupingRange, groupingCollected, rule: CENTRE_RULE };
  const alone = findCentreLevels({ facilityCounts: offer(village), ...shared });
  const beside = findCentreLevels({ facilityCounts: offer(village, town, town, town), ...shared });
  expect(beside.level[0]).toBe(alone.level[0]);
  expect(beside.score[0]).toBe(alone.score[0]);
});

test('one more service never lowers a commune', () => {
  const shared = { groupingRange, groupingCollected, rule: CENTRE_RULE };
  const row = [0, 0, 0, 0, 0, 0, 0, 0];
  let previous = 0;
  for (const grouping of [3, 5, 0, 6, 1, 7, 4, 2]) {
    row[grouping] = 2;
    const { level } = findCentreLevels({ facilityCounts: offer(row), ...shared });
    expect(level[0]).toBeGreaterThanOrEqual(previous);
    previous = level[0]!;
  }
  expect(previous).toBe(4);
});

test('a range that the vintage does not hold is left out, not counted as absent', () => {
  const { score, level } = findCentreLevels({
    facilityCounts: offer([1, 1, 1, 1, 1, 1, 0, 0]),
    groupingRange,
    groupingCollected: Uint8Array.of(1, 1, 1, 1, 1, 1, 0, 0),
    rule: CENTRE_RULE,
  });
  expect(score[0]).toBe(1);
  expect(level[0]).toBe(4);
});

test('an offer of which nothing is collected stops the computation', () => {
  const shared = { facilityCounts: offer([1, 1, 1, 1, 1, 1, 1, 1]), groupingRange, rule: CENTRE_RULE };
  expect(() => findCentreLevels({ ...shared, groupingCollected: new Uint8Array(8) })).toThrow('collecté');
});

test('a threshold moved by a tenth takes with it the communes that stood near, and no other', () => {
  // Thresholds 0.2, 0.5, 0.8, 0.9: the local one moves to 0.18 or 0.22, the intermediate one to 0.45 or 0.55.
  const score = Float64Array.of(0.19, 0.21, 0.3, 0.52, 1);
  const flips = findLevelFlips(score, [0.2, 0.5, 0.8, 0.9], 0.1);
  expect(flips).toEqual([
    { threshold: 0, changeRatio: -0.1, commune: 0, fromLevel: 0, toLevel: 1 },
    { threshold: 0, changeRatio: 0.1, commune: 1, fromLevel: 1, toLevel: 0 },
    { threshold: 1, changeRatio: 0.1, commune: 3, fromLevel: 2, toLevel: 1 },
  ]);
});
