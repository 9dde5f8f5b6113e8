/** What the API says of a plan. */
import { z } from 'zod';
import { RIGHT_NAMES } from '../accounts/rights.ts';
import { actionPlan, actionSheet, axisId, isoDate, organisationName, SHEET_STATUSES, type SheetStatus, sheetId } from './plan.ts';
import { planChange } from './plan-changes.ts';

/** What a reader without account sees of a plan: what was decided. */
const PUBLIC_STATUSES: readonly SheetStatus[] = ['validated', 'underway', 'done', 'suspended', 'abandoned'];
export const isPublicSheet = (sheet: { status: SheetStatus }): boolean => PUBLIC_STATUSES.includes(sheet.status);

/** A sheet with its version: whoever saves sends back the one they read. */
export const versionedSheet = z.object({
  sheet: actionSheet,
  version: z.number().int(),
  updatedAt: z.string(),
  /** Owners that validated this very version. */
  validatedBy: z.array(z.enum(['departement', 'prefecture'])),
});
export type VersionedSheet = z.infer<typeof versionedSheet>;

/** Long texts stay with the sheet itself: a list of 2,000 sheets must stay light. */
export const sheetListItem = actionSheet.omit({ context: true, aims: true, description: true, risks: true }).extend({
  version: z.number().int(),
  updatedAt: z.string(),
  validatedBy: z.array(z.enum(['departement', 'prefecture'])),
});
export type SheetListItem = z.infer<typeof sheetListItem>;

export const planView = z.object({
  schemeId: z.string(),
  plan: actionPlan.omit({ actionSheets: true }),
  version: z.number().int(),
  sheets: z.array(sheetListItem),
  /** Sheets that this reader may not see yet. */
  hiddenCount: z.number().int(),
  /** What this reader may do somewhere in the plan, and the axes and sheets where they may write. */
  rights: z.array(z.enum(RIGHT_NAMES as [(typeof RIGHT_NAMES)[number]])),
  writableSheetIds: z.array(sheetId),
  writableAxisIds: z.array(axisId),
});
export type PlanView = z.infer<typeof planView>;

export const sheetView = versionedSheet.extend({
  /** What this reader may do with this sheet. */
  rights: z.array(z.enum(RIGHT_NAMES as [(typeof RIGHT_NAMES)[number]])),
  /** In whose name they validate it. */
  validatesFor: z.array(z.enum(['departement', 'prefecture'])),
  /** States that they may give it. */
  statuses: z.array(z.enum(SHEET_STATUSES)),
});
export type SheetView = z.infer<typeof sheetView>;

/** A sheet to save. `version` is the one that was read; 0 for a sheet that is new. */
export const sheetToSave = z.strictObject({ sheet: actionSheet, version: z.number().int().min(0) });

export const historyEntry = z.object({
  position: z.number().int(),
  record: z.enum(['plan', 'actionSheet']),
  recordId: z.string(),
  version: z.number().int(),
  /** What was done: saved, removed, restored, validated, imported. */
  act: z.enum(['saved', 'removed', 'restored', 'validated', 'imported']),
  author: z.string(),
  at: z.string(),
  changes: z.array(planChange),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const sheetComment = z.object({
  id: z.string(),
  sheetId,
  author: z.string(),
  at: z.string(),
  /** Plain text; empty once removed. */
  text: z.string(),
  removed: z.boolean(),
});
export type SheetComment = z.infer<typeof sheetComment>;
export const commentToSave = z.strictObject({ text: z.string().trim().min(1, 'écrivez un commentaire').max(5000) });

/** `renamed`: organisations of the plan that take another name; the sheets that name them, the rights and the invitations follow. */
export const headingToSave = z.strictObject({
  heading: actionPlan.omit({ actionSheets: true }),
  version: z.number().int().min(0),
  renamed: z
    .array(z.strictObject({ from: organisationName, to: organisationName }))
    .max(2000)
    .default([]),
});
export const saved = z.object({ version: z.number().int() });
export const removedSheet = z.object({ id: sheetId, title: z.string(), removedAt: z.string() });
export type RemovedSheet = z.infer<typeof removedSheet>;
/** What became of each sheet of a bulk edit: its new version, or why it was left alone. */
export const bulkAnswer = z.array(z.object({ id: sheetId, version: z.number().int().nullable(), message: z.string().nullable() }));

/** A field set to one value on several sheets at once. */
export const bulkEdit = z.strictObject({
  sheets: z
    .array(z.strictObject({ id: sheetId, version: z.number().int().min(1) }))
    .min(1)
    .max(5000),
  set: z.strictObject({
    status: z.enum(SHEET_STATUSES).optional(),
    lead: z.string().min(1).max(120).nullable().optional(),
    startDate: isoDate.nullable().optional(),
    endDate: isoDate.nullable().optional(),
  }),
});

export const importAnswer = z.object({
  changes: z.array(planChange),
  rejects: z.array(z.object({ table: z.string(), line: z.number().int().nullable(), reason: z.string() })),
  problems: z.array(z.object({ where: z.string(), message: z.string() })),
  /** Sheets of the plan that the file does not have: kept. */
  absentSheetIds: z.array(z.string()),
  /** Columns of the file that are none of a plan: not read. */
  ignoredColumns: z.array(z.string()),
  applied: z.boolean(),
});
export type ImportAnswer = z.infer<typeof importAnswer>;
