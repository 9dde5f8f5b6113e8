import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import iconText from '../../public/icon.svg?raw';
import { BrandMark } from './BrandMark.tsx';

test('the mark of the header and the icon of the tab are one drawing', () => {
  const icon = new DOMParser().parseFromString(iconText, 'image/svg+xml').documentElement;
  icon.querySelector('title')?.remove();
  const { container } = render(<BrandMark />);
  const mark = container.querySelector('svg')!;
  expect(shapes(mark)).toEqual(shapes(icon));
  expect(shapes(mark).length).toBeGreaterThan(5);
  expect(mark.getAttribute('viewBox')).toBe(icon.getAttribute('viewBox'));
});

/** Every shape by its name and its attributes, in the order in which they are painted. */
function shapes(drawing: Element) {
  return [...drawing.querySelectorAll('*')].map(({ tagName, attributes }) => [
    tagName,
    Object.fromEntries([...attributes].map(({ name, value }) => [name, value])),
  ]);
}
