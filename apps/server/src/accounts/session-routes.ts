import {
  askLink,
  openLink,
  passwordReset,
  secondFactorCode,
  sessionView,
  signIn,
  signInAnswer,
  signOutAnswer,
} from '@maillage/domain/accounts/account-view.ts';
import { canSomewhere, RIGHT_NAMES } from '@maillage/domain/accounts/rights.ts';
import { listGrants } from '@maillage/store/accounts/accounts-repo.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';
import type { AccountRoutesOptions } from './account-routes.ts';
import type { Auth } from './auth.ts';
import { passOn, requireStrong, toHeaders, VISITOR_WRITE, WRONG_PASSWORD } from './auth-calls.ts';
import { leaveProvider } from './oidc-routes.ts';

const tags = ['Comptes'];

/** Who asks; signing in by password, code or link; signing out; a new password. */
export const sessionRoutes =
  ({ store, auth, oidc, currentScheme }: AccountRoutesOptions): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/session',
      {
        config: { rule: 'public', cache: 'no-store' },
        schema: { tags, summary: 'Qui suis-je ?', response: { 200: sessionView, ...errorAnswers } },
      },
      async ({ actor, headers }) => {
        const { schemeId } = await currentScheme().catch(() => ({ schemeId: '' }));
        const rights = RIGHT_NAMES.filter((right) => canSomewhere(actor, right, schemeId));
        const nobody = {
          name: '',
          email: '',
          hasSecondFactor: false,
          needsSecondFactor: false,
          rights,
          identityProvider: oidc?.label ?? null,
        };
        if (actor.kind !== 'person') return { kind: actor.kind, ...nobody };
        const session = await auth.api.getSession({ headers: toHeaders(headers) });
        const hasSecondFactor = session?.user.twoFactorEnabled === true;
        // As granted: what the actor may do waits for the second factor.
        const isOwner = (await listGrants(store, actor.id)).some(({ level }) => level === 'own');
        return {
          kind: actor.kind,
          name: actor.name,
          email: session?.user.email ?? '',
          hasSecondFactor,
          needsSecondFactor: isOwner && !hasSecondFactor && session?.session.multiFactor !== true,
          rights,
          identityProvider: oidc?.label ?? null,
        };
      },
    );

    app.post(
      '/api/session',
      {
        config: VISITOR_WRITE,
        schema: { tags, summary: 'Se connecter par mot de passe', body: signIn, response: { 200: signInAnswer, ...errorAnswers } },
      },
      async ({ body, headers }, reply) => {
        const answer = await auth.api.signInEmail({ body, headers: toHeaders(headers), asResponse: true });
        const said = await passOn(answer, reply, WRONG_PASSWORD);
        return { secondFactor: said.twoFactorRedirect === true };
      },
    );

    app.post(
      '/api/session/second-factor',
      {
        config: VISITOR_WRITE,
        schema: {
          tags,
          summary: 'Donner le code du second facteur',
          body: secondFactorCode,
          response: { 200: signInAnswer, ...errorAnswers },
        },
      },
      async ({ body, headers }, reply) => {
        // Six digits from the application, or one of the spare codes given when it was set.
        const verify = /^\d{6}$/.test(body.code) ? auth.api.verifyTOTP : auth.api.verifyBackupCode;
        const answer = await verify({ body, headers: toHeaders(headers), asResponse: true });
        await passOn(answer, reply, 'Ce code n’est pas le bon, ou il a expiré.');
        return { secondFactor: false };
      },
    );

    app.post(
      '/api/session/link',
      {
        config: VISITOR_WRITE,
        schema: { tags, summary: 'Demander un lien de connexion', body: askLink, response: { 200: z.object({}), ...errorAnswers } },
      },
      async ({ body, headers, log }) => {
        // The same answer, in the same time, whether the address is known or not: nobody learns who has an account.
        void sendLink(auth, body.email, toHeaders(headers)).catch((error: unknown) => {
          log.warn({ name: error instanceof Error ? error.name : 'unknown' }, 'sign-in link not sent');
        });
        return {};
      },
    );

    app.post(
      '/api/session/link/open',
      {
        config: VISITOR_WRITE,
        schema: { tags, summary: 'Se connecter par le lien reçu', body: openLink, response: { 200: signInAnswer, ...errorAnswers } },
      },
      async ({ body, headers }, reply) => {
        const answer = await auth.api.magicLinkVerify({ query: body, headers: toHeaders(headers), asResponse: true });
        await passOn(answer, reply, 'Ce lien a déjà servi ou il est trop ancien : demandez-en un autre.');
        return { secondFactor: false };
      },
    );

    app.post(
      '/api/session/password-link',
      {
        config: VISITOR_WRITE,
        schema: {
          tags,
          summary: 'Demander un lien pour choisir un nouveau mot de passe',
          body: askLink,
          response: { 200: z.object({}), ...errorAnswers },
        },
      },
      async ({ body, headers, log }) => {
        void auth.api.requestPasswordReset({ body, headers: toHeaders(headers) }).catch((error: unknown) => {
          log.warn({ name: error instanceof Error ? error.name : 'unknown' }, 'password link not sent');
        });
        return {};
      },
    );

    app.post(
      '/api/session/password-link/open',
      {
        config: VISITOR_WRITE,
        schema: {
          tags,
          summary: 'Choisir un nouveau mot de passe par le lien reçu ; les sessions ouvertes se ferment',
          body: passwordReset,
          response: { 200: z.object({}), ...errorAnswers },
        },
      },
      async ({ body }, reply) => {
        requireStrong(body.password, { email: '', name: '' });
        const answer = await auth.api.resetPassword({ body: { token: body.token, newPassword: body.password }, asResponse: true });
        await passOn(answer, reply, 'Ce lien a déjà servi ou il est trop ancien : demandez-en un autre.');
        return {};
      },
    );

    app.delete(
      '/api/session',
      { config: VISITOR_WRITE, schema: { tags, summary: 'Se déconnecter', response: { 200: signOutAnswer, ...errorAnswers } } },
      async ({ actor, headers }, reply) => {
        const leave = actor.kind === 'person' ? await leaveProvider(auth, oidc, actor.id) : null;
        await passOn(await auth.api.signOut({ headers: toHeaders(headers), asResponse: true }), reply, 'La déconnexion n’a pas abouti.');
        return { leave };
      },
    );
  };

/** Sends a link to somebody who has an account; with a second factor set, a link alone must open nothing: none is sent. */
async function sendLink(auth: Auth, email: string, headers: Headers): Promise<void> {
  const known = await (await auth.$context).internalAdapter.findUserByEmail(email.toLowerCase());
  if (known === null || (known.user as { twoFactorEnabled?: boolean }).twoFactorEnabled === true) return; // a field of the plugin
  await auth.api.signInMagicLink({ body: { email }, headers });
}
