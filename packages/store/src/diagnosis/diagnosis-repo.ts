import { type Diagnosis, diagnosis } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { Columns } from '../insert-rows.ts';
import type { Store } from '../store.ts';

export const DIAGNOSIS_COLUMNS: Columns<{ content: Diagnosis }> = { content: 'json' };

/** The diagnosis of a run; undefined for one published before it was computed. */
export async function findDiagnosis(store: Store, runId: string): Promise<Diagnosis | undefined> {
  const row = await store.db.selectFrom('res.diagnosis').select('content').where('runId', '=', runId).executeTakeFirst();
  return row && diagnosis.parse(row.content);
}
