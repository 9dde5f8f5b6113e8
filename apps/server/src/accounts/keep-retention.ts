import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RETENTION_DAYS } from '@maillage/domain/accounts/personal-data.ts';
import { forgetWhatIsOver } from '@maillage/store/accounts/retention.ts';
import type { Store } from '@maillage/store/store.ts';

const DAY_MS = 86_400_000;

/** Forgets what is over, now and once a day while the server runs. Returns what stops it. A failure is told and tried again the day after. */
export function keepRetention(store: Store, options: { letterFolder: string; now(): string; onFailure(error: unknown): void }): () => void {
  const forget = () =>
    Promise.all([forgetWhatIsOver(store, options.now()), forgetOldLetters(options.letterFolder, Date.parse(options.now()))]).catch(
      options.onFailure,
    );
  void forget();
  const timer = setInterval(forget, DAY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Letters of the folder that stands for a mail server: the links that they hold have long stopped serving. Returns how many went. */
export async function forgetOldLetters(folder: string, nowMs: number): Promise<number> {
  let count = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (!name.endsWith('.txt') || nowMs - (await stat(path)).mtimeMs < RETENTION_DAYS.localLetter * DAY_MS) continue;
    await rm(path, { force: true });
    count++;
  }
  return count;
}
