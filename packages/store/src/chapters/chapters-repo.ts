import { CHAPTER_NAMES, type Chapter, type ChapterName, RUN_CHAPTERS, type RunChapters } from '@maillage/domain/runs/chapters.ts';
import type { Columns } from '../insert-rows.ts';
import type { Store } from '../store.ts';

export const CHAPTER_COLUMNS: Columns<{ name: string; content: unknown }> = { name: 'text', content: 'json' };

/** One chapter of a run; undefined for one published before it was computed. */
export async function findChapter<Name extends ChapterName>(store: Store, runId: string, name: Name): Promise<Chapter<Name> | undefined> {
  const row = await store.db
    .selectFrom('res.chapter')
    .select('content')
    .where('runId', '=', runId)
    .where('name', '=', name)
    .executeTakeFirst();
  // The contract of that very name: the compiler does not follow a record of schemas.
  return row && (RUN_CHAPTERS[name].parse(row.content) as Chapter<Name>);
}

/** Every chapter that the run has. */
export async function listChapters(store: Store, runId: string): Promise<Partial<RunChapters>> {
  const found = await Promise.all(CHAPTER_NAMES.map(async (name) => [name, await findChapter(store, runId, name)] as const));
  return Object.fromEntries(found.filter(([, chapter]) => chapter !== undefined));
}
