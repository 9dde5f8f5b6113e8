import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/start-test-server.ts';
import { codeOf, createVisitor, join, lastToken, PASSWORD, type Visitor } from '../testing/visitor.ts';

const NEXT = 'trois petits ponts de bois verts';
let server: TestServer;
let bruno: Visitor;
beforeAll(async () => {
  server = await startTestServer();
  bruno = await join(server, { inviter: null, email: 'bruno@caf.example', part: 'scheme', level: 'lead' });
});
afterAll(() => server?.close());

const signIn = async (password: string) => {
  const visitor = createVisitor(server);
  return { visitor, answer: await visitor.ask('POST', '/api/session', { email: 'bruno@caf.example', password }) };
};
const kindOf = async (visitor: Visitor) => (await visitor.ask('GET', '/api/session')).json().kind;

test('another password takes the present one and a phrase that nobody guesses; the other sessions are closed, and a letter says so', async () => {
  const { visitor: other } = await signIn(PASSWORD);
  const before = bruno.cookie;
  const change = (current: string, next: string) => bruno.ask('PUT', '/api/account/password', { current, next });
  expect((await change('pas le bon', NEXT)).statusCode).toBe(403);
  for (const weak of ['court', 'motdepasse1234', 'bruno@caf.example'])
    expect([weak, (await change(PASSWORD, weak)).statusCode]).toEqual([weak, 400]);
  expect(await kindOf(other)).toBe('person');
  expect((await change(PASSWORD, NEXT)).statusCode).toBe(200);
  expect([await kindOf(bruno), await kindOf(other)]).toEqual(['person', 'anonymous']);
  // The session that asked has a new number: a cookie kept from before opens nothing.
  const kept = createVisitor(server);
  kept.cookie = before;
  expect(await kindOf(kept)).toBe('anonymous');
  expect([(await signIn(PASSWORD)).answer.statusCode, (await signIn(NEXT)).answer.statusCode]).toEqual([403, 200]);
  expect(server.letters.at(-1)).toMatchObject({ to: 'bruno@caf.example', subject: 'Votre mot de passe a changé' });
});

test('a forgotten password is chosen again by a link, once; all sessions are closed, and nobody learns who has an account', async () => {
  const asker = createVisitor(server);
  const count = server.letters.length;
  const known = await asker.ask('POST', '/api/session/password-link', { email: 'bruno@caf.example' });
  const unknown = await asker.ask('POST', '/api/session/password-link', { email: 'personne@caf.example' });
  expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body]);
  await expect.poll(() => server.letters.length).toBe(count + 1);
  const token = lastToken(server);
  expect(server.letters.at(-1)!.text).toContain('/mot-de-passe#jeton=');
  // Whoever reads the base finds no link.
  const kept = await server.store.db.selectFrom('auth.verification').selectAll().execute();
  expect(JSON.stringify(kept)).not.toContain(token);
  const open = (password: string) => asker.ask('POST', '/api/session/password-link/open', { token, password });
  expect((await open('123456789012')).statusCode).toBe(400);
  expect((await open(PASSWORD)).statusCode).toBe(200);
  expect((await open(NEXT)).statusCode).toBe(403);
  expect(await kindOf(bruno)).toBe('anonymous');
  expect((await signIn(PASSWORD)).answer.statusCode).toBe(200);
});

test('one sees one’s sessions and closes them one by one', async () => {
  const [first, second] = [(await signIn(PASSWORD)).visitor, (await signIn(PASSWORD)).visitor];
  const sessions = (await first.ask('GET', '/api/account/sessions')).json();
  expect(sessions.filter(({ isThisOne }: { isThisOne: boolean }) => isThisOne)).toHaveLength(1);
  expect(JSON.stringify(sessions)).not.toContain(first.cookie.split('=')[1]!.split('.')[0]);
  const [own] = (await second.ask('GET', '/api/account/sessions')).json().filter(({ isThisOne }: { isThisOne: boolean }) => isThisOne);
  expect((await first.ask('DELETE', `/api/account/sessions/${own.id}`)).statusCode).toBe(200);
  expect([await kindOf(first), await kindOf(second)]).toEqual(['person', 'anonymous']);
});

test('a spare code opens once, in the place of the application of codes', async () => {
  const { visitor } = await signIn(PASSWORD);
  const { uri, backupCodes } = (await visitor.ask('POST', '/api/account/second-factor', { password: PASSWORD })).json();
  expect((await visitor.ask('POST', '/api/session/second-factor', { code: codeOf(uri) })).statusCode).toBe(200);
  const enter = async (code: string) => {
    const { visitor: back, answer } = await signIn(PASSWORD);
    expect(answer.json()).toEqual({ secondFactor: true });
    return (await back.ask('POST', '/api/session/second-factor', { code })).statusCode;
  };
  expect(await enter('AAAAA-AAAAA')).toBe(403);
  expect(await enter(backupCodes[0])).toBe(200);
  expect(await enter(backupCodes[0])).toBe(403);
});

test('a weak password is refused at the invitation too', async () => {
  await server.app.inject({
    ...{ method: 'POST', url: '/api/accounts/invitations', headers: { 'x-maillage': '1', host: 'localhost:3000' } },
    payload: { email: 'carole.petit@ars.example', part: 'scheme', level: 'read' },
  });
  const payload = { token: lastToken(server), name: 'Carole Petit', password: 'carole.petit1' };
  const answer = await createVisitor(server).ask('POST', '/api/invitations/accept', payload);
  expect([answer.statusCode, answer.json().error.message]).toEqual([400, expect.stringContaining('se devine')]);
});
