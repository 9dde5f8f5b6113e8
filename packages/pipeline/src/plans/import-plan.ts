import { type ActionPlan, sortPlan } from '@maillage/domain/plans/plan.ts';
import { comparePlans } from '@maillage/domain/plans/plan-changes.ts';
import type { ImportAnswer } from '@maillage/domain/plans/plan-view.ts';
import { isPublicSheet } from '@maillage/domain/plans/plan-view.ts';
import { readPlanFile } from '@maillage/sources/action-plan/read-plan-file.ts';
import { loadActionPlan, type Writing } from '@maillage/store/plans/plans-repo.ts';
import { replacePlan } from '@maillage/store/plans/save-plan.ts';
import type { Store } from '@maillage/store/store.ts';
import { findGhostPlaces } from './find-ghost-places.ts';
import { readPlanNames } from './read-plan-names.ts';

export interface PlanImport {
  path: string;
  /** The name of the file for its reader. */
  displayPath: string;
  departementCode: string;
  /** True: nothing is written. */
  dryRun: boolean;
  /** True: sheets that the file does not have are removed; otherwise they are kept. */
  removeAbsent: boolean;
}

/**
 * What a file changes in the plan, and writes it unless it is a dry run: all of it or nothing, and nothing while a row is rejected
 * or the plan would contradict itself. Throws `file-…` for a file that is no plan, `edit-conflict` when somebody wrote meanwhile.
 */
export async function importPlan(store: Store, writing: Writing, options: PlanImport): Promise<ImportAnswer> {
  const current = await loadActionPlan(store, writing.schemeId, options.departementCode);
  const read = await readPlanFile(options.path, options.displayPath, current);
  const { plan, rejects, absentSheetIds, ignoredColumns } = read;
  const absent = new Set(options.removeAbsent ? absentSheetIds : []);
  const next = { ...plan, actionSheets: plan.actionSheets.filter(({ id }) => !absent.has(id)) };
  const changes = comparePlans(current, next);
  const problems = [...read.problems, ...findGhostPlaces(current, next, await readPlanNames(store, options.departementCode))];
  const isSound = rejects.length === 0 && problems.length === 0;
  const applied = !options.dryRun && isSound;
  if (applied && changes.length > 0) await replacePlan(store, writing, next, current);
  return { changes, rejects, problems, absentSheetIds, ignoredColumns, applied };
}

/** The plan as a reader without account may see it: what was decided. */
export function publicPlan(plan: ActionPlan): ActionPlan {
  const sheets = plan.actionSheets.filter(isPublicSheet);
  const kept = new Set(sheets.map(({ id }) => id));
  return sortPlan({
    ...plan,
    actionSheets: sheets.map((sheet) => ({ ...sheet, dependsOn: sheet.dependsOn.filter((id) => kept.has(id)) })),
  });
}
