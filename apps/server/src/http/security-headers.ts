import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Everything from this server and nothing from elsewhere, so that reading the atlas tells no third party. */
export async function setSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'worker-src': ["'self'", 'blob:'], // MapLibre's worker
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        'style-src': ["'self'", "'unsafe-inline'"], // react-aria writes a style element at run time
        'connect-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    // The server speaks plain HTTP on this machine: HTTPS is the business of whoever publishes it.
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
}
