import type { WeekHours } from '@maillage/domain/sources/records.ts';

type DayHours = [fromMinutes: number, toMinutes: number][];

const TIME = String.raw`(\d{1,2})\s*(?:[h:]\s*(\d{2})?|heures?)`;
const RANGE = new RegExp(String.raw`^(?:de\s+)?${TIME}\s*(?:-|–|—|à|a|jusqu.?à)\s*${TIME}$`, 'i');
const SEPARATOR = /\s*(?:\/|;|,|\+|&|\bet\b|\bpuis\b)\s*/i;
const CLOSED = /^(?:ferm[ée]+e?(?: toute la journée)?|non|-)$/i;

/**
 * The opening hours of a day, in minutes since midnight, in order and without overlap: « 08:45 - 12:00 / 13:30 - 18:00 »
 * → [[525, 720], [810, 1080]]; « Fermé » → []; an empty cell → null, not given. `unreadable` when anything of the text
 * is not understood (« 1er et 3e lundi : 9h-12h »): alternate weeks are no weekly hours, and are not guessed.
 */
export function parseDayHours(text: string): DayHours | null | 'unreadable' {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (CLOSED.test(trimmed)) return [];
  const ranges: DayHours = [];
  for (const piece of trimmed.split(SEPARATOR)) {
    const match = RANGE.exec(piece.trim());
    if (match === null) return 'unreadable';
    const from = minutesOf(match[1], match[2]);
    const to = minutesOf(match[3], match[4]);
    // The national form fills an unused half-day with « 00:00 - 00:00 ».
    if (from === 0 && to === 0) continue;
    if (from === null || to === null || to <= from) return 'unreadable';
    ranges.push([from, to]);
  }
  return mergeRanges(ranges);
}

/**
 * Minutes open in a week: null when no day is given. A day that is not given while others are counts as closed,
 * which is how the national list leaves Saturdays out.
 */
export function weeklyOpenMinutes(week: WeekHours): number | null {
  if (week.every((day) => day === null)) return null;
  return week.reduce((sum, day) => sum + (day ?? []).reduce((open, [from, to]) => open + to - from, 0), 0);
}

/** « 09:00 - 17:00 / 09:00 - 12:00 » happens: a minute is open once. */
function mergeRanges(ranges: DayHours): DayHours {
  const merged: DayHours = [];
  for (const [from, to] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function minutesOf(hours: string | undefined, minutes: string | undefined): number | null {
  const total = Number(hours) * 60 + Number(minutes ?? 0);
  return Number(minutes ?? 0) < 60 && total <= 24 * 60 ? total : null;
}
