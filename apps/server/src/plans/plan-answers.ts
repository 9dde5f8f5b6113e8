import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Actor, can, RIGHT_NAMES } from '@maillage/domain/accounts/rights.ts';
import { isPublicSheet, type PlanView } from '@maillage/domain/plans/plan-view.ts';
import type { PlanAtRevision } from '@maillage/store/plans/plan-reader.ts';
import { emptyPlan, type StoredSheet } from '@maillage/store/plans/plans-repo.ts';

const compress = promisify(gzip);
/** Much of the gain for a tenth of the time: the answer is made again at each write. */
const GZIP_LEVEL = 3;
/** Answers kept ready: one for each set of rights among the people who read at the same time. */
const KEPT_ANSWERS = 32;

/** The plan as one reader may see it, ready to be sent. */
export interface PlanAnswer {
  etag: string;
  json: Buffer;
  gzip: Buffer;
}

export interface PlanQuestion {
  schemeId: string;
  departementCode: string;
  actor: Actor;
  plan: PlanAtRevision;
}

/** Readers who may see the same parts of the same plan are given the same bytes, made once. */
export function createPlanAnswers(): { etagOf(question: PlanQuestion): string; answer(question: PlanQuestion): Promise<PlanAnswer> } {
  const kept = new Map<string, Promise<PlanAnswer>>();
  return {
    etagOf,
    answer(question) {
      const etag = etagOf(question);
      const made = kept.get(etag) ?? makeAnswer(question, etag);
      kept.delete(etag); // the most recent stands last
      kept.set(etag, made);
      made.catch(() => kept.delete(etag));
      const oldest = kept.keys().next();
      if (kept.size > KEPT_ANSWERS && !oldest.done) kept.delete(oldest.value);
      return made;
    },
  };
}

/** Told by the plan, its place in the history and what the reader may do: nothing else changes the answer. */
function etagOf({ schemeId, departementCode, actor, plan: { revision } }: PlanQuestion): string {
  const grants = actor.kind === 'person' ? actor.grants.map(({ part, level, ...one }) => [one.schemeId, part, level]).sort() : [];
  const text = JSON.stringify([schemeId, departementCode, revision, actor.kind, grants]);
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

async function makeAnswer(question: PlanQuestion, etag: string): Promise<PlanAnswer> {
  const json = Buffer.from(writeView(question));
  return { etag, json, gzip: await compress(json, { level: GZIP_LEVEL }) };
}

function writeView({ schemeId, departementCode, actor, plan: { stored } }: PlanQuestion): string {
  const sheets = stored?.sheets ?? [];
  const visible = sheets.filter(({ sheet }) => isPublicSheet(sheet) || can(actor, 'plan.readDrafts', { schemeId, sheet }));
  const { actionSheets: _, ...empty } = emptyPlan(departementCode);
  const view: Omit<PlanView, 'sheets'> = {
    ...{ schemeId, plan: stored?.heading ?? empty, version: stored?.version ?? 0, hiddenCount: sheets.length - visible.length },
    rights: RIGHT_NAMES.filter((right) => can(actor, right, { schemeId })),
    writableSheetIds: visible.filter(({ sheet }) => can(actor, 'sheet.write', { schemeId, sheet })).map(({ sheet }) => sheet.id),
    // No sheet of that number: a right on one sheet opens no new one.
    writableAxisIds: (stored?.heading.axes ?? [])
      .map(({ id }) => id)
      .filter((axisId) => can(actor, 'sheet.write', { schemeId, sheet: { id: '', axisId } })),
  };
  const seen = new Set(visible.map(({ sheet }) => sheet.id));
  const written = visible.map((one) => (one.sheet.dependsOn.every((id) => seen.has(id)) ? writeItem(one) : writeSeen(one, seen)));
  return `${JSON.stringify(view).slice(0, -1)},"sheets":[${written.join(',')}]}`;
}

/** A sheet that leans on others which this reader may not know of: their numbers are not told. */
const writeSeen = (stored: StoredSheet, seen: ReadonlySet<string>) =>
  writeItem({ ...stored, sheet: { ...stored.sheet, dependsOn: stored.sheet.dependsOn.filter((id) => seen.has(id)) } });

/** A sheet is written once for each of its versions. */
const items = new WeakMap<StoredSheet, string>();
function writeItem(stored: StoredSheet): string {
  const written = items.get(stored);
  if (written !== undefined) return written;
  const {
    sheet: { context, aims, description, risks, ...sheet },
    ...rest
  } = stored;
  const text = JSON.stringify({ ...sheet, ...rest });
  items.set(stored, text);
  return text;
}
