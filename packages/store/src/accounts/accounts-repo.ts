import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type HeldGrant, replacementRefusal } from '@maillage/domain/accounts/grant-removal.ts';
import type { Grant, Level, PlanOwner } from '@maillage/domain/accounts/rights.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { Store } from '../store.ts';

export interface MemberRow extends Grant {
  id: string;
  personId: string;
  name: string;
  email: string;
  organisation: string;
  owner: PlanOwner | null;
  hasSecondFactor: boolean;
}
export interface InvitationToSend {
  email: string;
  schemeId: string;
  part: string;
  level: Level;
  organisation: string;
  /** The owner in whose name they will validate; null: none. */
  owner: PlanOwner | null;
}
export interface InvitationRow extends InvitationToSend {
  id: string;
  invitedAt: string;
  expiresAt: string;
}

/** A link that stays good for two weeks. */
const INVITATION_DAYS = 14;
const TOKEN_BYTES = 32;
const hash = (token: string) => createHash('sha256').update(token).digest('hex');

/** What a person may do, everywhere. */
export async function listGrants(store: Store, personId: string): Promise<Grant[]> {
  return store.db
    .selectFrom('app.rightsGrant')
    .select(['schemeId', 'part', 'level', 'organisation', 'owner'])
    .where('personId', '=', personId)
    .orderBy('part')
    .execute();
}

/**
 * Whether somebody with an account owns the scheme: from then on, being at the machine is no longer enough to write in it. With `owner`,
 * whether somebody owns it in the name of that owner.
 */
export async function hasOwner(store: Store, schemeId: string, owner?: PlanOwner): Promise<boolean> {
  const row = await store.db
    .selectFrom('app.rightsGrant')
    .select('id')
    .where('schemeId', '=', schemeId)
    .where('level', '=', 'own')
    .where('part', '=', 'scheme')
    .$if(owner !== undefined, (query) => query.where('owner', '=', owner!))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Everybody who has a right on the scheme, by name. */
export async function listMembers(store: Store, schemeId: string): Promise<MemberRow[]> {
  const rows = await store.db
    .selectFrom('app.rightsGrant')
    .innerJoin('auth.user', 'auth.user.id', 'app.rightsGrant.personId')
    .select([
      ...(['app.rightsGrant.id', 'app.rightsGrant.personId', 'app.rightsGrant.schemeId', 'app.rightsGrant.part'] as const),
      ...(['app.rightsGrant.level', 'app.rightsGrant.organisation', 'app.rightsGrant.owner', 'auth.user.name', 'auth.user.email'] as const),
      'auth.user.twoFactorEnabled',
    ])
    .where('app.rightsGrant.schemeId', '=', schemeId)
    .orderBy('auth.user.name')
    .orderBy('app.rightsGrant.part')
    .execute();
  return rows.map(({ twoFactorEnabled, ...row }) => ({ ...row, hasSecondFactor: twoFactorEnabled === true }));
}

/** Names of people, by id; those who were erased are not there. */
export async function listNames(store: Store, ids: readonly string[]): Promise<Map<string, string>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Map();
  const rows = await store.db.selectFrom('auth.user').select(['id', 'name']).where('id', 'in', asked).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Invites somebody: returns the secret of the link, which is kept nowhere. An older invitation of the same e-mail for the same part is replaced. */
export async function createInvitation(store: Store, invitation: InvitationToSend, invitedBy: string, now: string): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = new Date(Date.parse(now) + INVITATION_DAYS * 86_400_000).toISOString();
  const email = invitation.email.toLowerCase();
  await store.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('app.invitation')
      .set({ revokedAt: now })
      .where('email', '=', email)
      .where('schemeId', '=', invitation.schemeId)
      .where('part', '=', invitation.part)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .execute();
    await trx
      .insertInto('app.invitation')
      .values({
        ...{ ...invitation, email, id: randomUUID(), tokenHash: hash(token) },
        ...{ invitedBy, invitedAt: now, expiresAt, acceptedAt: null, revokedAt: null },
      })
      .execute();
  });
  return token;
}

/** The invitation of a link, while it is good: not used, not revoked, not too old. */
export async function findInvitation(store: Store, token: string, now: string): Promise<InvitationRow | undefined> {
  const row = await store.db.selectFrom('app.invitation').selectAll().where('tokenHash', '=', hash(token)).executeTakeFirst();
  if (row === undefined || row.acceptedAt !== null || row.revokedAt !== null || row.expiresAt.toISOString() <= now) return undefined;
  return toInvitation(row);
}

/** Invitations that wait for an answer. */
export async function listInvitations(store: Pick<Store, 'db'>, schemeId: string, now: string): Promise<InvitationRow[]> {
  const rows = await openInvitations(store, now).selectAll().where('schemeId', '=', schemeId).orderBy('invitedAt').execute();
  return rows.map(toInvitation);
}

const openInvitations = (store: Pick<Store, 'db'>, now: string) =>
  store.db
    .selectFrom('app.invitation')
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', new Date(now));

const toInvitation = (row: Omit<InvitationRow, 'invitedAt' | 'expiresAt'> & { invitedAt: Date; expiresAt: Date }): InvitationRow => {
  const { id, email, schemeId, part, level, organisation, owner, invitedAt, expiresAt } = row;
  return {
    ...{ id, email, schemeId, part, level, organisation, owner },
    invitedAt: invitedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
};

/** Invitations that wait for an address, whatever the scheme. */
export async function listInvitationsTo(store: Store, email: string, now: string): Promise<InvitationRow[]> {
  const rows = await openInvitations(store, now).selectAll().where('email', '=', email.toLowerCase()).orderBy('invitedAt').execute();
  return rows.map(toInvitation);
}

/** Gives the person what the link promised, once: a link that two people open at the same time serves one of them. */
export async function acceptInvitation(store: Store, token: string, personId: string, now: string): Promise<void> {
  const row = await store.db.selectFrom('app.invitation').select(['id', 'email']).where('tokenHash', '=', hash(token)).executeTakeFirst();
  if (row === undefined) throw invitationGone();
  await acceptInvitations(store, { ids: [row.id], email: row.email }, personId, now);
}

/** Gives the person what invitations to this address promised, each once. Throws `usage` when none of them is still good, or when one would lower an owner. */
export async function acceptInvitations(
  store: Store,
  { ids, email }: { ids: readonly string[]; email: string },
  personId: string,
  now: string,
): Promise<void> {
  await store.db.transaction().execute(async (trx) => {
    const taken = await trx
      .updateTable('app.invitation')
      .set({ acceptedAt: now })
      .where('id', 'in', ids)
      .where('email', '=', email.toLowerCase())
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .where('expiresAt', '>', new Date(now))
      .returningAll()
      .execute();
    if (taken.length === 0) throw invitationGone();
    for (const one of taken) {
      const held = await trx
        .selectFrom('app.rightsGrant')
        .select(['level', 'owner'])
        .where('personId', '=', personId)
        .where('schemeId', '=', one.schemeId)
        .where('part', '=', one.part)
        .executeTakeFirst();
      const refusal = held === undefined ? null : replacementRefusal(held, one);
      if (refusal !== null) throw new DomainError('usage', refusal);
      await putGrant({ ...store, db: trx }, { ...one, personId }, one.invitedBy, now);
    }
  });
}

export const invitationGone = () =>
  new DomainError(
    'usage',
    'Cette invitation n’est plus valable : elle a servi, elle a été remplacée ou elle est trop ancienne. Demandez-en une autre.',
  );

/** Takes an invitation back. */
export async function revokeInvitation(store: Store, schemeId: string, id: string, now: string): Promise<void> {
  await store.db.updateTable('app.invitation').set({ revokedAt: now }).where('schemeId', '=', schemeId).where('id', '=', id).execute();
}

/** Gives a level on a part, or changes the one that the person has there. */
export async function putGrant(
  store: Store,
  grant: { personId: string; schemeId: string; part: string; level: Level; organisation: string; owner: PlanOwner | null },
  grantedBy: string,
  now: string,
): Promise<void> {
  const { personId, schemeId, part, level, organisation, owner } = grant;
  await store.db
    .insertInto('app.rightsGrant')
    .values({ id: randomUUID(), personId, schemeId, part, level, organisation, owner, grantedBy, grantedAt: now })
    .onConflict((clash) =>
      clash.columns(['personId', 'schemeId', 'part']).doUpdateSet({ level, organisation, owner, grantedBy, grantedAt: now }),
    )
    .execute();
}

/**
 * Takes a right back. `refusalOf` says, of the right as stored, why it stays. A scheme keeps at least one owner. Throws `not-allowed` for
 * the one, `usage` for the other.
 */
export async function removeGrant(
  store: Store,
  schemeId: string,
  id: string,
  refusalOf: (held: HeldGrant) => string | null,
): Promise<HeldGrant | undefined> {
  return store.db.transaction().execute(async (trx) => {
    // All of them are locked: two owners who leave at once must not leave none.
    const grants = await trx
      .selectFrom('app.rightsGrant')
      .select(['id', 'personId', 'part', 'level', 'owner'])
      .where('schemeId', '=', schemeId)
      .forUpdate()
      .execute();
    const held = grants.find((one) => one.id === id);
    if (held === undefined) return undefined;
    const refusal = refusalOf(held);
    if (refusal !== null) throw new DomainError('not-allowed', refusal);
    const owners = grants.filter(({ part, level }) => part === 'scheme' && level === 'own');
    if (owners.length === 1 && owners[0]!.id === id)
      throw new DomainError('usage', 'Un schéma garde au moins un propriétaire : donnez d’abord ce droit à quelqu’un d’autre.');
    await trx.deleteFrom('app.rightsGrant').where('schemeId', '=', schemeId).where('id', '=', id).execute();
    return held;
  });
}

/** Notes a write: who, what, where, and the answer. */
export async function addAuditEntry(
  store: Store,
  entry: { actorId: string; action: string; target: string; status: number },
  now: string,
): Promise<void> {
  await store.db
    .insertInto('app.auditEntry')
    .values({ ...entry, happenedAt: now })
    .execute();
}

/** The last writes, the last first. */
export async function listAudit(store: Store, limit: number) {
  const rows = await store.db.selectFrom('app.auditEntry').selectAll().orderBy('position', 'desc').limit(limit).execute();
  return rows.map(({ position, happenedAt, ...row }) => ({ ...row, position: Number(position), at: happenedAt.toISOString() }));
}

/** Everything that is kept about a person, for themselves (RGPD). */
export async function exportPerson(store: Store, personId: string) {
  const person = await store.db
    .selectFrom('auth.user')
    .select(['id', 'name', 'email', 'twoFactorEnabled', 'createdAt'])
    .where('id', '=', personId)
    .executeTakeFirst();
  const [grants, comments, edits, acts, documents, paragraphs, reminders, validations, invitations, sessions, requests] = await Promise.all(
    [
      listGrants(store, personId),
      store.db
        .selectFrom('app.sheetComment')
        .select(['schemeId', 'sheetId', 'commentedAt', 'content'])
        .where('authorId', '=', personId)
        .execute(),
      store.db
        .selectFrom('app.planHistory')
        .select(['schemeId', 'record', 'recordId', 'version', 'act', 'happenedAt'])
        .where('authorId', '=', personId)
        .orderBy('position')
        .execute(),
      store.db.selectFrom('app.schemeAct').select(['schemeId', 'content', 'recordedAt']).where('authorId', '=', personId).execute(),
      store.db
        .selectFrom('app.sheetDocument')
        .select(['schemeId', 'sheetId', 'name', 'sizeBytes', 'addedAt', 'deletedAt'])
        .where('authorId', '=', personId)
        .execute(),
      store.db
        .selectFrom('app.documentSectionHistory')
        .select(['schemeId', 'documentKind', 'territoryKind', 'territoryCode', 'sectionId', 'version', 'happenedAt', 'after'])
        .where('authorId', '=', personId)
        .orderBy('position')
        .execute(),
      store.db.selectFrom('app.reminderChoice').select(['wanted', 'chosenAt']).where('personId', '=', personId).execute(),
      store.db
        .selectFrom('app.sheetValidation')
        .select(['schemeId', 'sheetId', 'version', 'owner', 'validatedAt'])
        .where('authorId', '=', personId)
        .execute(),
      store.db
        .selectFrom('app.invitation')
        .select(['schemeId', 'part', 'level', 'organisation', 'owner', 'invitedAt', 'acceptedAt'])
        .where('email', '=', person?.email ?? '')
        .execute(),
      store.db
        .selectFrom('auth.session')
        .select(['createdAt', 'expiresAt', 'ipAddress', 'userAgent'])
        .where('userId', '=', personId)
        .execute(),
      store.db
        .selectFrom('app.auditEntry')
        .select(['happenedAt', 'action', 'target', 'status'])
        .where('actorId', '=', personId)
        .orderBy('position')
        .execute(),
    ],
  );
  return { person, grants, comments, edits, acts, documents, paragraphs, reminders, validations, invitations, sessions, requests };
}

/** Forgets the invitations of an address: with the account, the address goes everywhere. */
export async function forgetInvitations(store: Store, email: string): Promise<void> {
  await store.db.deleteFrom('app.invitation').where('email', '=', email.toLowerCase()).execute();
}
