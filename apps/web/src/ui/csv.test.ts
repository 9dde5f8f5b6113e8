import { expect, test } from 'vitest';
import { buildCsv } from './csv.ts';
import type { TableColumn } from './table-model.ts';

interface Row {
  name: string;
  minutes: number | null;
}
const columns: TableColumn<Row>[] = [
  { id: 'name', header: 'Commune', kind: 'text', value: (row) => row.name },
  { id: 'minutes', header: 'Temps', unit: 'min', kind: 'number', value: (row) => row.minutes },
];

test('a French spreadsheet reads accents, decimal commas and absent values as they are', () => {
  const csv = buildCsv(
    [
      { name: 'Éperlecques', minutes: 12.5 },
      { name: 'L’Île', minutes: null },
    ],
    columns,
  );
  expect(csv).toBe('\uFEFFCommune;Temps (min)\r\nÉperlecques;12,5\r\nL’Île;\r\n');
});

test('a name written as a formula stays a text, a negative number stays a number', () => {
  const csv = buildCsv(
    [
      { name: '=HYPERLINK("x")', minutes: -1.5 },
      { name: '@somme', minutes: 2 },
      { name: 'a;b', minutes: 3 },
    ],
    columns,
  );
  expect(csv.split('\r\n').slice(1, 4)).toEqual(['"\'=HYPERLINK(""x"")";-1,5', "'@somme;2", '"a;b";3']);
});
