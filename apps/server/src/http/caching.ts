import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { CachePolicy } from './access-rule.ts';

const CACHE_CONTROL: Record<CachePolicy, string> = {
  immutable: 'public, max-age=31536000, immutable',
  revalidate: 'no-cache',
  'no-store': 'no-store',
};

/**
 * Sets the caching that each route declares, on good answers only: an error is never kept.
 * Bodies that we hold whole get an ETag drawn from their bytes, and a matching `If-None-Match` gets an empty 304.
 */
export function applyCaching(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const policy = request.routeOptions.config?.cache ?? 'no-store';
    const isGood = reply.statusCode === 200;
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', CACHE_CONTROL[isGood ? policy : 'no-store']);
    if (!isGood || policy === 'no-store' || !(typeof payload === 'string' || payload instanceof Uint8Array)) return payload;
    if (reply.hasHeader('etag')) return payload; // the route knew it before the answer was made
    // Weak: the same answer is sent plain or compressed under one tag.
    const etag = `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 27)}"`;
    reply.header('etag', etag);
    const asked = request.headers['if-none-match'];
    if (asked === undefined || !matchesEtag(asked, etag)) return payload;
    reply.code(304).removeHeader('content-length');
    return '';
  });
}

/** Weak comparison of RFC 9110 §8.8.3.2 over the list of an If-None-Match. */
export function matchesEtag(ifNoneMatch: string, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag));
}
