import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startTestServer } from '../testing/start-test-server.ts';

test('on a real socket: a sending cut short leaves nothing, a page of another site is refused, and closing is graceful', async () => {
  const server = await startTestServer({ publish: false, config: { maxUploadBytes: 1e6 } });
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.app.server.address() as AddressInfo; // listening on TCP: never a pipe's name
  const sending = request({
    port,
    method: 'POST',
    path: '/api/sources/files',
    headers: {
      host: `localhost:${port}`,
      'x-maillage': '1',
      'content-type': 'multipart/form-data; boundary=LIMITE',
      'content-length': 900_000,
    },
  });
  sending.on('error', () => {}); // cut on purpose below
  sending.write('--LIMITE\r\ncontent-disposition: form-data; name="file"; filename="coupe.csv"\r\n\r\na;b\r\n');
  await expect.poll(() => readdir(server.dataFolder)).toHaveLength(1);
  sending.destroy();
  await expect.poll(() => readdir(server.dataFolder)).toEqual([]);
  expect(server.asked).toEqual([]);

  const rebinding = request({ port, method: 'POST', path: '/api/builds', headers: { host: 'mechant.example', 'x-maillage': '1' } }).end();
  const [answer] = await once(rebinding, 'response');
  expect(answer.statusCode).toBe(403);
  answer.resume();

  expect(await Promise.race([server.close().then(() => 'closed'), wait(5000).then(() => 'hanging')])).toBe('closed');
});
