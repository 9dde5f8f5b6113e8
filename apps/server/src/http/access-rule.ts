import { OWNER_HEADER } from '@maillage/domain/api/paths.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';

/** Who may call a route: anyone, or only someone at this very machine. */
export type AccessRule = 'public' | 'owner';
/** How long an answer may be kept: a published run never changes. */
export type CachePolicy = 'immutable' | 'revalidate' | 'no-store';

declare module 'fastify' {
  interface FastifyContextConfig {
    rule?: AccessRule;
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

/** Why the request may not write, in French, or null when it may. The headers prove that it comes from our own page or command. */
export function findOwnerRefusal(
  request: Pick<FastifyRequest, 'headers'> & { socket: { remoteAddress?: string | undefined } },
): string | null {
  const { headers, socket } = request;
  if (!LOOPBACK_ADDRESS.test(socket.remoteAddress ?? '')) return 'Cette action ne se fait que depuis la machine où tourne Maillage.';
  if (PROXY_HEADERS.some((name) => headers[name] !== undefined))
    return 'Cette action ne se fait pas à travers un relais : ouvrez Maillage sur sa machine.';
  const host = headers.host ?? '';
  // DNS rebinding: a foreign name that resolves to 127.0.0.1 still shows in Host.
  if (!isLoopbackHost(host)) return 'Cette action demande l’adresse locale : ouvrez Maillage sur http://localhost.';
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}`) return 'Cette action a été demandée par une autre page que Maillage.';
  if (headers['sec-fetch-site'] === 'cross-site') return 'Cette action a été demandée par un autre site que Maillage.';
  if (headers[OWNER_HEADER] !== '1') return `Cette action demande l’en-tête « ${OWNER_HEADER}: 1 ».`;
  return null;
}

/**
 * Holds every route to its declared rule. A route that declares none stops the server at start: forgetting is a bug.
 * `readOnly` closes the owner's routes to everyone.
 */
export function enforceAccessRules(app: FastifyInstance, readOnly: boolean): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  // Only once all is registered: a plugin may give its routes their rule after this hook has seen them.
  app.addHook('onReady', async () => {
    const open = routes.find((route) => route.config?.rule === undefined);
    if (open !== undefined) throw new Error(`route ${String(open.method)} ${open.url} declares no access rule`);
  });
  app.addHook('onRequest', async (request) => {
    if (request.is404 || request.routeOptions.config.rule !== 'owner') return;
    const refusal = readOnly ? 'Ce serveur est en lecture seule.' : findOwnerRefusal(request);
    if (refusal !== null) throw new DomainError('not-allowed', `${refusal} Rien n’a été modifié.`);
  });
}
