import type { Store } from '../store.ts';

/** A claim that led to no letter for this long belongs to a dead process: another may take it. */
const CLAIM_MINUTES = 15;

/** Whether the person wants reminders; they do until they say otherwise. */
export async function wantsReminders(store: Store, personId: string): Promise<boolean> {
  const row = await store.db.selectFrom('app.reminderChoice').select('wanted').where('personId', '=', personId).executeTakeFirst();
  return row?.wanted ?? true;
}

export async function chooseReminders(store: Store, personId: string, wanted: boolean, now: string): Promise<void> {
  await store.db
    .insertInto('app.reminderChoice')
    .values({ personId, wanted, chosenAt: now })
    .onConflict((clash) => clash.column('personId').doUpdateSet({ wanted, chosenAt: now }))
    .execute();
}

/** Of these reminders, those that nobody sent to this person: from now on this process alone writes of them. */
export async function claimReminders(
  store: Store,
  { schemeId, personId, now }: { schemeId: string; personId: string; now: string },
  keys: readonly string[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const stale = new Date(Date.parse(now) - CLAIM_MINUTES * 60_000);
  const claimed = await store.db
    .insertInto('app.reminder')
    .values([...new Set(keys)].map((key) => ({ schemeId, personId, key, claimedAt: now, sentAt: null })))
    .onConflict((clash) =>
      clash
        .columns(['schemeId', 'personId', 'key'])
        .doUpdateSet({ claimedAt: now })
        .where('app.reminder.sentAt', 'is', null)
        .where('app.reminder.claimedAt', '<', stale),
    )
    .returning('key')
    .execute();
  return new Set(claimed.map(({ key }) => key));
}

/** Notes that the letter is gone, or (`null`) that it is not: somebody will try again. */
export async function settleReminders(
  store: Store,
  { schemeId, personId, sentAt }: { schemeId: string; personId: string; sentAt: string | null },
  keys: ReadonlySet<string>,
): Promise<void> {
  if (keys.size === 0) return;
  const rows = store.db;
  const list = [...keys];
  if (sentAt === null)
    await rows
      .deleteFrom('app.reminder')
      .where('schemeId', '=', schemeId)
      .where('personId', '=', personId)
      .where('key', 'in', list)
      .where('sentAt', 'is', null)
      .execute();
  else
    await rows
      .updateTable('app.reminder')
      .set({ sentAt })
      .where('schemeId', '=', schemeId)
      .where('personId', '=', personId)
      .where('key', 'in', list)
      .execute();
}
