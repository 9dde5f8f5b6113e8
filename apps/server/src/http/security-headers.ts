import { createHash } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { DOCS_STYLE } from '../docs/docs-page.ts';
import type { PageShell } from '../pages/page-shell.ts';

/** Written by react-aria while an overlay is open on a telephone of Apple; letter for letter, as it stands in that library. */
export const OVERLAY_STYLE = `@layer {
  * {
    overscroll-behavior: contain;
  }
}`;
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/**
 * What a browser says of a page that no other page asked for (address typed, bookmark, link of a mail): nobody holds its window, so that
 * there is nobody to part it from, and it need not start another process, a quarter of a second on a slow processor (decision 0017).
 */
const TYPED_ADDRESS = 'none';
const HALF_A_YEAR_SECONDS = 15_552_000;

/**
 * Everything from this server and nothing from elsewhere, so that reading the atlas tells no third party, and a text that somebody
 * typed can neither run nor draw: no inline script nor style but those that we know letter for letter. `written`: those of the pages
 * that the server draws. `isHttps`: people reach the server by HTTPS, and browsers are told to never come otherwise.
 */
export async function setSecurityHeaders(
  app: FastifyInstance,
  { isHttps, written }: { isHttps: boolean; written: Pick<PageShell, 'styles' | 'scripts'> | null },
): Promise<void> {
  const { styles, scripts } = written ?? { styles: [], scripts: [] };
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'", ...scripts.map(hash)],
        'worker-src': ["'self'", 'blob:'], // MapLibre's worker
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        'style-src': ["'self'", ...[DOCS_STYLE, OVERLAY_STYLE, ...styles].map(hash)],
        'connect-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: HALF_A_YEAR_SECONDS, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onSend', async (request, reply) => {
    // Nothing here films, listens, pays nor prints by itself; « Autour de moi » asks where the reader stands.
    reply.header('permissions-policy', 'geolocation=(self), camera=(), microphone=(), payment=(), usb=()');
    if (!String(reply.getHeader('content-type')).startsWith('text/html')) return;
    const vary = reply.getHeader('vary');
    reply.header('vary', vary === undefined ? 'sec-fetch-site' : `${vary}, sec-fetch-site`);
    if (request.headers['sec-fetch-site'] === TYPED_ADDRESS) reply.removeHeader('cross-origin-opener-policy');
  });
}
