import { type Actor, can, canSomewhere, LEVEL_LABELS, RIGHTS, type Right, type Target } from '@maillage/domain/accounts/rights.ts';
import { OWNER_HEADER } from '@maillage/domain/api/paths.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';

/**
 * Who may call a route: anyone; a visitor of our own pages (no other site in their name); someone at this very machine; or a partner of the scheme, who has the right that the route declares
 * (the route itself checks it against the part that it touches, as stored).
 */
export type AccessRule = 'public' | 'visitor' | 'owner' | 'partner';
/** How long an answer may be kept: a published run never changes. */
export type CachePolicy = 'immutable' | 'revalidate' | 'no-store';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set before any route runs. */
    actor: Actor;
  }
  interface FastifyContextConfig {
    rule?: AccessRule;
    /** What a partner route does: at least this right, somewhere in the scheme. */
    right?: Right;
    cache?: CachePolicy;
  }
}

const LOOPBACK_ADDRESS = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/;
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;
/** A proxy on this machine makes everyone look local: its marks close the owner's routes. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** True for a Host or an Origin's host that names this machine, whatever the port. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOST.test(host);
}

type Connection = Pick<FastifyRequest, 'headers'> & { socket: { remoteAddress?: string | undefined } };

/** Why the request does not come from this machine, in French, or null when it does. Enough to read: another site cannot read our answers. */
export function findDistance({ headers, socket }: Connection): string | null {
  if (!LOOPBACK_ADDRESS.test(socket.remoteAddress ?? '')) return 'Cette action ne se fait que depuis la machine où tourne Maillage.';
  if (PROXY_HEADERS.some((name) => headers[name] !== undefined))
    return 'Cette action ne se fait pas à travers un relais : ouvrez Maillage sur sa machine.';
  // DNS rebinding: a foreign name that resolves to 127.0.0.1 still shows in Host.
  if (!isLoopbackHost(headers.host ?? '')) return 'Cette action demande l’adresse locale : ouvrez Maillage sur http://localhost.';
  return null;
}

/** Why a write was not asked by our own page or command, in French, or null when it was: the headers prove it. */
export function findForgery({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  const { origin, host = '' } = headers;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
    return 'Cette action a été demandée par une autre page que Maillage.';
  if (headers['sec-fetch-site'] === 'cross-site') return 'Cette action a été demandée par un autre site que Maillage.';
  if (headers[OWNER_HEADER] !== '1') return `Cette action demande l’en-tête « ${OWNER_HEADER}: 1 ».`;
  return null;
}

/** Why the request may not write as the owner of the machine, in French, or null when it may. */
export function findOwnerRefusal(request: Connection): string | null {
  return findDistance(request) ?? findForgery(request);
}

/**
 * Holds every route to its declared rule. A route that declares none stops the server at start: forgetting is a bug.
 * `readOnly` closes the owner's routes and every write to everyone. `findActor` tells who asks.
 */
export function enforceAccessRules(app: FastifyInstance, readOnly: boolean, findActor: (request: FastifyRequest) => Promise<Actor>): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  // Only once all is registered: a plugin may give its routes their rule after this hook has seen them.
  app.addHook('onReady', async () => {
    const open = routes.find(({ config }) => config?.rule === undefined || (config.rule === 'partner' && config.right === undefined));
    if (open !== undefined) throw new Error(`route ${String(open.method)} ${open.url} declares no access rule`);
  });
  // Nobody until the hook below says who: set for each request, before anything reads it.
  app.decorateRequest('actor');
  app.addHook('onRequest', async (request) => {
    const { rule } = request.is404 ? {} : request.routeOptions.config;
    const refuse = (reason: string) => {
      throw new DomainError('not-allowed', `${reason} Rien n’a été modifié.`);
    };
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (rule === 'owner') {
      const refusal = readOnly ? READ_ONLY : findOwnerRefusal(request);
      if (refusal !== null) refuse(refusal);
    }
    if (rule === 'visitor' || rule === 'partner') {
      const refusal = isRead ? null : readOnly ? READ_ONLY : findForgery(request);
      if (refusal !== null) refuse(refusal);
    }
    request.actor = await findActor(request);
    if (rule === 'partner' && request.actor.kind === 'anonymous') refuse(SIGN_IN);
  });
}

const READ_ONLY = 'Ce serveur est en lecture seule.';
const SIGN_IN = 'Cette action demande un compte : connectez-vous.';

/** Refuses what the actor may not do to this part of the scheme. */
export function requireRight(actor: Actor, right: Right, target: Target): void {
  if (!can(actor, right, target)) refuseRight(actor, right);
}

/** The same for what is about the person alone: a right on any part of the scheme is enough. */
export function requireRightSomewhere(actor: Actor, right: Right, schemeId: string): void {
  if (!canSomewhere(actor, right, schemeId)) refuseRight(actor, right);
}

function refuseRight(actor: Actor, right: Right): never {
  throw new DomainError(
    'not-allowed',
    actor.kind === 'anonymous'
      ? `${SIGN_IN} Rien n’a été modifié.`
      : `Votre compte n’a pas ce droit sur cette partie du schéma (il faut « ${LEVEL_LABELS[RIGHTS[right]]} »). Rien n’a été modifié.`,
  );
}
