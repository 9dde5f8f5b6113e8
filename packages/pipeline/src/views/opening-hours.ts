import { MISSING_TEXT } from '@maillage/domain/format.ts';
import type { WeekHours } from '@maillage/domain/sources/records.ts';

const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;

/** 570 → « 9 h 30 », 840 → « 14 h », with no-break spaces. Minutes since midnight. */
function formatHour(minutes: number): string {
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}\u00a0h${rest === 0 ? '' : `\u00a0${String(rest).padStart(2, '0')}`}`;
}

/** One line a weekday, Monday first: « de 9 h à 12 h et de 14 h à 17 h », « fermé », or « non renseigné » when the source is silent. */
export function sayWeekHours(weekHours: WeekHours): { day: string; text: string }[] {
  return weekHours.slice(0, DAYS.length).map((slots, index) => ({
    day: DAYS[index] ?? '',
    text:
      slots === null
        ? MISSING_TEXT
        : slots.length === 0
          ? 'fermé'
          : slots.map(([from, to]) => `de ${formatHour(from)} à ${formatHour(to)}`).join(' et '),
  }));
}
