/** Dates of the law, in whole days: « 2018-02-28 ». */

/** The same day some months later, or the last of that month when it is shorter (methods §1.4). */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const lastDay = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate();
  return `${String(toYear).padStart(4, '0')}-${String(toMonth).padStart(2, '0')}-${String(Math.min(day, lastDay)).padStart(2, '0')}`;
}

/** Some days later, or before. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Last day of a scheme that lasts so many years: the day before its anniversary. */
export const lastDay = (start: string, years: number): string => addDays(addMonths(start, years * 12), -1);
