import { actionSheet } from '@maillage/domain/plans/plan.ts';
import type { PlanView, SheetListItem } from '@maillage/domain/plans/plan-view.ts';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { PlanBoard } from './PlanBoard.tsx';
import { PlanCalendar } from './PlanCalendar.tsx';

// All the first plans of France in one: four axes of 500 sheets, all under way.
const sheets = [1, 2, 3, 4].flatMap((axis) => Array.from({ length: 500 }, (_, index) => sheetOf(axis, index + 1)));
const plan = planOf(sheets);

beforeAll(() => {
  // jsdom lays nothing out: the zone that scrolls and its rows are given heights.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(40);
});
afterEach(cleanup);

test('a calendar of 2,000 sheets draws those in view, says how many rows there are, and is whole on paper', () => {
  show(<PlanCalendar plan={plan} sheets={sheets} today="2026-06-01" />);
  expect(screen.getAllByRole('link').length).toBeLessThan(60);
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('2005'); // its head, four axes, 2,000 sheets
  expect(screen.getByRole('region', { name: 'Calendrier des fiches' }).tabIndex).toBe(0);
  fireEvent(globalThis.window, new Event('beforeprint'));
  expect(document.querySelectorAll('a')).toHaveLength(2_000);
  fireEvent(globalThis.window, new Event('afterprint'));
  expect(document.querySelectorAll('a').length).toBeLessThan(60);
});

test('a column of 2,000 cards draws those in view, each with its place, is reached by the keyboard, and is whole on paper', () => {
  show(<PlanBoard sheets={sheets} today="2026-06-01" />);
  const cards = screen.getAllByRole('link');
  expect(cards.length).toBeLessThan(60);
  const first = cards[0]!.closest('li')!;
  expect([first.getAttribute('aria-posinset'), first.getAttribute('aria-setsize')]).toEqual(['1', '2000']);
  expect(screen.getByRole('group', { name: 'Fiches : en cours' }).tabIndex).toBe(0);
  fireEvent(globalThis.window, new Event('beforeprint'));
  expect(document.querySelectorAll('a')).toHaveLength(2_000);
});

test('a plan of the size of the seed is drawn whole, and nothing scrolls inside the page', () => {
  show(<PlanBoard sheets={sheets.slice(0, 47)} today="2026-06-01" />);
  expect(screen.getAllByRole('link')).toHaveLength(47);
  expect(screen.queryByRole('group', { name: 'Fiches : en cours' })).toBeNull();
});

function show(page: React.ReactNode): void {
  render(<MemoryRouter>{page}</MemoryRouter>);
}

function sheetOf(axis: number, number: number): SheetListItem {
  const dates = { startDate: '2026-01-01', endDate: '2027-12-31' };
  const sheet = actionSheet.parse({ id: `${axis}.${number}`, axisId: `${axis}`, title: `Action ${number}`, status: 'underway', ...dates });
  return { ...sheet, version: 1, updatedAt: '2026-01-01T00:00:00Z', validatedBy: [] };
}

function planOf(members: SheetListItem[]): PlanView {
  return {
    schemeId: '99-sdaasp',
    plan: {
      ...{ departementCode: '99', title: '', fictional: true, startDate: null, endDate: null, organisations: [] },
      axes: [1, 2, 3, 4].map((axis) => ({ id: String(axis), title: `Axe ${axis}`, objectives: [] })),
    },
    ...{ version: 1, sheets: members, hiddenCount: 0, rights: [], writableSheetIds: [], writableAxisIds: [] },
  };
}
