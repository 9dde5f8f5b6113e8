import { expect, test } from 'vitest';
import { sayHours } from './say-hours.ts';

test.each([
  ['Tu 09:00-12:00;Th 14:00-17:00', 'mar. 09:00-12:00 ; jeu. 14:00-17:00'],
  ['Mo-Fr 08:30-12:00,13:30-17:00; PH off', 'lun.-ven. 08:30-12:00,13:30-17:00 ; jours fériés fermé'],
])('the hours « %s » are told in French', (text, told) => expect(sayHours(text)).toBe(told));

test.each(['lundi à mercredi 9 h 00-12 h 00', 'sur rendez-vous', '24/7', 'We are closed on Mondays', ''])('« %s » stays as it is', (text) =>
  expect(sayHours(text)).toBe(text),
);
