import { openQueue } from '@maillage/store/jobs/queue.ts';
import { expect, test } from 'vitest';
import { OWNER, startTestServer } from '../testing/start-test-server.ts';
import { createStoreJobs } from './store-jobs.ts';

test('a build asked for twice is one build, seen on the page, and can be cancelled', async () => {
  const server = await startTestServer({ publish: false });
  const queue = await openQueue(server.store);
  const jobs = createStoreJobs({ store: server.store, queue, buildPayload: {}, buildTitle: 'Calcul de Quatre-Communes' });
  const real = await startTestServer({ store: server.store, jobs });
  const post = (url: string) => real.app.inject({ method: 'POST', url, headers: OWNER, payload: {} });
  const first = (await post('/api/builds')).json();
  expect(first).toMatchObject({ kind: 'build', title: 'Calcul de Quatre-Communes', state: 'waiting' });
  expect((await post('/api/builds')).json().id).toBe(first.id);
  expect((await real.app.inject('/api/jobs')).json()).toHaveLength(1);
  expect((await post(`/api/jobs/${first.id}/cancel`)).json().state).toBe('cancelled');
  expect((await real.app.inject(`/api/jobs/${first.id}`)).json().state).toBe('cancelled');
  expect((await post('/api/jobs/inconnu/cancel')).statusCode).toBe(404);
  expect((await real.app.inject('/api/jobs/inconnu')).statusCode).toBe(404);
  await real.close();
  await queue.close();
  await server.close();
});
