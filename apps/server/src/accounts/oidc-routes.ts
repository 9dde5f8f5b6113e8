import { oidcAcceptance, oidcAddress, oidcReturn, oidcReturnAnswer, signInAnswer } from '@maillage/domain/accounts/account-view.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { errorAnswers } from '../http/errors.ts';
import type { AccountRoutesOptions } from './account-routes.ts';
import type { Auth } from './auth.ts';
import { passOn, toHeaders, VISITOR_WRITE } from './auth-calls.ts';
import { type Oidc, oidcAttempt } from './oidc.ts';
import { acceptOffers, findLinkedPerson, listOffers, type OidcProof, oidcProof } from './oidc-people.ts';
import { createOidcTickets } from './oidc-ticket.ts';

const tags = ['Comptes'];

type OidcRoutesOptions = Pick<AccountRoutesOptions, 'store' | 'auth' | 'oidc' | 'publicAddress' | 'now'>;

/**
 * Sign-in by the provider of the administration. It opens an account: by the person’s own number at the provider, the first time by the
 * e-mail address that the provider checked. It makes one only for an invitation to that address, which the person accepts.
 */
export const oidcRoutes =
  ({ store, auth, oidc, publicAddress, now }: OidcRoutesOptions): FastifyPluginAsyncZod =>
  async (app) => {
    const tickets = createOidcTickets(auth, publicAddress);
    const open = async (request: FastifyRequest, reply: FastifyReply, person: { userId: string; isMultiFactor: boolean }) => {
      if (person.isMultiFactor) request.log.info('the provider asked for two factors');
      const opened = await auth.api.openSession({ body: person, headers: toHeaders(request.headers), asResponse: true });
      const said = await passOn(opened, reply, 'La connexion n’a pas abouti : recommencez.');
      return { secondFactor: said.secondFactor === true };
    };

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
        await tickets.give(reply, 'attempt', JSON.stringify(attempt));
        return { address };
      },
    );

    app.post(
      '/api/session/oidc/return',
      {
        config: VISITOR_WRITE,
        schema: {
          tags,
          summary:
            'Finir une connexion par le fournisseur d’identité, avec ce qu’il a mis dans l’adresse de retour ; les invitations qui attendent',
          body: oidcReturn,
          response: { 200: oidcReturnAnswer, ...errorAnswers },
        },
      },
      async (request, reply) => {
        const provider = configured(oidc);
        const kept = await tickets.take(request.headers, 'attempt');
        if (kept === null)
          throw new DomainError('not-allowed', 'Cette connexion a commencé ailleurs, ou il y a trop longtemps : recommencez.');
        tickets.clear(reply);
        const identity = await provider.finish(oidcAttempt.parse(JSON.parse(kept)), request.body.query);
        const userId = await findLinkedPerson(auth, provider, identity);
        const { ids, offers } = await listOffers({ store, auth, now }, identity, userId);
        const { subject, verifiedEmail, idToken, isMultiFactor } = identity;
        if (userId === null && offers.length === 0)
          throw new DomainError(
            'not-allowed',
            `Aucun compte n’existe ici pour ${verifiedEmail}, et aucune invitation n’attend cette adresse. Un compte vient d’une invitation : demandez-la à cette adresse.`,
          );
        if (verifiedEmail !== null && offers.length > 0) {
          const proof: OidcProof = { subject, email: verifiedEmail, idToken, isMultiFactor, invitationIds: ids };
          await tickets.give(reply, 'proof', JSON.stringify(proof));
        }
        if (userId === null) return { secondFactor: false, isKnown: false, invitations: offers };
        return { ...(await open(request, reply, { userId, isMultiFactor })), isKnown: true, invitations: offers };
      },
    );

    app.post(
      '/api/session/oidc/accept',
      {
        config: VISITOR_WRITE,
        schema: {
          tags,
          summary:
            'Accepter les invitations qui attendaient l’adresse que le fournisseur d’identité a vérifiée ; ouvre le compte s’il n’y en a pas',
          body: oidcAcceptance,
          response: { 200: signInAnswer, ...errorAnswers },
        },
      },
      async (request, reply) => {
        const { headers, actor, body } = request;
        const kept = await tickets.take(headers, 'proof');
        if (kept === null)
          throw new DomainError('not-allowed', 'Votre identification date de trop longtemps, ou a déjà servi : recommencez la connexion.');
        tickets.clear(reply);
        const proof = oidcProof.parse(JSON.parse(kept));
        const person = { actorId: actor.kind === 'person' ? actor.id : null, name: body.name };
        const { userId, isNew } = await acceptOffers({ store, auth, oidc: configured(oidc), now }, proof, person);
        return isNew ? await open(request, reply, { userId, isMultiFactor: proof.isMultiFactor }) : { secondFactor: false };
      },
    );
  };

function configured(oidc: Oidc | null): Oidc {
  if (oidc === null) throw new DomainError('not-allowed', 'Ce serveur n’est relié à aucun fournisseur d’identité.');
  return oidc;
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
