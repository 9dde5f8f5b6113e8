import { compareNumbered } from '@maillage/domain/plans/plan.ts';
import type { Store } from '../store.ts';
import type { StoredPlan, StoredSheet } from './plans-repo.ts';

/** A plan as it stands at a place of its history. Shared between readers: nobody changes it. */
export interface PlanAtRevision {
  /** Position of its last line of history, « 0 » when nothing was ever written: equal revisions are equal plans. */
  revision: string;
  /** Undefined when nothing was ever written. */
  stored: StoredPlan | undefined;
}
export interface PlanReader {
  /** The plan as it is now: what was acknowledged before the call is there. */
  read(schemeId: string): Promise<PlanAtRevision>;
}

/**
 * Reads plans for many people at once: one small query tells whether anything was written, and only the sheets that were are read
 * again. Several processes may share the database: each asks it every time.
 */
export function createPlanReader(store: Store): PlanReader {
  const known = new Map<string, PlanAtRevision>();
  const underWay = new Map<string, Promise<PlanAtRevision>>();
  return {
    async read(schemeId) {
      const revision = await findRevision(store, schemeId);
      const before = known.get(schemeId);
      if (before?.revision === revision) return before;
      const key = `${schemeId} ${revision}`;
      const shared = underWay.get(key);
      if (shared !== undefined) return shared;
      // What is read may already be newer than its revision: the next reader then reads again, and nobody gets anything older.
      const reading = readChanged(store, schemeId, before?.stored)
        .then((stored) => {
          const plan = { revision, stored };
          known.set(schemeId, plan);
          return plan;
        })
        .finally(() => underWay.delete(key));
      underWay.set(key, reading);
      return reading;
    },
  };
}

/** The lines of a plan are written under its lock: the last position grows with what is committed. */
async function findRevision({ db }: Store, schemeId: string): Promise<string> {
  const last = await db
    .selectFrom('app.planHistory')
    .select('position')
    .where('schemeId', '=', schemeId)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return String(last?.position ?? 0);
}

async function readChanged({ db }: Store, schemeId: string, before: StoredPlan | undefined): Promise<StoredPlan | undefined> {
  const heading = await db.selectFrom('app.plan').select(['content', 'version']).where('schemeId', '=', schemeId).executeTakeFirst();
  if (heading === undefined) return undefined;
  const [rows, validations] = await Promise.all([
    db.selectFrom('app.actionSheet').select(['id', 'version']).where('schemeId', '=', schemeId).where('deletedAt', 'is', null).execute(),
    db
      .selectFrom('app.sheetValidation')
      .select(['sheetId', 'version', 'owner'])
      .where('schemeId', '=', schemeId)
      .orderBy('owner')
      .execute(),
  ]);
  const old = new Map((before?.sheets ?? []).map((one) => [one.sheet.id, one]));
  const changed = rows.filter(({ id, version }) => old.get(id)?.version !== version).map(({ id }) => id);
  const read =
    changed.length === 0
      ? []
      : await db
          .selectFrom('app.actionSheet')
          .select(['id', 'content', 'version', 'updatedAt'])
          .where('schemeId', '=', schemeId)
          .where('deletedAt', 'is', null)
          .where('id', 'in', changed)
          .execute();
  const fresh = new Map(read.map((row) => [row.id, row]));
  const owners = Map.groupBy(validations, ({ sheetId, version }) => `${sheetId} ${version}`);
  const sheets = rows.flatMap(({ id }): StoredSheet[] => {
    const row = fresh.get(id);
    const kept = old.get(id);
    const version = row?.version ?? kept?.version;
    const validatedBy = (owners.get(`${id} ${version}`) ?? []).map(({ owner }) => owner);
    if (row !== undefined) return [{ sheet: row.content, version: row.version, updatedAt: row.updatedAt.toISOString(), validatedBy }];
    if (kept === undefined) return []; // removed between the two queries
    return [kept.validatedBy.join() === validatedBy.join() ? kept : { ...kept, validatedBy }];
  });
  return { heading: heading.content, version: heading.version, sheets: sheets.sort((a, b) => compareNumbered(a.sheet.id, b.sheet.id)) };
}
