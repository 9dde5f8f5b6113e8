import { expect, test } from 'vitest';
import { readWeeklyMinutes } from './weekly-hours.ts';

test.each([
  ['Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00', 5 * 360 + 180],
  ['Tu 09:00-12:00;We 14:00-17:00', 360],
  // Once a month: a quarter of three hours a week.
  ['Mo[1] 09:00-12:00', 45],
  ['Mo-Fr 08:30-12:30; PH off', 1200],
  ['24/7', 10_080],
  ['Mo-Fr "sur rendez-vous"', null],
  ['sur rendez-vous', null],
  ['Lundi 9h-12h', null],
  ['', null],
])('« %s » is %s minutes a week', (text, minutes) => {
  expect(readWeeklyMinutes(text)).toBe(minutes);
});
