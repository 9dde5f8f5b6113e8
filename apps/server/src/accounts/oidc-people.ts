import type { OidcReturnAnswer } from '@maillage/domain/accounts/account-view.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { acceptInvitations, invitationGone, listInvitationsTo } from '@maillage/store/accounts/accounts-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { z } from 'zod';
import type { Auth } from './auth.ts';
import type { Oidc, OidcIdentity } from './oidc.ts';

/** Somebody whom the provider vouches for, and the invitations that they were shown: what a browser may accept, and nothing else. */
export const oidcProof = z.object({
  subject: z.string(),
  email: z.string(),
  idToken: z.string(),
  isMultiFactor: z.boolean(),
  invitationIds: z.array(z.string()).min(1),
});
export type OidcProof = z.infer<typeof oidcProof>;

/**
 * The account of this identity, linked at its first visit; null where the checked address has none. Throws `not-allowed` for an address
 * that the provider did not check, or whose account is of somebody else at the provider.
 */
export async function findLinkedPerson(auth: Auth, oidc: Oidc, identity: OidcIdentity): Promise<string | null> {
  const { internalAdapter } = await auth.$context;
  const linked = await internalAdapter.findAccountByKey({ providerId: oidc.providerId, accountId: identity.subject });
  if (linked !== null) {
    await internalAdapter.updateAccount(linked.id, { idToken: identity.idToken });
    return linked.userId;
  }
  if (identity.verifiedEmail === null)
    throw new DomainError(
      'not-allowed',
      `${oidc.label} n’a pas vérifié votre adresse électronique : elle n’ouvre rien ici. Connectez-vous par mot de passe ; une invitation s’accepte aussi par son lien.`,
    );
  const known = await internalAdapter.findUserByEmail(identity.verifiedEmail, { includeAccounts: true });
  if (known === null) return null;
  // The address may have passed to somebody else: whoever was linked first keeps the account.
  if (known.accounts.some(({ providerId }) => providerId === oidc.providerId))
    throw new DomainError('not-allowed', `Le compte de ${identity.verifiedEmail} est déjà relié à une autre identité ${oidc.label}.`);
  await internalAdapter.linkAccount({
    ...{ userId: known.user.id, providerId: oidc.providerId, accountId: identity.subject, idToken: identity.idToken },
  });
  return known.user.id;
}

/**
 * Invitations that this person may accept with no link: the provider says today that the invited address is theirs. None when it does
 * not, or when another account holds that address.
 */
export async function listOffers(
  { store, auth, now }: { store: Store; auth: Auth; now(): string },
  { verifiedEmail }: OidcIdentity,
  userId: string | null,
): Promise<{ ids: string[]; offers: OidcReturnAnswer['invitations'] }> {
  const holder = verifiedEmail === null ? null : await (await auth.$context).internalAdapter.findUserByEmail(verifiedEmail);
  const isFree = holder === null || holder.user.id === userId;
  const waiting = verifiedEmail !== null && isFree ? await listInvitationsTo(store, verifiedEmail, now()) : [];
  return {
    ids: waiting.map(({ id }) => id),
    offers: waiting.map(({ email, level, part, organisation, owner }) => ({ email, level, part, organisation, owner })),
  };
}

/**
 * Accepts what was shown. The account is that of the identity, whose session must be open; whoever has none gets one, under `name`.
 * Returns the person. Throws `usage` when no invitation is still good: no account is left behind then.
 */
export async function acceptOffers(
  { store, auth, oidc, now }: { store: Store; auth: Auth; oidc: Oidc; now(): string },
  { subject, email, idToken, invitationIds }: OidcProof,
  { actorId, name }: { actorId: string | null; name: string | undefined },
): Promise<{ userId: string; isNew: boolean }> {
  const { internalAdapter } = await auth.$context;
  const linked = await internalAdapter.findAccountByKey({ providerId: oidc.providerId, accountId: subject });
  if (linked !== null) {
    if (linked.userId !== actorId)
      throw new DomainError('not-allowed', 'Cette session n’est plus ouverte : reconnectez-vous, puis acceptez.');
    await acceptInvitations(store, { ids: invitationIds, email }, linked.userId, now());
    return { userId: linked.userId, isNew: false };
  }
  // Made meanwhile, by the link of the invitation or by another page.
  const refuseKnown = async () => {
    if ((await internalAdapter.findUserByEmail(email)) !== null)
      throw new DomainError('not-allowed', `Un compte vient d’être ouvert pour ${email} : recommencez la connexion.`);
  };
  await refuseKnown();
  if (name === undefined) throw new DomainError('usage', 'Donnez votre nom.');
  const waiting = await listInvitationsTo(store, email, now());
  if (!waiting.some(({ id }) => invitationIds.includes(id))) throw invitationGone();
  const account = { providerId: oidc.providerId, accountId: subject, idToken };
  const made = internalAdapter.createOAuthUser({ email, name, emailVerified: true }, account);
  const { user } = await made.catch(async (error: unknown) => {
    await refuseKnown();
    throw error;
  });
  try {
    await acceptInvitations(store, { ids: invitationIds, email }, user.id, now());
  } catch (error) {
    // Taken back in between: an account comes with an invitation, or does not come.
    await internalAdapter.deleteUser(user.id);
    throw error;
  }
  return { userId: user.id, isNew: true };
}
