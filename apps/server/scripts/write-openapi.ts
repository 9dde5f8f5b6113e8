/** Writes docs/openapi.json from the routes: `node apps/server/scripts/write-openapi.ts`, then `npm run format`. */
import { writeFileSync } from 'node:fs';
import { buildUnconnectedServer } from '../src/docs/unconnected-server.ts';

const app = await buildUnconnectedServer();
await app.ready();
writeFileSync(new URL('../../../docs/openapi.json', import.meta.url), `${JSON.stringify(app.swagger(), null, 2)}\n`);
await app.close();
