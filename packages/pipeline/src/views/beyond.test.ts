import { expect, test } from 'vitest';
import { countBeyond, sayBeyond } from './beyond.ts';

const where = 'à plus de 7 minutes des services de proximité';
const say = (...communes: [populationCount: number | null, share: number | null][]) =>
  sayBeyond(countBeyond(communes.map(([populationCount, share]) => ({ populationCount, share }))), where).replace(/[\u00a0\u202f]/g, ' ');

test('the seed sentence', () => {
  expect(say([17495, 1], [1440410, 0])).toBe(`17 495 habitants, soit 1,2 %, vivent ${where}.`);
});
test('nobody is far', () => {
  expect(say([500, 0])).toBe(`Aucun habitant ne vit ${where}.`);
});
test('everybody is far', () => {
  expect(say([500, 1], [20, 1])).toBe(`Tous les habitants (520 habitants) vivent ${where}.`);
});
test('one inhabitant is far among many: not zero per cent', () => {
  expect(say([1, 1], [100000, 0])).toBe(`1 habitant, soit moins de 0,1 %, vit ${where}.`);
});
test('all but one are far: not a hundred per cent', () => {
  expect(say([100000, 1], [1, 0])).toBe(`100 000 habitants, soit plus de 99,9 %, vivent ${where}.`);
});
test('nothing is known', () => {
  expect(say([null, 1], [300, null])).toBe(`On ne peut pas dire combien d’habitants vivent ${where} : les données manquent.`);
});
test('a commune without data is said, not counted as near', () => {
  expect(say([100, 0], [null, 1], [300, null])).toBe(`Aucun habitant ne vit ${where}. Hors 2 communes sans donnée.`);
});
