import { isConcerned, listCalendar, listDueReminders, writeReminderLetter } from '@maillage/domain/schemes/calendar.ts';
import { readScheme } from '@maillage/pipeline/schemes/read-scheme.ts';
import { listMembers } from '@maillage/store/accounts/accounts-repo.ts';
import { claimReminders, settleReminders, wantsReminders } from '@maillage/store/schemes/reminders-repo.ts';
import type { Mailer } from '../accounts/mailer.ts';
import type { PlanRoutesOptions } from '../plans/plan-routes.ts';

export interface ReminderOptions extends Pick<PlanRoutesOptions, 'store' | 'plans' | 'schemeRuns' | 'currentScheme' | 'now'> {
  mailer: Mailer;
  publicAddress(): string;
}

/**
 * Writes to each person of the dates that concern them and of which nobody has told them yet: one letter each. May be called as often as
 * one likes and by several processes: a reminder is sent once. Returns how many letters went; a letter that does not go is tried again at
 * the next call, and the others still go.
 */
export async function sendReminders({
  store,
  plans,
  schemeRuns,
  mailer,
  ...options
}: ReminderOptions): Promise<{ sent: number; failed: number }> {
  const now = options.now();
  const today = now.slice(0, 10);
  const scheme = await options.currentScheme();
  const [{ deadlines }, { stored }, members] = await Promise.all([
    readScheme({ store, plans, schemeRuns }, { ...scheme, today }),
    plans.read(scheme.schemeId),
    listMembers(store, scheme.schemeId),
  ]);
  const calendar = listCalendar(
    deadlines,
    (stored?.sheets ?? []).map(({ sheet }) => sheet),
    today,
  );
  const due = listDueReminders(calendar, today);
  const outcome = { sent: 0, failed: 0 };
  if (due.length === 0) return outcome;
  for (const [personId, rights] of Map.groupBy(members, (one) => one.personId)) {
    const [{ name, email }] = rights as [(typeof rights)[number]]; // a group has somebody
    const theirs = due.filter((one) => isConcerned(rights, one));
    if (theirs.length === 0 || !(await wantsReminders(store, personId))) continue;
    const whose = { schemeId: scheme.schemeId, personId };
    const claimed = await claimReminders(
      store,
      { ...whose, now },
      theirs.map(({ key }) => key),
    );
    if (claimed.size === 0) continue;
    const letter = writeReminderLetter(
      name,
      theirs.filter(({ key }) => claimed.has(key)),
      options.publicAddress(),
    );
    const isSent = await mailer.send({ to: email, ...letter }).then(
      () => true,
      () => false,
    );
    await settleReminders(store, { ...whose, sentAt: isSent ? now : null }, claimed);
    outcome[isSent ? 'sent' : 'failed']++;
  }
  return outcome;
}

const HOUR_MILLISECONDS = 3_600_000;

/** Sends what is due now, then every hour. `onProblem` is told of what could not go; `stop` waits for the letters under way. */
export function startReminders(options: ReminderOptions, onProblem: (problem: string) => void): { stop(): Promise<void> } {
  let underWay: Promise<void> = Promise.resolve();
  const turn = () => {
    underWay = underWay.then(async () => {
      try {
        const { failed } = await sendReminders(options);
        if (failed > 0) onProblem(`${failed} rappel(s) par courriel ne sont pas partis : ils seront tentés dans une heure.`);
      } catch (error) {
        onProblem(`Les rappels n’ont pas pu être préparés (${error instanceof Error ? error.name : 'raison inconnue'}).`);
      }
    });
  };
  turn();
  const timer = setInterval(turn, HOUR_MILLISECONDS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
