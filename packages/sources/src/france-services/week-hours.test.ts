import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDayHours, weeklyOpenMinutes } from './week-hours.ts';

test.each([
  ['09:30 - 16:30', [[570, 990]]],
  [
    '08:45 - 12:00 / 13:30 - 18:00',
    [
      [525, 720],
      [810, 1080],
    ],
  ],
  [
    '9h-12h30 et 14h à 17h',
    [
      [540, 750],
      [840, 1020],
    ],
  ],
  ['de 9 h à 12 h 30', [[540, 750]]],
  ['09:00 - 17:00 / 09:00 - 12:00 / 14:00 - 17:00', [[540, 1020]]],
  ['00:00 - 00:00 / 09:00 - 19:00', [[540, 1140]]],
  ['00:00 - 00:00', []],
  ['Fermé', []],
  ['', null],
  ['1er et 3e lundi : 9h-12h', 'unreadable'],
  ['sur rendez-vous', 'unreadable'],
  ['16:00 - 09:00', 'unreadable'],
  ['09:75 - 12:00', 'unreadable'],
  ['09:00', 'unreadable'],
])('hours written « %s »', (text, expected) => {
  expect(parseDayHours(text)).toEqual(expected);
});

test('a week of five days from 9:00 to 12:00 is fifteen hours; a week that is not given has no length', () => {
  const morning: [number, number][] = [[540, 720]];
  expect(weeklyOpenMinutes([morning, morning, morning, morning, morning, null, null])).toBe(900);
  expect(weeklyOpenMinutes([[], [], [], [], [], [], []])).toBe(0);
  expect(weeklyOpenMinutes([null, null, null, null, null, null, null])).toBeNull();
});

test('whatever is typed, a day is never longer than 24 hours', () => {
  const typed = fc.oneof(fc.string(), fc.stringMatching(/^[\dh:\-/ et]{0,30}$/));
  fc.assert(
    fc.property(typed, (text) => {
      const hours = parseDayHours(text);
      if (hours === null || hours === 'unreadable') return;
      const minutes = weeklyOpenMinutes([hours]) ?? 0;
      expect(minutes).toBeGreaterThanOrEqual(0);
      expect(minutes).toBeLessThanOrEqual(1440);
    }),
    { seed: 36, numRuns: 500 },
  );
});
