import type { Actor } from '@maillage/domain/accounts/rights.ts';
import { hasOwner, listGrants } from '@maillage/store/accounts/accounts-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import type { FastifyRequest } from 'fastify';
import { findDistance } from '../http/access-rule.ts';
import type { PlanRoutesOptions } from '../plans/plan-routes.ts';
import type { Auth } from './auth.ts';
import { toHeaders } from './auth-calls.ts';

const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?maillage\.session_token=/;

/**
 * Who asks: the person of the session; else somebody at this machine, for as long as the scheme has no owner with an account; else
 * nobody in particular. An owner without second factor, here or at the
 * identity provider, reads, and writes once it is set.
 */
export function createActorFinder({
  store,
  auth,
  currentScheme,
}: {
  store: Store;
  auth: Auth;
  currentScheme: PlanRoutesOptions['currentScheme'];
}): (request: FastifyRequest) => Promise<Actor> {
  return async (request) => {
    if (SESSION_COOKIE.test(request.headers.cookie ?? '')) {
      const session = await auth.api.getSession({ headers: toHeaders(request.headers) });
      if (session !== null) {
        const grants = await listGrants(store, session.user.id);
        const owns = grants.some(({ level }) => level === 'own');
        const isStrong = session.user.twoFactorEnabled === true || session.session.multiFactor === true;
        const kept = owns && !isStrong ? grants.map((one) => ({ ...one, level: 'read' as const })) : grants;
        return { kind: 'person', id: session.user.id, name: session.user.name, grants: kept };
      }
    }
    if (findDistance(request) !== null) return { kind: 'anonymous' };
    const scheme = await currentScheme().catch(() => null);
    return { kind: scheme !== null && (await hasOwner(store, scheme.schemeId)) ? 'anonymous' : 'host' };
  };
}
