import { expect, test } from 'vitest';
import { sampleDocument } from '../testing/sample-document.ts';
import { renderPdf } from './render-pdf.ts';

test('the same document gives the same bytes', async () => {
  const [first, second] = [await renderPdf(sampleDocument()), await renderPdf(sampleDocument())];
  expect(Buffer.from(first.bytes).equals(second.bytes)).toBe(true);
  expect(first.printed).toEqual(second.printed);
});
