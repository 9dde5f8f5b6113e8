import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import { expect, test } from 'vitest';
import { moveBreak, readClassChoice, writeBreaks } from './class-choice.ts';

const minutes = { style: 'sequential' } as FigureDefinition; // the rest is not read
const read = (address: string) => {
  const search = new URLSearchParams(address);
  return (name: string) => search.get(name);
};

test('the address asks for a method, for limits by hand, or for nothing', () => {
  expect(readClassChoice(read(''), minutes, [1, 2, 3])).toEqual({ method: 'own', count: 5, breaks: null });
  expect(readClassChoice(read('classes=equal&nombre=4'), minutes, [0, 8]).breaks).toEqual([2, 4, 6]);
  expect(readClassChoice(read('bornes=9;3;3'), minutes, [0, 8])).toEqual({ method: 'manual', count: 3, breaks: [3, 9] });
});

test('what the address cannot mean is left to the atlas', () => {
  for (const address of ['classes=hasard', 'bornes=abc', 'bornes=', 'nombre=1000'])
    expect(readClassChoice(read(address), minutes, [0, 8]).breaks ?? [0]).toEqual([0]);
  expect(readClassChoice(read('classes=equal'), { ...minutes, style: 'categories' }, [0, 1]).breaks).toBeNull();
});

test('a limit that is dragged stops at its neighbours', () => {
  expect(moveBreak([3, 5, 9], 1, 20)).toEqual([3, 9, 9]);
  expect(moveBreak([3, 5, 9], 0, -4)).toEqual([-4, 5, 9]);
  expect(writeBreaks([1.23456789, 5])).toBe('1.23457;5');
});
