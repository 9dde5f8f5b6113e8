import { expect, test } from 'vitest';
import { formatCsv, formatCsvLine } from './write-csv.ts';

test('a commune named like a formula is harmless in a spreadsheet', () => {
  expect(formatCsvLine(['=HYPERLINK("x")', '@cmd', '-1+2', 'Arras'])).toBe('"\'=HYPERLINK(""x"")",\'@cmd,\'-1+2,Arras');
});

test('a missing figure is an empty cell and a negative figure stays a number', () => {
  expect(formatCsvLine([null, -1.5, 0, 'a,b'])).toBe(',-1.5,0,"a,b"');
});

test('a table opens with its header', () => {
  const table = { name: 't', columns: [{ name: 'commune_code', type: 'text' as const }], rows: () => [['01004']] };
  expect(formatCsv(table)).toBe('commune_code\n01004\n');
});
