import { createHash } from 'node:crypto';
import type { CalendarDate } from '@maillage/domain/schemes/calendar.ts';
import { addDays } from '@maillage/domain/schemes/dates.ts';

/** Octets of a line, without its end (RFC 5545, 3.1). */
const LINE_OCTETS = 75;

/** Dates as a calendar that any agenda reads or subscribes to (RFC 5545): whole days. The same dates give the same bytes. */
export function writeCalendar(dates: readonly CalendarDate[], { title, address }: { title: string; address: string }): string {
  const seen = new Map<string, number>();
  const day = (date: string) => date.replaceAll('-', '');
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Maillage//Calendrier du schema//FR', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH'],
    `X-WR-CALNAME:${escapeText(title)}`,
    ...dates.flatMap(({ date, text, sheet }) => [
      'BEGIN:VEVENT',
      `UID:${uidOf(sheet?.id ?? '', text, seen)}`,
      `DTSTAMP:${day(date)}T000000Z`,
      `DTSTART;VALUE=DATE:${day(date)}`,
      `DTEND;VALUE=DATE:${day(addDays(date, 1))}`,
      `SUMMARY:${escapeText(text)}`,
      `URL:${address}${sheet === null ? '/procedure' : `/plan/fiches/${sheet.id}`}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** The date is no part of it: a date that is moved moves in the agenda of those who subscribe. What comes back each year has its rank. */
function uidOf(sheetId: string, text: string, seen: Map<string, number>): string {
  const key = `${sheetId}\n${text}`;
  const rank = seen.get(key) ?? 0;
  seen.set(key, rank + 1);
  return `${createHash('sha256').update(`${key}\n${rank}`).digest('hex').slice(0, 32)}@maillage`;
}

const escapeText = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n|\r/g, '\\n');

/** Cut between characters, never inside one. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
