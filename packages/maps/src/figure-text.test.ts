import { expect, test } from 'vitest';
import { classLabels, formatFigureValue } from './figure-text.ts';

const minutes = { unit: 'min', decimals: 1 } as const;
const ratio = { unit: 'ratio', decimals: 1 } as const;

test('classes of minutes are named as a mayor says them', () => {
  expect(classLabels([5, 7, 15], minutes)).toEqual([
    '5\u00a0min ou moins',
    'de 5 à 7\u00a0min',
    'de 7 à 15\u00a0min',
    'plus de 15\u00a0min',
  ]);
});

test('classes of a share are in percents, and nobody far is its own class', () => {
  expect(classLabels([0, 0.25, 0.5], ratio)).toEqual(['0\u00a0% exactement', 'de 0 à 25\u00a0%', 'de 25 à 50\u00a0%', 'plus de 50\u00a0%']);
});

test('breaks that would read the same take more decimals', () => {
  expect(classLabels([0.0123, 0.0124], ratio)).toEqual(['1,23\u00a0% ou moins', 'de 1,23 à 1,24\u00a0%', 'plus de 1,24\u00a0%']);
  expect(classLabels([12.5, 20], { unit: 'score', decimals: 1 })[0]).toBe('12,5 ou moins');
});

test('one value everywhere makes one class', () => {
  expect(classLabels([], minutes)).toEqual(['toutes les valeurs connues']);
});

test('a value that is absent says why, and is never a zero', () => {
  expect(formatFigureValue(null, 'missing', minutes)).toBe('non renseigné');
  expect(formatFigureValue(null, 'secret', minutes)).toBe('secret statistique');
  expect(formatFigureValue(null, 'unreachable', minutes)).toBe('hors d’atteinte');
  expect(formatFigureValue(null, 'not_collected', minutes)).toBe('non collecté dans ce millésime');
  expect(formatFigureValue(0, 'known', minutes)).toBe('0,0\u00a0min');
});

test('a ratio reads in percents, a level by its name', () => {
  expect(formatFigureValue(0.012, 'known', ratio)).toBe('1,2\u00a0%');
  expect(formatFigureValue(4, 'known', { unit: 'level', decimals: 0 })).toBe('centre majeur');
});

test('two shares differ by points: the classes of a change of share say so', () => {
  const labels = classLabels([-0.05, 0.05], { unit: 'points', decimals: 0 }).map((label) => label.replaceAll('\u00a0', ' '));
  expect(labels).toEqual(['−5 points ou moins', 'de −5 à 5 points', 'plus de 5 points']);
});
