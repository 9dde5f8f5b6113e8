import {
  accountsView,
  auditEntry,
  invitationAcceptance,
  invitationAnswer,
  invitationOffer,
  invitationToSend,
  openLink,
} from '@maillage/domain/accounts/account-view.ts';
import { removalRefusal } from '@maillage/domain/accounts/grant-removal.ts';
import { type Actor, actsForOwner, LEVEL_LABELS, type Level, OWNER_LABELS, type PlanOwner } from '@maillage/domain/accounts/rights.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { ownerSides } from '@maillage/domain/plans/decide.ts';
import {
  acceptInvitation,
  createInvitation,
  findInvitation,
  hasOwner,
  type InvitationRow,
  invitationGone,
  listAudit,
  listInvitations,
  listMembers,
  removeGrant,
  revokeInvitation,
} from '@maillage/store/accounts/accounts-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireRight } from '../http/access-rule.ts';
import { errorAnswers } from '../http/errors.ts';
import type { PlanRoutesOptions } from '../plans/plan-routes.ts';
import type { Auth } from './auth.ts';
import { requireStrong, VISITOR_WRITE } from './auth-calls.ts';
import type { Mailer } from './mailer.ts';
import type { Oidc } from './oidc.ts';

const tags = ['Comptes'];
const manager = { rule: 'partner', right: 'accounts.manage', cache: 'no-store' } as const;

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

/** People of the scheme, their rights, invitations, and the journal of writes. */
export const accountRoutes =
  ({ store, auth, mailer, publicAddress, currentScheme, nameAuthors, now }: AccountRoutesOptions): FastifyPluginAsyncZod =>
  async (app) => {
    /** Whether an owner is somebody else's to speak for: it has people, and the actor is none of them. */
    const isOtherSide = async (actor: Actor, schemeId: string, owner: PlanOwner) =>
      !ownerSides(actor, { schemeId }).includes(owner) && (await hasOwner(store, schemeId, owner));

    /** Each owner says who decides in its name; the first of the other one is invited by whoever is there. */
    async function requireOwnSide(actor: Actor, schemeId: string, { owner, level }: { owner: PlanOwner; level: Level }): Promise<void> {
      if (!actsForOwner(level))
        throw new DomainError(
          'usage',
          'On décide pour le Département ou la Préfecture avec le droit de valider ou d’être propriétaire : choisissez l’un d’eux, ou aucun propriétaire.',
        );
      if (!(await isOtherSide(actor, schemeId, owner))) return;
      throw new DomainError(
        'not-allowed',
        `Seul un propriétaire au nom ${owner === 'prefecture' ? 'de la Préfecture' : 'du Département'} invite quelqu’un à décider en ce nom. L’invitation n’est pas partie.`,
      );
    }

    /** An invitation to decide in the name of an owner is taken back by that owner alone. */
    async function requireTakeable(actor: Actor, schemeId: string, isTaken: (invitation: InvitationRow) => boolean): Promise<void> {
      const owner = (await listInvitations(store, schemeId, now())).find(isTaken)?.owner ?? null;
      if (owner === null || !(await isOtherSide(actor, schemeId, owner))) return;
      throw new DomainError(
        'not-allowed',
        `Une invitation attend cette personne pour décider pour ${OWNER_LABELS[owner]} : seul un de ses propriétaires la reprend ou la remplace. Elle est gardée.`,
      );
    }

    app.get(
      '/api/accounts',
      { config: manager, schema: { tags, summary: 'Personnes, droits et invitations', response: { 200: accountsView, ...errorAnswers } } },
      async ({ actor }) => {
        const { schemeId } = await currentScheme();
        requireRight(actor, 'accounts.manage', { schemeId });
        const [members, invitations] = await Promise.all([listMembers(store, schemeId), listInvitations(store, schemeId, now())]);
        const told = members.map((one) => ({ ...one, isRemovable: removalRefusal(actor, one, schemeId) === null }));
        return { members: told, invitations, sendsMail: !mailer.isLocal };
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
        if (body.owner !== null) await requireOwnSide(actor, schemeId, { ...body, owner: body.owner });
        // A new invitation takes the place of the one that waits for the same person on the same part.
        const email = body.email.toLowerCase();
        await requireTakeable(actor, schemeId, (waiting) => waiting.email === email && waiting.part === body.part);
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
        await requireTakeable(actor, schemeId, ({ id }) => id === params.id);
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
        await removeGrant(store, schemeId, params.id, (held) => removalRefusal(actor, held, schemeId));
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
        return entries.map(({ actorId, ...entry }) => ({
          ...entry,
          title: app.titleByAction.get(entry.action) ?? null,
          actor: names.get(actorId) ?? 'compte effacé',
        }));
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
        return {
          email: found.email,
          level: found.level,
          part: found.part,
          organisation: found.organisation,
          owner: found.owner,
          isKnown: known !== null,
        };
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
        requireStrong(password, { email: found.email, name });
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
