import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import { readThemeCookie } from '@maillage/domain/api/theme-cookie.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerUnknownAddress } from '../http/errors.ts';
import { type FirstPagesOptions, openFirstPages } from './first-pages.ts';
import { type PageShell, writeTheme } from './page-shell.ts';

const decompress = promisify(brotliDecompress);
const HASHED_ASSET = /[/\\]assets[/\\]/;
const NOT_BUILT = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Maillage</title>
<main><h1>Les pages ne sont pas encore construites</h1>
<p>Le serveur fonctionne, et l’interface de programmation répond : <a href="/api/docs">/api/docs</a>.</p>
<p>Pour construire les pages, tapez <code>npm run build:web</code>, puis relancez Maillage.</p></main></html>`;

/** A page address, as opposed to a file or the API: any of them opens the same application, which reads the address. */
export function isPageRequest(request: Pick<FastifyRequest, 'method' | 'url' | 'headers'>): boolean {
  const path = request.url.split('?', 1)[0] ?? '';
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isServerPath = path === '/health' || path === '/api' || path.startsWith('/api/');
  // Ids of figures and sheets hold dots (« need.mobility », « 3.2 »): there a dot is no file extension.
  const isFile = !/^\/(?:atlas|plan)\//.test(path) && /\.[a-z0-9]{1,8}$/i.test(path.slice(path.lastIndexOf('/') + 1));
  const hasHiddenPart = /\/(?:\.|%2e)/i.test(path);
  return isRead && !isServerPath && !isFile && !hasHiddenPart && /text\/html|\*\/\*/.test(request.headers.accept ?? '*/*');
}

/** Serves the built pages of `webDist`, those of the atlas already drawn; without them, one page that says what to type. */
export async function servePages(
  app: FastifyInstance,
  webDist: string | null,
  shell: PageShell | null,
  options: Omit<FirstPagesOptions, 'log'>,
): Promise<void> {
  const built = webDist !== null && existsSync(join(webDist, 'index.html')) ? webDist : null;
  const emptyPage = built === null ? null : await readFile(join(built, 'index.html'), 'utf8');
  const findFirstPage = built === null ? null : await openFirstPages(built, shell, { ...options, log: app.log });
  // The first reader does not wait for the first drawing.
  app.addHook('onListen', (done) => {
    void findFirstPage?.('/', null).catch(() => null);
    done();
  });
  const answerPage = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8');
    if (emptyPage === null) return reply.code(503).send(NOT_BUILT);
    reply.code(200).header('vary', 'accept-encoding, cookie');
    const theme = readThemeCookie(request.headers.cookie);
    const first = await findFirstPage?.(request.url, theme);
    if (first == null) return reply.send(writeTheme(emptyPage, theme));
    // Every browser reads Brotli; the rest is for programs.
    if (!/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(await decompress(first));
    return reply.header('content-encoding', 'br').send(first);
  };
  if (built !== null) {
    await app.register(async (pages) => {
      pages.addHook('onRoute', (route) => {
        route.config = { ...route.config, rule: 'public', cache: 'revalidate', rateLimit: false };
        route.schema = { ...route.schema, hide: true };
      });
      await pages.register(fastifyStatic, {
        root: built,
        index: false,
        cacheControl: false,
        dotfiles: 'ignore',
        setHeaders: (reply, path) => {
          reply.header('cache-control', HASHED_ASSET.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
        },
      });
      pages.get('/', answerPage);
    });
  }
  app.setNotFoundHandler(async (request, reply) => (isPageRequest(request) ? answerPage(request, reply) : answerUnknownAddress(reply)));
}
