import type { Block, Inline } from '@maillage/domain/documents/document.ts';
import { expect, test } from 'vitest';
import { fitMaps } from './fit-maps.ts';
import { sampleDocument } from './testing/sample-document.ts';

const text = (words: string): Inline => ({ kind: 'text', text: words });
const say = (words: string): Block => ({ kind: 'paragraph', content: [text(words)] });
const BREAK: Block = { kind: 'pageBreak' };
const PAGE = { height: 14_500, letters: 92 };
const newMap = (): Block => ({ ...sampleDocument().blocks.find((block) => block.kind === 'map')! });
const table = (count: number): Block => ({
  ...{ kind: 'table', caption: [text('Services')], columns: [{ label: 'Service', unit: '', align: 'left' }] },
  ...{ rows: Array.from({ length: count }, () => [[text('Pharmacie')]]), totals: null, note: null },
});

test('a map takes what the words of its page leave: less beside a longer table', () => {
  const heightBeside = (count: number) => {
    const map = newMap();
    return fitMaps([BREAK, say('Avant.'), map, table(count), BREAK], PAGE).get(map)!;
  };
  expect(heightBeside(16)).toBeGreaterThan(heightBeside(20));
  expect(heightBeside(16) - heightBeside(20)).toBeCloseTo(4 * 262, 0);
});

test('a page that holds no map at its smallest, and a map amid the text, keep the height of every map', () => {
  const [long, flowing] = [newMap(), newMap()];
  const fitted = fitMaps([flowing, BREAK, long, table(60)], PAGE);
  expect([fitted.has(long), fitted.has(flowing)]).toEqual([false, false]);
});

test('two maps of one page have the same height, and a map alone no more than its page', () => {
  const [first, second, alone] = [newMap(), newMap(), newMap()];
  const fitted = fitMaps([BREAK, first, second, BREAK, alone], { ...PAGE, height: 2 * PAGE.height });
  expect(fitted.get(first)).toBe(fitted.get(second));
  expect(fitted.get(alone)).toBeLessThan(PAGE.height / 2);
});
