import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { DataTable } from './DataTable.tsx';
import type { TableColumn } from './table-model.ts';

interface Row {
  name: string;
  minutes: number | null;
}
// Bourg 3 min, Hameau 12 min, Île non renseignée.
const rows: Row[] = [
  { name: 'Bourg', minutes: 3 },
  { name: 'Île', minutes: null },
  { name: 'Hameau', minutes: 12 },
];
const columns: TableColumn<Row>[] = [
  { id: 'name', header: 'Commune', kind: 'text', value: (row) => row.name, cell: (row) => <a href={`#${row.name}`}>{row.name}</a> },
  { id: 'minutes', header: 'Temps', unit: 'min', kind: 'number', value: (row) => row.minutes },
];

beforeAll(() => {
  // jsdom lays nothing out: the scrolling zone is given the height of a real one.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(480);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
});
afterEach(cleanup);

function show() {
  render(
    <DataTable
      caption="Temps par commune"
      rows={rows}
      columns={columns}
      rowKey={(row) => row.name}
      initialSort={{ columnId: 'minutes', descending: true }}
      fileName="temps.csv"
      filterLabel="Filtrer"
    />,
  );
}
const shownNames = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);

test('the farthest commune comes first, the one without a figure last in both directions', () => {
  show();
  expect(shownNames()).toEqual(['Hameau', 'Bourg', 'Île']);
  fireEvent.click(screen.getByRole('button', { name: /Temps/ }));
  expect(shownNames()).toEqual(['Bourg', 'Hameau', 'Île']);
  expect(screen.getByRole('columnheader', { name: /Temps/ }).getAttribute('aria-sort')).toBe('ascending');
});

test('an absent figure reads « non renseigné »', () => {
  show();
  expect(within(screen.getByRole('row', { name: /Île/ })).getByText('non renseigné')).toBeTruthy();
});

test('typing « ile » keeps the Île, and the count says so', () => {
  show();
  fireEvent.change(screen.getByRole('searchbox', { name: 'Filtrer' }), { target: { value: 'ile' } });
  expect(shownNames()).toEqual(['Île']);
  expect(screen.getByRole('status').textContent).toContain('1 ligne sur 3');
});

test('the arrows go from one commune to the next', () => {
  show();
  const [first, second] = screen.getAllByRole('link');
  first!.focus();
  fireEvent.keyDown(first!, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(second);
});

test('a short table is printed whole; a long one says on paper where it is', () => {
  const many = Array.from({ length: 45 }, (_, index) => ({ name: `Commune ${index}`, minutes: index * 100 }));
  const table = (shown: readonly Row[]) => (
    <DataTable
      {...{ caption: 'Temps', rows: shown, columns, rowKey: (row: Row) => row.name, fileName: 'temps.csv', filterLabel: 'Filtrer' }}
      initialSort={{ columnId: 'name', descending: false }}
    />
  );
  const { rerender } = render(table(many));
  expect(shownNames().length).toBeLessThan(45);
  fireEvent(window, new Event('beforeprint'));
  expect(shownNames()).toHaveLength(45);
  expect(screen.queryByText(/se télécharge sur cette page/)).toBeNull();
  fireEvent(window, new Event('afterprint'));
  rerender(table([...many, ...many.map((row) => ({ ...row, name: `${row.name} bis` }))]));
  fireEvent(window, new Event('beforeprint'));
  expect(shownNames().length).toBeLessThan(90);
  expect(screen.getByText(/se télécharge sur cette page/).textContent).toContain('90 lignes');
});

test('a number that its column does not write is written as in French', () => {
  render(
    <DataTable
      {...{ caption: 'Lieux', rowKey: (row: Row) => row.name, fileName: 'lieux.csv', filterLabel: 'Filtrer', columns }}
      rows={[{ name: 'Bourg', minutes: 2882.5 }]}
      initialSort={{ columnId: 'name', descending: false }}
    />,
  );
  expect(screen.getByRole('cell').textContent).toBe('2\u202f882,5');
});
