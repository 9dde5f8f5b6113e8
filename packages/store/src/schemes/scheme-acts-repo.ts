import { DomainError } from '@maillage/domain/errors.ts';
import { type SchemeAct, type SchemeKind, schemeAct } from '@maillage/domain/schemes/procedure.ts';
import { ensurePlan } from '../plans/plan-rows.ts';
import type { Writing } from '../plans/plans-repo.ts';
import type { Store } from '../store.ts';

export interface RecordedAct {
  position: number;
  act: SchemeAct;
  authorId: string;
  recordedAt: string;
  isCancelled: boolean;
}

/** The acts of a scheme in the order in which they were recorded, those that were cancelled too. */
export async function listActs(store: Store, schemeId: string): Promise<RecordedAct[]> {
  const rows = await store.db.selectFrom('app.schemeAct').selectAll().where('schemeId', '=', schemeId).orderBy('position').execute();
  const cancelled = new Set(rows.flatMap(({ cancels }) => (cancels === null ? [] : [String(cancels)])));
  return rows.flatMap(({ position, content, authorId, recordedAt }) =>
    content === null
      ? []
      : [
          {
            ...{ position: Number(position), act: schemeAct.parse(content), authorId },
            ...{ recordedAt: recordedAt.toISOString(), isCancelled: cancelled.has(String(position)) },
          },
        ],
  );
}

/** The kind of a scheme, as it was first written; the ordinary one when nothing was. */
export async function findSchemeKind(store: Store, schemeId: string): Promise<SchemeKind> {
  const row = await store.db.selectFrom('app.scheme').select('kind').where('id', '=', schemeId).executeTakeFirst();
  return row?.kind === 'sdst' ? 'sdst' : 'sdaasp';
}

/**
 * Records an act after those that `check` was given: it throws when the act cannot come now, and nobody records another in between.
 */
export async function recordAct(
  store: Store,
  writing: Writing & { departementCode: string },
  act: SchemeAct,
  check: (acts: readonly SchemeAct[]) => void,
): Promise<void> {
  const { schemeId, authorId, now, departementCode } = writing;
  await store.db.transaction().execute(async (trx) => {
    await ensurePlan(trx, writing, departementCode);
    await trx.selectFrom('app.scheme').select('id').where('id', '=', schemeId).forUpdate().execute();
    const recorded = await listActs({ ...store, db: trx }, schemeId);
    check(recorded.filter(({ isCancelled }) => !isCancelled).map((one) => one.act));
    await trx
      .insertInto('app.schemeAct')
      .values({ schemeId, content: JSON.stringify(act), cancels: null, authorId, recordedAt: now })
      .execute();
  });
}

/** Cancels an act, which stays in the list. Only the last one that stands: those after it may lean on it. Throws `usage`. */
export async function cancelAct(store: Store, { schemeId, authorId, now }: Writing, position: number): Promise<void> {
  await store.db.transaction().execute(async (trx) => {
    await trx.selectFrom('app.scheme').select('id').where('id', '=', schemeId).forUpdate().execute();
    const standing = (await listActs({ ...store, db: trx }, schemeId)).filter(({ isCancelled }) => !isCancelled);
    if (standing.at(-1)?.position !== position)
      throw new DomainError('usage', 'Seul le dernier acte enregistré peut être annulé : annulez d’abord ceux qui l’ont suivi.');
    await trx
      .insertInto('app.schemeAct')
      .values({ schemeId, content: null, cancels: String(position), authorId, recordedAt: now })
      .execute();
  });
}
