import { expect, test } from 'vitest';
import { writeCalendar } from './write-calendar.ts';

const OF = { title: 'Schéma', address: 'https://x.fr' };
const yearly = ['2027-07-01', '2028-07-01'].map((date) => ({ date, text: 'Bilan annuel.', sheet: null }));
const uids = (calendar: string) => [...calendar.matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid);

test('each date is a whole day of the calendar; what comes back each year is told apart', () => {
  const calendar = writeCalendar(yearly, OF);
  expect(calendar).toContain('DTSTART;VALUE=DATE:20270701\r\nDTEND;VALUE=DATE:20270702\r\nSUMMARY:Bilan annuel.\r\n');
  expect(new Set(uids(calendar)).size).toBe(2);
  expect(calendar.startsWith('BEGIN:VCALENDAR\r\n') && calendar.endsWith('END:VCALENDAR\r\n')).toBe(true);
});

test('a date that moves keeps its place in the agenda of those who subscribe', () => {
  const moved = [{ ...yearly[0]!, date: '2027-07-15' }];
  expect(uids(writeCalendar(moved, OF))).toEqual(uids(writeCalendar(yearly.slice(0, 1), OF)));
});

test('a hostile title makes no event of its own, and no line is too long for an agenda', () => {
  const text = `Fiche, « é;è\\ »\r\nBEGIN:VEVENT\nSUMMARY:faux ${'é'.repeat(80)}`;
  const calendar = writeCalendar([{ date: '2027-01-31', text, sheet: { id: '3.2', axisId: '3', organisations: [] } }], OF);
  expect(calendar.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
  expect(calendar.match(/^SUMMARY:/gm)).toHaveLength(1);
  expect(calendar).toContain('Fiche\\, « é\\;è\\\\ »\\nBEGIN:VEVENT\\nSUMMARY:faux');
  for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(calendar).not.toMatch(/�/);
});
