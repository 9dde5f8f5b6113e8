import type { PlanChange } from '@maillage/domain/plans/plan-changes.ts';
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { isLong, TextChange } from './TextChange.tsx';

afterEach(cleanup);

const change = (before: unknown, after: unknown): PlanChange => ({
  ...{ kind: 'changed', record: 'actionSheet', id: '1.1', field: 'description', text: 'phrase' },
  ...{ before, after },
});
const LONG = 'Ouvrir une permanence le mardi à la mairie, puis une seconde le jeudi dans la commune voisine.';

test('a long text is shown whole, with the words that went and those that came, told to whoever does not see colours', () => {
  const one = change(LONG, LONG.replace('mardi', 'lundi').replace(' voisine', ''));
  if (!isLong(one)) throw new Error('long');
  const { container } = render(<TextChange {...one} />);
  const told = (tag: string) => [...container.querySelectorAll(tag)].map((mark) => mark.textContent);
  expect(told('del')).toEqual(['[retiré : mardi]', '[retiré :  voisine]']);
  expect(told('ins')).toEqual(['[ajouté : lundi]']);
  for (const hidden of container.querySelectorAll('.visually-hidden, del')) hidden.remove();
  expect(container.textContent).toBe(`description : ${one.after}`);
});

test('a short text, a number and a list keep their sentence', () => {
  for (const [before, after] of [
    ['court', 'bref'],
    [1, 2],
    [null, LONG],
    [['a'], ['b']],
  ])
    expect(isLong(change(before, after))).toBe(false);
});

test('two long texts with nothing in common are shown one after the other, without delay', () => {
  const words = (letter: string) => Array.from({ length: 20_000 }, (_, index) => `${letter}${index}`).join(' ');
  const one = change(words('a'), words('b'));
  if (!isLong(one)) throw new Error('long');
  const { container } = render(<TextChange {...one} />);
  expect(container.querySelectorAll('del, ins')).toHaveLength(2);
});
