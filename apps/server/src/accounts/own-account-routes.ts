import { ownSession, passwordChange, passwordOnly, secondFactorSetup } from '@maillage/domain/accounts/account-view.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { exportPerson, forgetInvitations, listMembers } from '@maillage/store/accounts/accounts-repo.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';
import type { AccountRoutesOptions } from './account-routes.ts';
import { passOn, requirePerson, requireStrong, toHeaders, VISITOR_WRITE, WRONG_PASSWORD } from './auth-calls.ts';

const tags = ['Comptes'];

/** What somebody does with their own account, and with no other: each finds its person in the session, never in the address. */
export const ownAccountRoutes =
  ({ store, auth, mailer, currentScheme }: AccountRoutesOptions): FastifyPluginAsyncZod =>
  async (app) => {
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
        const said = await passOn(answer, reply, WRONG_PASSWORD);
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
        if (!checked.ok) throw new DomainError('not-allowed', WRONG_PASSWORD);
        const { schemeId } = await currentScheme();
        const members = await listMembers(store, schemeId);
        const owners = members.filter(({ level, part }) => level === 'own' && part === 'scheme');
        if (owners.length === 1 && owners[0]!.personId === personId)
          throw new DomainError('usage', 'Vous êtes le seul propriétaire du schéma : donnez d’abord ce droit à quelqu’un d’autre.');
        const session = await auth.api.getSession({ headers: toHeaders(request.headers) });
        await (await auth.$context).internalAdapter.deleteUser(personId);
        if (session !== null) await forgetInvitations(store, session.user.email);
        return {};
      },
    );

    app.put(
      '/api/account/password',
      {
        config: VISITOR_WRITE,
        schema: {
          tags,
          summary: 'Changer mon mot de passe ; mes autres sessions se ferment',
          body: passwordChange,
          response: { 200: z.object({}), ...errorAnswers },
        },
      },
      async (request, reply) => {
        requirePerson(request);
        const headers = toHeaders(request.headers);
        const { current, next } = request.body;
        const session = await auth.api.getSession({ headers });
        requireStrong(next, session!.user); // a person has a session
        const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
        await passOn(await auth.api.changePassword({ body, headers, asResponse: true }), reply, WRONG_PASSWORD);
        await mailer.send({
          to: session!.user.email,
          subject: 'Votre mot de passe a changé',
          text: 'Le mot de passe de votre compte Maillage vient de changer, et vos autres sessions sont fermées.\n\nSi ce n’est pas vous, demandez un nouveau mot de passe depuis la page de connexion et prévenez un propriétaire du schéma.',
        });
        return {};
      },
    );

    app.get(
      '/api/account/sessions',
      {
        config: { rule: 'public', cache: 'no-store' },
        schema: { tags, summary: 'Mes sessions ouvertes', response: { 200: z.array(ownSession), ...errorAnswers } },
      },
      async (request) => {
        requirePerson(request);
        const headers = toHeaders(request.headers);
        const current = await auth.api.getSession({ headers });
        const sessions = await (await auth.$context).internalAdapter.listSessions(requirePerson(request));
        return sessions.map(({ id, createdAt, expiresAt, userAgent }) => ({
          ...{ id, openedAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), browser: userAgent ?? '' },
          isThisOne: id === current?.session.id,
        }));
      },
    );

    app.delete(
      '/api/account/sessions/:id',
      {
        config: VISITOR_WRITE,
        schema: {
          tags,
          summary: 'Fermer une de mes sessions',
          params: z.object({ id: z.string().regex(/^[\w-]{1,64}$/) }),
          response: { 200: z.object({}), ...errorAnswers },
        },
      },
      async (request) => {
        const { internalAdapter } = await auth.$context;
        const session = (await internalAdapter.listSessions(requirePerson(request))).find(({ id }) => id === request.params.id);
        if (session === undefined) throw new DomainError('not-allowed', 'Cette session n’est pas ouverte, ou n’est pas la vôtre.');
        await internalAdapter.deleteSession(session.token);
        return {};
      },
    );
  };
