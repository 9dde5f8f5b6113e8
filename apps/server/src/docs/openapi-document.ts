import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';

/** Generates the OpenAPI document from the schemas of the routes registered after it. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Maillage',
        description:
          'Accès aux services au public : calculs publiés, indicateurs, territoires, sources. Les adresses de lecture sont ouvertes ; celles qui modifient ne répondent qu’à la machine où tourne Maillage.',
        version: '1',
        license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/fr/' },
      },
    },
    transform: jsonSchemaTransform,
  });
}
