import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { renderDocsPage } from './docs-page.ts';

/** The contract of the API: for machines at /api/openapi.json, for people at /api/docs. */
export const docsRoutes: FastifyPluginAsyncZod = async (app) => {
  const config = { rule: 'public', cache: 'revalidate' } as const;
  const tags = ['Serveur'];
  app.get(
    '/api/openapi.json',
    { config, schema: { tags, summary: 'Ce document', response: { 200: z.unknown().describe('OpenAPI 3.1') } } },
    (_, reply) => reply.type('application/json; charset=utf-8').send(app.swagger()),
  );
  app.get(
    '/api/docs',
    { config, schema: { tags, summary: 'Cette documentation', response: { 200: z.string().describe('HTML') } } },
    (_, reply) => {
      reply.type('text/html; charset=utf-8').serializer(String);
      return renderDocsPage(app.swagger());
    },
  );
};
