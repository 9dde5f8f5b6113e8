import { type ActionPlan, actionPlan } from '@maillage/domain/plans/plan.ts';
import { putGrant } from '@maillage/store/accounts/accounts-repo.ts';
import { emptyPlan } from '@maillage/store/plans/plans-repo.ts';
import { replacePlan } from '@maillage/store/plans/save-plan.ts';
import { chooseReminders } from '@maillage/store/schemes/reminders-repo.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Letter } from '../accounts/mailer.ts';
import { createPlanOptions } from '../plans/plan-options.ts';
import { OWNER, startTestServer, type TestServer } from '../testing/start-test-server.ts';
import { sendReminders } from './send-reminders.ts';

const SCHEME = '00-sdaasp';
const PLAN: ActionPlan = actionPlan.parse({
  departementCode: '00',
  organisations: [{ name: 'CAF' }],
  axes: [{ id: '3', title: 'Services' }],
  actionSheets: [
    {
      id: '3.1',
      axisId: '3',
      title: 'Décidée',
      status: 'underway',
      lead: 'CAF',
      endDate: '2026-12-10',
      steps: [{ label: 'Bail', dueDate: '2026-12-12' }],
    },
    { id: '3.2', axisId: '3', title: 'Encore secrète', status: 'proposed', endDate: '2026-12-11' },
  ],
});
let server: TestServer;
const box: Letter[] = [];
let isDown = false;
beforeAll(async () => {
  server = await startTestServer();
  await replacePlan(server.store, { schemeId: SCHEME, authorId: 'exemple', now: '2026-01-31T10:00:00.000Z' }, PLAN, emptyPlan('00'));
  for (const [id, part, level, organisation] of [
    ['anne', 'scheme', 'own', 'Département'],
    ['bruno', 'sheet:3.1', 'lead', 'CAF'],
    ['chloe', 'axis:3', 'read', 'Association'],
  ] as const) {
    await server.store.db
      .insertInto('auth.user')
      .values({ id, name: id, email: `${id}@essai.example`, twoFactorEnabled: false } as never) // the other columns have their default
      .execute();
    await putGrant(
      server.store,
      { personId: id, schemeId: SCHEME, part, level, organisation, owner: null },
      'poste',
      '2026-01-31T10:00:00.000Z',
    );
  }
});
afterAll(() => server.close());
beforeEach(() => {
  box.length = 0;
  isDown = false;
});

/** A process of its own, as another worker or the same one started again: it shares the database and nothing else. */
function turn(now: string) {
  return sendReminders({
    ...createPlanOptions(server.store, async () => ({ schemeId: SCHEME, departementCode: '00' })),
    now: () => now,
    mailer: {
      isLocal: true,
      send: async (letter) => {
        if (isDown) throw new Error('the mail server is down');
        box.push(letter);
      },
    },
    publicAddress: () => 'https://sdaasp.example',
  });
}

test('nobody is told of what is far', async () => {
  expect(await turn('2026-11-20T08:00:00.000Z')).toEqual({ sent: 0, failed: 0 });
});

test('a mail server that is down loses no reminder: it goes at the next turn', async () => {
  isDown = true;
  expect(await turn('2026-11-28T08:00:00.000Z')).toEqual({ sent: 0, failed: 1 });
  isDown = false;
  expect(await turn('2026-11-28T09:00:00.000Z')).toEqual({ sent: 1, failed: 0 });
  expect(box.map(({ to }) => to)).toEqual(['bruno@essai.example']);
  expect(box[0]!.text).toContain('- 10 décembre 2026 : Fiche 3.1, Décidée : fin prévue.');
  expect(box[0]!.text).toContain('étape « Bail »');
  expect(box[0]!.text).not.toContain('secrète');
});

test('once is once: over restarts, hours, and several processes at the same time', async () => {
  for (let hour = 10; hour < 14; hour++) await turn(`2026-11-28T${hour}:00:00.000Z`);
  expect(box).toEqual([]);
  await Promise.all(Array.from({ length: 5 }, () => turn('2026-12-09T08:00:00.000Z')));
  // The day before the end of the action; the step is of another day.
  expect(box.map(({ to }) => to)).toEqual(['bruno@essai.example']);
  expect(box[0]!.text).not.toContain('Bail');
});

test('the owners are told of the procedure; whoever does not want it is told of nothing', async () => {
  const record = (payload: object) => server.app.inject({ method: 'POST', url: '/api/scheme/acts', headers: OWNER, payload });
  // An owner has an account: the machine writes no more, and the acts are put in the store.
  expect((await record({ type: 'diagnosis', date: '2026-01-01' })).statusCode).toBe(403);
  const add = (act: object) =>
    server.store.db
      .insertInto('app.schemeAct')
      .values({ schemeId: SCHEME, content: JSON.stringify(act), cancels: null, authorId: 'anne', recordedAt: '2026-09-15T00:00:00.000Z' })
      .execute();
  await add({ type: 'diagnosis', date: '2026-01-01' });
  await add({ type: 'draft', date: '2026-09-01' });
  await add({ type: 'transmission', date: '2026-09-15', bodyKind: 'epci', bodyCode: '200000001', bodyName: 'Communauté A' });
  await chooseReminders(server.store, 'bruno', false, '2026-12-01T00:00:00.000Z');
  await turn('2026-12-11T08:00:00.000Z');
  expect(box.map(({ to, subject }) => [to, subject])).toEqual([['anne@essai.example', 'Schéma : une date approche']]);
  expect(box[0]!.text).toContain('- 15 décembre 2026 : Avis de Communauté du Bourg : dernier jour.');
  expect(box[0]!.text).toContain('https://sdaasp.example/procedure#rappels');
  await chooseReminders(server.store, 'bruno', true, '2026-12-11T09:00:00.000Z');
  await turn('2026-12-11T10:00:00.000Z');
  expect(box.map(({ to }) => to)).toEqual(['anne@essai.example', 'bruno@essai.example']);
});

test('the calendar of everybody has what is decided and the procedure, and nothing of what is discussed', async () => {
  const stranger = { remoteAddress: '203.0.113.9', headers: { host: 'maillage.example' } };
  const { statusCode, headers, body } = await server.app.inject({ method: 'GET', url: '/api/scheme/calendar.ics', ...stranger });
  expect([statusCode, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(body).not.toContain('secrète');
  expect(body).toContain('URL:http://localhost:3000/');
  const choice = await server.app.inject({ method: 'GET', url: '/api/scheme/reminders', ...stranger });
  expect(choice.statusCode).toBe(403);
});
