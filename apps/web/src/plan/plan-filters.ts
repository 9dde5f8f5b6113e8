import { PUBLICS, SHEET_STATUSES } from '@maillage/domain/plans/plan.ts';
import type { PlanView, SheetListItem } from '@maillage/domain/plans/plan-view.ts';
import { isLate } from '@maillage/domain/plans/progress.ts';
import { foldText } from '../ui/table-model.ts';

/** The filters of the plan, by their name in the address. */
export const FILTER_NAMES = ['axe', 'etat', 'pilote', 'public', 'commune', 'seulement', 'mots'] as const;
export type PlanFilters = Readonly<Record<(typeof FILTER_NAMES)[number], string | null>>;
export const ONLY = ['blocked', 'late', 'unvalidated'] as const;
export const ONLY_LABELS: Readonly<Record<(typeof ONLY)[number], string>> = {
  blocked: 'bloquées',
  late: 'en retard',
  unvalidated: 'à valider par les propriétaires',
};

/** Where a sheet acts: the communes that its places cover. `groups` gives the communes of a wider place, by kind and code. */
export function communesOfSheet(sheet: SheetListItem, groups: ReadonlyMap<string, readonly string[]>): Set<string> {
  return new Set(
    sheet.places.flatMap(({ kind, code }) => (kind === 'commune' || kind === 'site' ? [code] : (groups.get(`${kind} ${code}`) ?? []))),
  );
}

/** The sheets that every filter keeps. A value that the plan does not know filters nothing out of the reader’s sight by mistake: it is ignored. */
export function filterSheets(
  plan: PlanView,
  filters: PlanFilters,
  { today, groups }: { today: string; groups: ReadonlyMap<string, readonly string[]> },
): SheetListItem[] {
  const { axe, etat, pilote, commune, seulement, mots } = filters;
  const axis = plan.plan.axes.find(({ id }) => id === axe)?.id;
  const status = SHEET_STATUSES.find((one) => one === etat);
  const audience = PUBLICS.find((one) => one === filters.public);
  const words = foldText(mots ?? '')
    .split(/\s+/)
    .filter(Boolean);
  return plan.sheets.filter((sheet) => {
    if (axis !== undefined && sheet.axisId !== axis) return false;
    if (status !== undefined && sheet.status !== status) return false;
    if (pilote && sheet.lead !== pilote && !sheet.coLeads.includes(pilote)) return false;
    if (audience !== undefined && !sheet.publics.includes(audience)) return false;
    if (commune && !communesOfSheet(sheet, groups).has(commune)) return false;
    if (seulement === 'blocked' && sheet.blockedReason === '') return false;
    if (seulement === 'late' && !isLate(sheet, today)) return false;
    if (seulement === 'unvalidated' && (sheet.status !== 'proposed' || sheet.validatedBy.length === 2)) return false;
    const text = foldText([sheet.id, sheet.title, sheet.lead ?? '', ...sheet.partners].join(' '));
    return words.every((word) => text.includes(word));
  });
}
