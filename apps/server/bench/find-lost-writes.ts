import type { ActionSheet } from '@maillage/domain/plans/plan.ts';
import pg from 'pg';
import type { KeptWrite } from './plan-people.ts';

/**
 * Every acknowledged write that the database does not hold, as French lines; none when nothing was lost. A write stands when its words are
 * in the sheet as it is now (later writers had read it), and when the history has it under the version that its author was told.
 */
export async function findLostWrites(databaseUrl: string, kept: readonly KeptWrite[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const sheets = new Map<string, string>();
    for (const { id, content } of (await client.query('select id, content from app.action_sheet')).rows as {
      id: string;
      content: ActionSheet;
    }[])
      sheets.set(id, content.description);
    const lost: string[] = [];
    const versions = new Set<string>();
    for (const { sheetId, version, mark } of kept) {
      if (!sheets.get(sheetId)?.split('\n').includes(mark))
        lost.push(`fiche ${sheetId}, version ${version} : « ${mark} » n’est plus dans la fiche`);
      const key = `${sheetId} ${version}`;
      if (versions.has(key)) lost.push(`fiche ${sheetId} : la version ${version} a été annoncée deux fois`);
      versions.add(key);
    }
    const history = new Map<string, string>();
    const rows = await client.query(
      "select record_id, version, after->>'description' as description from app.plan_history where record = 'actionSheet'",
    );
    for (const row of rows.rows as { record_id: string; version: number; description: string | null }[])
      history.set(`${row.record_id} ${row.version}`, row.description ?? '');
    for (const { sheetId, version, mark } of kept)
      if (!history.get(`${sheetId} ${version}`)?.split('\n').includes(mark))
        lost.push(`fiche ${sheetId} : l’historique n’a pas « ${mark} » à la version ${version}`);
    return lost;
  } finally {
    await client.end();
  }
}
