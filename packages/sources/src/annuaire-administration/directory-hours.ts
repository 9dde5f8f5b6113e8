const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];

/**
 * Hours of the directory: ranges of days (« Lundi » to « Vendredi »), each with up to two spans of hours (« 08:30:00 »). Null when it
 * gives none; « unreadable » when a range cannot be read, for a part of a week is not a week.
 */
export function directoryWeek(
  ranges: readonly Record<string, unknown>[],
): { weeklyOpenMinutes: number; text: string } | 'unreadable' | null {
  if (ranges.length === 0) return null;
  let weeklyOpenMinutes = 0;
  const texts: string[] = [];
  for (const range of ranges) {
    const first = dayOf(range.nom_jour_debut);
    const last = dayOf(range.nom_jour_fin) ?? first;
    const spans = [1, 2].map(
      (place) => [minutesOf(range[`valeur_heure_debut_${place}`]), minutesOf(range[`valeur_heure_fin_${place}`])] as const,
    );
    if (first === null || last === null || last < first || spans.flat().includes('wrong')) return 'unreadable';
    let daily = 0;
    for (const [from, to] of spans) {
      if (from === null && to === null) continue;
      if (from === null || to === null || to <= from) return 'unreadable';
      daily += Number(to) - Number(from);
    }
    weeklyOpenMinutes += daily * (last - first + 1);
    const days = first === last ? DAYS[first]! : `${DAYS[first]} à ${DAYS[last]}`;
    const hours = spans.flatMap(([from, to]) => (from === null ? [] : [`${write(from)}-${write(to)}`])).join(' et ');
    texts.push(hours === '' ? days : `${days} ${hours}`);
  }
  return { weeklyOpenMinutes, text: texts.join(' ; ') };
}

function dayOf(value: unknown): number | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  const day = DAYS.indexOf(value.trim().toLowerCase());
  return day === -1 ? null : day;
}

function minutesOf(value: unknown): number | null | 'wrong' {
  if (typeof value !== 'string' || value.trim() === '') return null;
  const [, hours = '', minutes = ''] = /^(\d{1,2})[:h](\d{2})(?::\d{2})?$/.exec(value.trim()) ?? [];
  if (hours === '' || Number(hours) > 24 || Number(minutes) > 59) return 'wrong';
  return Number(hours) * 60 + Number(minutes);
}

function write(minutes: number | 'wrong' | null): string {
  return typeof minutes === 'number' ? `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}` : '';
}
