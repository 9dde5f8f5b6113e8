import { RETENTION_DAYS } from '@maillage/domain/accounts/personal-data.ts';
import { sql } from 'kysely';
import { purgeEditions } from '../documents/editions-repo.ts';
import { removeUnreferencedFiles } from '../files/referenced-files.ts';
import { purgeRemovedDocuments } from '../plans/documents-repo.ts';
import type { Store } from '../store.ts';

export interface Forgotten {
  sessionCount: number;
  verificationCount: number;
  invitationCount: number;
  signInCount: number;
  documentCount: number;
  editionCount: number;
}
const DAY_MS = 86_400_000;

/** Forgets what the register of personal data says is over at this moment (ISO), and the files that nothing names any more. */
export async function forgetWhatIsOver(store: Store, now: string): Promise<Forgotten> {
  const { db } = store;
  const before = (days: number) => new Date(Date.parse(now) - days * DAY_MS);
  const sessions = await db.deleteFrom('auth.session').where('expiresAt', '<', new Date(now)).executeTakeFirst();
  const verifications = await db.deleteFrom('auth.verification').where('expiresAt', '<', new Date(now)).executeTakeFirst();
  const invitations = await db
    .deleteFrom('app.invitation')
    .where(
      sql`least(coalesce(accepted_at, expires_at), coalesce(revoked_at, expires_at), expires_at)`,
      '<',
      before(RETENTION_DAYS.invitation),
    )
    .executeTakeFirst();
  const signIns = await db
    .deleteFrom('app.auditEntry')
    .where('happenedAt', '<', before(RETENTION_DAYS.signInJournal))
    .where(sql<string>`action`, '~', '^[A-Z]+ /api/(session|account|invitations)(/|$)')
    .executeTakeFirst();
  const documentCount = await purgeRemovedDocuments(store, before(RETENTION_DAYS.removedDocument).toISOString());
  const editionCount = await purgeEditions(store, now);
  // Even when nothing went today: a purge cut short before this line left files behind.
  await removeUnreferencedFiles(store, { nowMs: Date.parse(now) });
  return {
    sessionCount: Number(sessions.numDeletedRows),
    verificationCount: Number(verifications.numDeletedRows),
    invitationCount: Number(invitations.numDeletedRows),
    signInCount: Number(signIns.numDeletedRows),
    documentCount,
    editionCount,
  };
}
