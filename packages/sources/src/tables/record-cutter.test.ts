import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCount, parseDecimal } from './cells.ts';
import { type CutRecord, createRecordCutter } from './record-cutter.ts';

test('whatever the bytes of a table, each line that is not blank becomes a row or a counted reject', () => {
  const line = fc.string({ unit: fc.constantFrom('"', ';', 'a', '1', ' ', '\0'), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 120 }), (lines) => {
      const out: CutRecord[] = [];
      const rejected: number[] = [];
      const cutter = createRecordCutter(';', 2, (number) => rejected.push(number));
      for (const [index, text] of lines.entries()) cutter.push(index + 2, text, out);
      cutter.finish(out);
      expect(out.every((record) => record.cells.length === 2)).toBe(true);
      const starts = [...out.map((record) => record.line), ...rejected];
      expect(new Set(starts).size).toBe(starts.length);
      const spanned = out.reduce((sum, record) => sum + record.cells.join('').split('\n').length - 1, 0);
      const blankCount = lines.filter((text) => text === '').length;
      expect(starts.length + spanned).toBeGreaterThanOrEqual(lines.length - blankCount);
    }),
    { seed: 62, numRuns: 500 },
  );
});

test('an empty cell, a secret and a marker are never zero, and figures are read in French and in English spelling', () => {
  expect(parseDecimal('1\u202f234,5')).toEqual({ status: 'known', value: 1234.5 });
  expect(parseDecimal('1234.5')).toEqual({ status: 'known', value: 1234.5 });
  expect(parseCount('3.0')).toEqual({ status: 'known', value: 3 });
  for (const cell of ['', 'NA', 'nd', '///', '_Z', '_U', 'N/A', undefined])
    expect(parseDecimal(cell)).toEqual({ status: 'missing', value: null });
  for (const cell of ['s', 'c', 'ns']) expect(parseDecimal(cell)).toEqual({ status: 'secret', value: null });
  for (const cell of ['-1', '2,5', 'douze', '1,2,3']) expect(parseCount(cell)).toEqual({ status: 'invalid', value: null });
});

test('a well-written file of any cells is cut as the reference library cuts it', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ';', '"', '\n', '0', ','), maxLength: 6 });
  // A row of one empty cell is a blank line, which is no row: tables have two columns at least.
  const tables = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(tables, (rows) => {
      // Written as INSEE writes: every cell between quotes, quotes doubled.
      const text = rows.map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(';')).join('\n');
      const rejects: number[] = [];
      const cut: CutRecord[] = [];
      const cutter = createRecordCutter(';', 3, (line) => rejects.push(line));
      for (const [index, line] of text.split('\n').entries()) cutter.push(index + 1, line, cut);
      cutter.finish(cut);
      expect(rejects).toEqual([]);
      expect(cut.map(({ cells }) => cells)).toEqual(parse(text, { delimiter: ';' }));
    }),
    { seed: 1, numRuns: 300 },
  );
});
