import {
  accountsView,
  askLink,
  auditEntry,
  invitationAcceptance,
  invitationAnswer,
  invitationOffer,
  invitationToSend,
  openLink,
  passwordOnly,
  secondFactorCode,
  secondFactorSetup,
  sessionView,
  signIn,
  signInAnswer,
  signOutAnswer,
} from '@maillage/domain/accounts/account-view.ts';
import { canSomewhere, LEVEL_LABELS, RIGHT_NAMES } from '@maillage/domain/accounts/rights.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import {
  acceptInvitation,
  createInvitation,
  exportPerson,
  findInvitation,
  invitationGone,
  listAudit,
  listGrants,
  listInvitations,
  listMembers,
  removeGrant,
  revokeInvitation,
} from '@maillage/store/accounts/accounts-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireRight } from '../http/access-rule.ts';
import { errorAnswers } from '../http/errors.ts';
import type { PlanRoutesOptions } from '../plans/plan-routes.ts';
import type { Auth } from './auth.ts';
import type { Mailer } from './mailer.ts';
import type { Oidc } from './oidc.ts';
import { leaveProvider } from './oidc-routes.ts';

const tags = ['Comptes'];
/** Attempts to guess are few; a person who mistypes has enough. */
export const VISITOR_WRITE = { rule: 'visitor', cache: 'no-store', rateLimit: { max: 10, timeWindow: '1 minute' } } as const;
const manager = { rule: 'partner', right: 'accounts.manage', cache: 'no-store' } as const;
const WRONG = 'L’adresse ou le mot de passe n’est pas le bon.';

export interface AccountRoutesOptions {
  store: Store;
  auth: Auth;
  /** The identity provider of the administration; null when none is set. */
  oidc: Oidc | null;
  mailer: Mailer;
  publicAddress(): string;
  currentScheme: PlanRoutesOptions['currentScheme'];
  nameAuthors: PlanRoutesOptions['nameAuthors'];
  now(): string;
}

/** Sessions, invitations, rights of people, and what is kept about them. */
export const accountRoutes =
  ({ store, auth, oidc, mailer, publicAddress, currentScheme, nameAuthors, now }: AccountRoutesOptions): FastifyPluginAsyncZod =>
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
        const said = await passOn(answer, reply, WRONG);
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
        const answer = await auth.api.verifyTOTP({ body, headers: toHeaders(headers), asResponse: true });
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

    app.delete(
      '/api/session',
      { config: VISITOR_WRITE, schema: { tags, summary: 'Se déconnecter', response: { 200: signOutAnswer, ...errorAnswers } } },
      async ({ actor, headers }, reply) => {
        const leave = actor.kind === 'person' ? await leaveProvider(auth, oidc, actor.id) : null;
        await passOn(await auth.api.signOut({ headers: toHeaders(headers), asResponse: true }), reply, 'La déconnexion n’a pas abouti.');
        return { leave };
      },
    );

    app.post(
      '/api/account/second-factor',
      {
        config: VISITOR_WRITE,
        schema: {
          tags,
          summary: 'Préparer un second facteur (application de codes)',
          body: passwordOnly,
          response: { 200: secondFactorSetup, ...errorAnswers },
        },
      },
      async (request, reply) => {
        requirePerson(request);
        const answer = await auth.api.enableTwoFactor({ body: request.body, headers: toHeaders(request.headers), asResponse: true });
        const said = await passOn(answer, reply, WRONG);
        return { uri: String(said.totpURI), backupCodes: z.array(z.string()).parse(said.backupCodes) };
      },
    );

    app.get(
      '/api/account/data',
      {
        config: { rule: 'public', cache: 'no-store' },
        schema: { tags, summary: 'Tout ce qui est gardé sur moi', response: { 200: z.unknown().describe('JSON'), ...errorAnswers } },
      },
      async (request, reply) => {
        const personId = requirePerson(request);
        reply.header('content-disposition', 'attachment; filename="mes-donnees.json"');
        return exportPerson(store, personId);
      },
    );

    app.delete(
      '/api/account',
      {
        config: VISITOR_WRITE,
        schema: {
          tags,
          summary: 'Effacer mon compte : mon nom et mon adresse disparaissent, ce que j’ai écrit reste sans nom',
          body: passwordOnly,
          response: { 200: z.object({}), ...errorAnswers },
        },
      },
      async (request) => {
        const personId = requirePerson(request);
        const checked = await auth.api.verifyPassword({ body: request.body, headers: toHeaders(request.headers), asResponse: true });
        if (!checked.ok) throw new DomainError('not-allowed', WRONG);
        const { schemeId } = await currentScheme();
        const members = await listMembers(store, schemeId);
        const owners = members.filter(({ level, part }) => level === 'own' && part === 'scheme');
        if (owners.length === 1 && owners[0]!.personId === personId)
          throw new DomainError('usage', 'Vous êtes le seul propriétaire du schéma : donnez d’abord ce droit à quelqu’un d’autre.');
        await (await auth.$context).internalAdapter.deleteUser(personId);
        return {};
      },
    );

    app.get(
      '/api/accounts',
      { config: manager, schema: { tags, summary: 'Personnes, droits et invitations', response: { 200: accountsView, ...errorAnswers } } },
      async ({ actor }) => {
        const { schemeId } = await currentScheme();
        requireRight(actor, 'accounts.manage', { schemeId });
        const [members, invitations] = await Promise.all([listMembers(store, schemeId), listInvitations(store, schemeId, now())]);
        return { members, invitations, sendsMail: !mailer.isLocal };
      },
    );

    app.post(
      '/api/accounts/invitations',
      {
        config: manager,
        schema: { tags, summary: 'Inviter quelqu’un', body: invitationToSend, response: { 200: invitationAnswer, ...errorAnswers } },
      },
      async ({ actor, body }) => {
        const { schemeId } = await currentScheme();
        requireRight(actor, 'accounts.manage', { schemeId });
        const inviter = actor.kind === 'person' ? actor.id : 'poste';
        const token = await createInvitation(store, { ...body, schemeId }, inviter, now());
        const link = `${publicAddress()}/invitation#jeton=${token}`;
        await mailer.send({
          to: body.email,
          subject: 'Invitation à travailler sur le schéma',
          text: `Vous êtes invité à travailler sur le schéma départemental (droit : ${LEVEL_LABELS[body.level]}).\n\nOuvrez ce lien, il sert une fois, pendant deux semaines :\n\n${link}`,
        });
        return { link: mailer.isLocal ? link : null };
      },
    );

    app.delete(
      '/api/accounts/invitations/:id',
      {
        config: manager,
        schema: {
          tags,
          summary: 'Reprendre une invitation',
          params: z.object({ id: z.uuid() }),
          response: { 200: z.object({}), ...errorAnswers },
        },
      },
      async ({ actor, params }) => {
        const { schemeId } = await currentScheme();
        requireRight(actor, 'accounts.manage', { schemeId });
        await revokeInvitation(store, schemeId, params.id, now());
        return {};
      },
    );

    app.delete(
      '/api/accounts/grants/:id',
      {
        config: manager,
        schema: { tags, summary: 'Retirer un droit', params: z.object({ id: z.uuid() }), response: { 200: z.object({}), ...errorAnswers } },
      },
      async ({ actor, params }) => {
        const { schemeId } = await currentScheme();
        requireRight(actor, 'accounts.manage', { schemeId });
        await removeGrant(store, schemeId, params.id);
        return {};
      },
    );

    app.get(
      '/api/accounts/audit',
      {
        config: { rule: 'partner', right: 'audit.read', cache: 'no-store' },
        schema: { tags, summary: 'Journal des écritures', response: { 200: z.array(auditEntry), ...errorAnswers } },
      },
      async ({ actor }) => {
        requireRight(actor, 'audit.read', await currentScheme());
        const entries = await listAudit(store, 200);
        const names = await nameAuthors(entries.map(({ actorId }) => actorId));
        return entries.map(({ actorId, ...entry }) => ({ ...entry, actor: names.get(actorId) ?? 'compte effacé' }));
      },
    );

    app.post(
      '/api/invitations/read',
      {
        config: VISITOR_WRITE,
        schema: { tags, summary: 'Ce qu’une invitation propose', body: openLink, response: { 200: invitationOffer, ...errorAnswers } },
      },
      async ({ body }) => {
        const found = await findInvitation(store, body.token, now());
        if (found === undefined) throw invitationGone();
        const known = await (await auth.$context).internalAdapter.findUserByEmail(found.email);
        return { email: found.email, level: found.level, part: found.part, organisation: found.organisation, isKnown: known !== null };
      },
    );

    app.post(
      '/api/invitations/accept',
      {
        config: VISITOR_WRITE,
        schema: { tags, summary: 'Accepter une invitation', body: invitationAcceptance, response: { 200: z.object({}), ...errorAnswers } },
      },
      async (request) => {
        const { token, name, password } = request.body;
        const found = await findInvitation(store, token, now());
        if (found === undefined) throw invitationGone();
        const { internalAdapter, password: passwords } = await auth.$context;
        const known = await internalAdapter.findUserByEmail(found.email);
        if (known !== null) {
          // Holding the link is not being that person: an account that exists is opened with its own password.
          if (request.actor.kind !== 'person' || request.actor.id !== known.user.id)
            throw new DomainError('not-allowed', `Un compte existe pour ${found.email} : connectez-vous d’abord, puis rouvrez ce lien.`);
          await acceptInvitation(store, token, known.user.id, now());
          return {};
        }
        if (name === undefined || password === undefined)
          throw new DomainError('usage', 'Donnez votre nom et un mot de passe de 12 caractères au moins.');
        const user = await internalAdapter.createUser({ email: found.email, name, emailVerified: true }, { method: 'email-password' });
        await internalAdapter.linkAccount({
          userId: user.id,
          providerId: 'credential',
          accountId: user.id,
          password: await passwords.hash(password),
        });
        await acceptInvitation(store, token, user.id, now());
        return {};
      },
    );
  };

/** Sends a link to somebody who has an account; with a second factor set, a link alone must open nothing: none is sent. */
async function sendLink(auth: Auth, email: string, headers: Headers): Promise<void> {
  const known = await (await auth.$context).internalAdapter.findUserByEmail(email.toLowerCase());
  if (known === null || (known.user as { twoFactorEnabled?: boolean }).twoFactorEnabled === true) return; // a field of the plugin
  await auth.api.signInMagicLink({ body: { email }, headers });
}

function requirePerson({ actor }: FastifyRequest): string {
  if (actor.kind !== 'person')
    throw new DomainError('not-allowed', 'Cette action demande un compte : connectez-vous. Rien n’a été modifié.');
  return actor.id;
}

/** The headers of a request as the sign-in library reads them. */
export function toHeaders(headers: FastifyRequest['headers']): Headers {
  const kept = new Headers();
  // Only what it needs: a header that a relay could forge decides nothing.
  for (const name of ['cookie', 'user-agent'] as const) if (typeof headers[name] === 'string') kept.set(name, headers[name]);
  return kept;
}

/** Passes the cookies of the library on, and gives its answer; its refusals become one sentence, the same for every reason. */
export async function passOn(answer: Response, reply: FastifyReply, refusal: string): Promise<Record<string, unknown>> {
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
  if (!answer.ok) throw new DomainError('not-allowed', refusal);
  return ((await answer.json().catch(() => null)) ?? {}) as Record<string, unknown>;
}
