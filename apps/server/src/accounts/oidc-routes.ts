import { randomBytes } from 'node:crypto';
import { oidcAddress, oidcReturn, signInAnswer } from '@maillage/domain/accounts/account-view.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { errorAnswers } from '../http/errors.ts';
import type { AccountRoutesOptions } from './account-routes.ts';
import type { Auth } from './auth.ts';
import { passOn, toHeaders, VISITOR_WRITE } from './auth-calls.ts';
import { type Oidc, type OidcIdentity, oidcAttempt } from './oidc.ts';

const tags = ['Comptes'];
const ATTEMPT_SECONDS = 600;
const COOKIE_PATH = '/api/session/oidc';

/**
 * Sign-in by the provider of the administration. It opens an account that came from an invitation, and makes none: the first time by
 * the e-mail address that the provider checked, then by the person’s own number at the provider.
 */
export const oidcRoutes =
  ({ auth, oidc, publicAddress }: Pick<AccountRoutesOptions, 'auth' | 'oidc' | 'publicAddress'>): FastifyPluginAsyncZod =>
  async (app) => {
    const isSecure = () => publicAddress().startsWith('https:');
    const cookieName = () => `${isSecure() ? '__Secure-' : ''}maillage.oidc`;
    const setTicket = (reply: FastifyReply, ticket: string, seconds: number) =>
      reply.header(
        'set-cookie',
        `${cookieName()}=${ticket}; Path=${COOKIE_PATH}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`,
      );

    app.post(
      '/api/session/oidc',
      {
        config: VISITOR_WRITE,
        schema: {
          tags,
          summary: 'Commencer une connexion par le fournisseur d’identité : l’adresse où aller',
          response: { 200: oidcAddress, ...errorAnswers },
        },
      },
      async (_, reply) => {
        const { address, attempt } = await configured(oidc).start();
        const ticket = randomBytes(32).toString('base64url');
        await (await auth.$context).internalAdapter.createVerificationValue({
          ...{ identifier: `oidc-${ticket}`, value: JSON.stringify(attempt) },
          expiresAt: new Date(Date.now() + ATTEMPT_SECONDS * 1000),
        });
        setTicket(reply, ticket, ATTEMPT_SECONDS);
        return { address };
      },
    );

    app.post(
      '/api/session/oidc/return',
      {
        config: VISITOR_WRITE,
        schema: {
          tags,
          summary: 'Finir une connexion par le fournisseur d’identité, avec ce qu’il a mis dans l’adresse de retour',
          body: oidcReturn,
          response: { 200: signInAnswer, ...errorAnswers },
        },
      },
      async ({ body, headers, log }, reply) => {
        const provider = configured(oidc);
        const attempt = await takeAttempt(auth, headers, cookieName());
        setTicket(reply, '', 0);
        const identity = await provider.finish(attempt, body.query);
        const userId = await findLinkedPerson(auth, provider, identity);
        if (identity.isMultiFactor) log.info('the provider asked for two factors');
        const opened = await auth.api.openSession({
          ...{ body: { userId, isMultiFactor: identity.isMultiFactor }, headers: toHeaders(headers), asResponse: true },
        });
        const said = await passOn(opened, reply, 'La connexion n’a pas abouti : recommencez.');
        return { secondFactor: said.secondFactor === true };
      },
    );
  };

function configured(oidc: Oidc | null): Oidc {
  if (oidc === null) throw new DomainError('not-allowed', 'Ce serveur n’est relié à aucun fournisseur d’identité.');
  return oidc;
}

/** What this browser was sent with; it serves once, whatever comes of it. */
async function takeAttempt(auth: Auth, headers: FastifyRequest['headers'], name: string) {
  const cookies = new Map(
    (headers.cookie ?? '').split(/;\s*/).map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
  );
  const ticket = cookies.get(name) ?? '';
  const kept = /^[\w-]{43}$/.test(ticket) ? await (await auth.$context).internalAdapter.consumeVerificationValue(`oidc-${ticket}`) : null;
  if (kept === null || kept.expiresAt <= new Date())
    throw new DomainError('not-allowed', 'Cette connexion a commencé ailleurs, ou il y a trop longtemps : recommencez.');
  return oidcAttempt.parse(JSON.parse(kept.value));
}

/** The account of this identity, linked at its first visit. Throws `not-allowed` for somebody who was never invited. */
async function findLinkedPerson(auth: Auth, oidc: Oidc, identity: OidcIdentity): Promise<string> {
  const { internalAdapter } = await auth.$context;
  const linked = await internalAdapter.findAccountByKey({ providerId: oidc.providerId, accountId: identity.subject });
  if (linked !== null) {
    await internalAdapter.updateAccount(linked.id, { idToken: identity.idToken });
    return linked.userId;
  }
  if (identity.verifiedEmail === null)
    throw new DomainError('not-allowed', `${oidc.label} n’a pas vérifié votre adresse électronique : connectez-vous par mot de passe.`);
  const known = await internalAdapter.findUserByEmail(identity.verifiedEmail, { includeAccounts: true });
  if (known === null)
    throw new DomainError('not-allowed', `Aucun compte n’existe ici pour ${identity.verifiedEmail}. Un compte vient d’une invitation.`);
  // The address may have passed to somebody else: whoever was linked first keeps the account.
  if (known.accounts.some(({ providerId }) => providerId === oidc.providerId))
    throw new DomainError('not-allowed', `Le compte de ${identity.verifiedEmail} est déjà relié à une autre identité ${oidc.label}.`);
  await internalAdapter.linkAccount({
    ...{ userId: known.user.id, providerId: oidc.providerId, accountId: identity.subject, idToken: identity.idToken },
  });
  return known.user.id;
}

/** Where a browser that signs out goes next, to end the session of the provider too; null when there is none. The hint serves once. */
export async function leaveProvider(auth: Auth, oidc: Oidc | null, userId: string): Promise<string | null> {
  if (oidc === null) return null;
  const { internalAdapter } = await auth.$context;
  const account = (await internalAdapter.findAccounts(userId)).find(({ providerId }) => providerId === oidc.providerId);
  if (!account?.idToken) return null;
  await internalAdapter.updateAccount(account.id, { idToken: null });
  // Signing out here never waits on a provider that is down.
  return oidc.leaveAddress(account.idToken).catch(() => null);
}
