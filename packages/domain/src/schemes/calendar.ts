/** The dates of a scheme and of its plan, for its calendar, and who is reminded of them. */
import { formatDate } from '../format.ts';
import type { ActionSheet } from '../plans/plan.ts';
import { addDays, addMonths } from './dates.ts';
import type { Deadline } from './procedure.ts';

export interface CalendarDate extends Deadline {
  /** The sheet that it is a date of; null for the procedure. */
  sheet: { id: string; axisId: string; organisations: readonly string[] } | null;
}

type DatedSheet = Pick<
  ActionSheet,
  'id' | 'axisId' | 'title' | 'status' | 'lead' | 'coLeads' | 'startDate' | 'endDate' | 'steps' | 'indicators'
>;

/** Dates to come of the sheets that live: their start and end, the steps that are not done, the next value and the target of each indicator. */
export function listSheetDates(sheets: readonly DatedSheet[], today: string): CalendarDate[] {
  return sheets
    .filter(({ status }) => status !== 'done' && status !== 'abandoned' && status !== 'suspended')
    .flatMap((sheet) => {
      const name = `Fiche ${sheet.id}, ${sheet.title}`;
      const of = { id: sheet.id, axisId: sheet.axisId, organisations: [sheet.lead, ...sheet.coLeads].filter((one) => one !== null) };
      const dates: (Deadline | null)[] = [
        sheet.status === 'underway' || sheet.startDate === null ? null : { date: sheet.startDate, text: `${name} : début prévu.` },
        sheet.endDate === null ? null : { date: sheet.endDate, text: `${name} : fin prévue.` },
        ...sheet.steps.map(({ label, dueDate, doneDate }) =>
          dueDate === null || doneDate !== null ? null : { date: dueDate, text: `${name} : étape « ${label} ».` },
        ),
        ...sheet.indicators.flatMap(({ label, series, baseline, target, frequencyMonths }) => {
          const last = series.at(-1)?.date ?? baseline?.date ?? null;
          const next = last === null || frequencyMonths === null ? null : addMonths(last, frequencyMonths);
          return [
            next === null ? null : { date: next, text: `${name} : nouvelle valeur de « ${label} ».` },
            target === null ? null : { date: target.date, text: `${name} : cible de « ${label} ».` },
          ];
        }),
      ];
      return dates.filter((one) => one !== null).map((one) => ({ ...one, sheet: of }));
    })
    .filter(({ date }) => date >= today)
    .sort(byDate);
}

/** Both, the nearest first. */
export function listCalendar(deadlines: readonly Deadline[], sheets: readonly DatedSheet[], today: string): CalendarDate[] {
  return [...deadlines.map((one) => ({ ...one, sheet: null })), ...listSheetDates(sheets, today)].sort(byDate);
}

const byDate = (a: Deadline, b: Deadline) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.text < b.text ? -1 : a.text > b.text ? 1 : 0);

/** Days before a date at which people are reminded of it. */
export const REMINDER_DAYS = [14, 1] as const;

export interface Reminder {
  /** The same date is told once at each of its days: whoever sends keeps this. */
  key: string;
  date: string;
  text: string;
}

/**
 * What to tell on that day: the dates that come within the longest notice, each under the notice that is due. A server that was stopped
 * on the very day tells the next day, as long as the date has not passed.
 */
export function listDueReminders(calendar: readonly CalendarDate[], today: string): (Reminder & Pick<CalendarDate, 'sheet'>)[] {
  return calendar.flatMap((one) => {
    const notice = REMINDER_DAYS.filter((days) => one.date >= today && today >= addDays(one.date, -days)).at(-1);
    return notice === undefined ? [] : [{ ...one, key: `${notice} ${one.date} ${one.text}` }];
  });
}

/** A right of a person, with the organisation in whose name they have it. */
export interface RemindedRight {
  part: string;
  level: 'read' | 'contribute' | 'lead' | 'validate' | 'own';
  organisation: string;
}

/**
 * Whether somebody is reminded of a date. The procedure: whoever validates or owns the whole scheme. A sheet: whoever leads it or its
 * axis; of those who have the whole scheme, only the organisations that lead the sheet: the others would be told of everything.
 */
export function isConcerned(rights: readonly RemindedRight[], { sheet }: Pick<CalendarDate, 'sheet'>): boolean {
  return rights.some(({ part, level, organisation }) => {
    if (sheet === null) return part === 'scheme' && (level === 'validate' || level === 'own');
    if (level === 'read' || level === 'contribute') return false;
    return (
      part === `sheet:${sheet.id}` || part === `axis:${sheet.axisId}` || (part === 'scheme' && sheet.organisations.includes(organisation))
    );
  });
}

/** A letter in plain text: nothing that somebody typed is in its subject. */
export function writeReminderLetter(name: string, reminders: readonly Reminder[], address: string): { subject: string; text: string } {
  const count = reminders.length;
  return {
    subject: count === 1 ? 'Schéma : une date approche' : `Schéma : ${count} dates approchent`,
    text: [
      `Bonjour ${name.replace(/\s+/g, ' ')},`,
      '',
      ...reminders.map(({ date, text }) => `- ${formatDate(date)} : ${text.replace(/\s+/g, ' ')}`),
      '',
      `Le calendrier : ${address}/procedure`,
      `Pour ne plus recevoir ces rappels : ${address}/procedure#rappels`,
    ].join('\n'),
  };
}

export const REMINDER_CHOICE_NOTE = `Un courriel ${REMINDER_DAYS[0]} jours avant, puis la veille, pour ce qui vous concerne.`;
