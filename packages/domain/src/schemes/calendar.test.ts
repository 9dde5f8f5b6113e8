import { expect, test } from 'vitest';
import { actionSheet } from '../plans/plan.ts';
import { isConcerned, listCalendar, listDueReminders, listSheetDates, writeReminderLetter } from './calendar.ts';

const SHEET = actionSheet.parse({
  ...{ id: '3.2', axisId: '3', title: 'Ouvrir', status: 'underway', lead: 'CAF', coLeads: ['MSA'] },
  ...{ startDate: '2026-01-01', endDate: '2026-12-31' },
  steps: [
    { label: 'Bail', dueDate: '2026-06-15' },
    { label: 'Clés', dueDate: '2026-06-01', doneDate: '2026-05-01' },
    { label: 'Sans date' },
  ],
  indicators: [
    {
      ...{ id: 'usagers', label: 'Usagers', kind: 'result', frequencyMonths: 6 },
      target: { value: 10, date: '2027-01-31' },
      series: [{ value: 1, date: '2026-01-31' }],
    },
  ],
});
const texts = (today: string, changes: object = {}) =>
  listSheetDates([{ ...SHEET, ...changes }], today).map(({ date, text }) => `${date} ${text}`);

test('a sheet gives the dates that wait for somebody: steps to do, values to come, targets, its end', () => {
  expect(texts('2026-05-31')).toEqual([
    '2026-06-15 Fiche 3.2, Ouvrir : étape « Bail ».',
    '2026-07-31 Fiche 3.2, Ouvrir : nouvelle valeur de « Usagers ».',
    '2026-12-31 Fiche 3.2, Ouvrir : fin prévue.',
    '2027-01-31 Fiche 3.2, Ouvrir : cible de « Usagers ».',
  ]);
  expect(texts('2025-12-01', { status: 'validated' })[0]).toBe('2026-01-01 Fiche 3.2, Ouvrir : début prévu.');
  expect(texts('2026-05-31', { status: 'done' })).toEqual([]);
});

test('people are told fourteen days before and the day before, once each; late rather than never; not once the date has passed', () => {
  const calendar = listCalendar([{ date: '2026-06-15', text: 'Avis de la Communauté A : dernier jour.' }], [], '2026-05-01');
  const keysOn = (today: string) => listDueReminders(calendar, today).map(({ key }) => key.split(' ')[0]);
  expect(['2026-05-31', '2026-06-01', '2026-06-13', '2026-06-14', '2026-06-15', '2026-06-16'].map(keysOn)).toEqual([
    [],
    ['14'],
    ['14'],
    ['1'],
    ['1'],
    [],
  ]);
});

test.each([
  ['scheme', 'own', 'Département', true, false],
  ['scheme', 'validate', 'Département', true, false],
  ['scheme', 'lead', 'Département', false, false],
  ['scheme', 'own', 'MSA', true, true],
  ['scheme', 'read', 'CAF', false, false],
  ['axis:3', 'lead', '', false, true],
  ['axis:4', 'lead', '', false, false],
  ['sheet:3.2', 'lead', '', false, true],
  ['sheet:3.2', 'contribute', '', false, false],
] as const)('%s, %s, %s: told of the procedure %s, of the sheet %s', (part, level, organisation, procedure, sheet) => {
  const [date] = listSheetDates([SHEET], '2026-05-31');
  expect(isConcerned([{ part, level, organisation }], { sheet: null })).toBe(procedure);
  expect(isConcerned([{ part, level, organisation }], date!)).toBe(sheet);
});

test('what somebody typed stays in its line of the letter, and out of its subject', () => {
  const letter = writeReminderLetter(
    'Anne',
    [{ key: 'k', date: '2026-06-15', text: 'Fiche 3.2, x\r\nBcc: tous@y.fr : fin prévue.' }],
    'https://x.fr',
  );
  expect(letter.subject).toBe('Schéma : une date approche');
  expect(letter.text.split('\n')[2]).toBe('- 15 juin 2026 : Fiche 3.2, x Bcc: tous@y.fr : fin prévue.');
});
