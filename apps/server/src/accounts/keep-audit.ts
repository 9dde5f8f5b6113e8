import { addAuditEntry } from '@maillage/store/accounts/accounts-repo.ts';
import type { FastifyInstance } from 'fastify';
import type { PlanRoutesOptions } from '../plans/plan-routes.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** What each route does, in French, by its action as the journal notes it: « PUT /api/plan ». */
    titleByAction: ReadonlyMap<string, string>;
  }
}

/** Notes every write that was asked, granted or refused: who, which route, on what, and the answer. Nothing of what was typed. */
export function keepAudit(app: FastifyInstance, { store, now }: Pick<PlanRoutesOptions, 'store' | 'now'>): void {
  const titles = new Map<string, string>();
  app.decorate('titleByAction', titles);
  app.addHook('onRoute', ({ method, url, schema }) => {
    for (const one of [method].flat()) if (schema?.summary !== undefined) titles.set(`${one} ${url}`, schema.summary);
  });
  app.addHook('onResponse', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS' || request.is404) return;
    const { actor } = request;
    const entry = {
      actorId: actor?.kind === 'person' ? actor.id : actor?.kind === 'host' ? 'poste' : 'anonyme',
      action: `${request.method} ${request.routeOptions.url ?? ''}`,
      // Parts of the address: numbers of sheets and ids, never a body.
      target: Object.values((request.params ?? {}) as Record<string, string>)
        .join(' ')
        .slice(0, 200),
      status: reply.statusCode,
    };
    await addAuditEntry(store, entry, now()).catch((error: unknown) => {
      request.log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'audit entry not written');
    });
  });
}
