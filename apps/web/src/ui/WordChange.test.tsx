import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { WordChange } from './WordChange.tsx';

afterEach(cleanup);

test('a figure that changed is struck and written whole, not digit by digit', () => {
  const { container } = render(
    <WordChange before={'On y est à 22,8 min des 1\u202f590 habitants.'} after={'On y est à 22,6 min des 1\u202f591 habitants.'} />,
  );
  const read = (mark: string) => [...container.querySelectorAll(mark)].map((one) => one.lastElementChild!.previousSibling!.textContent);
  expect(read('del')).toEqual(['22,8', '1\u202f590']);
  expect(read('ins')).toEqual(['22,6', '1\u202f591']);
});
