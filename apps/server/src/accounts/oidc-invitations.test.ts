import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type OidcProvider, type ProviderPerson, startOidcProvider } from '../testing/start-oidc-provider.ts';
import { startTestServer, type TestServer } from '../testing/start-test-server.ts';
import { codeOf, createVisitor, join, lastToken, PASSWORD, setSecondFactor, type Visitor } from '../testing/visitor.ts';

let provider: OidcProvider;
let server: TestServer;
let owner: Visitor;
let ownerCodes: string;
beforeAll(async () => {
  provider = await startOidcProvider('http://localhost:3000/connexion/retour');
  const { issuer, clientId, clientSecret } = provider;
  server = await startTestServer({
    oidc: { issuer, clientId, clientSecret, label: 'ProConnect', scope: 'openid email', trustsEmails: false, strongAcrs: ['eidas2'] },
  });
  owner = await join(server, { inviter: null, email: 'anne@departement.example', part: 'scheme', level: 'own' });
  ownerCodes = await setSecondFactor(owner);
});
afterAll(async () => {
  await server?.close();
  await provider?.close();
});
beforeEach(() => Object.assign(provider, { fault: null, signsProfile: true }));

const RETURN = '/api/session/oidc/return';
const ACCEPT = '/api/session/oidc/accept';
const who = async (visitor: Visitor) => (await visitor.ask('GET', '/api/session')).json();
const invite = async (email: string, part = 'scheme', level = 'lead') => {
  const answer = await owner.ask('POST', '/api/accounts/invitations', { email, part, level, organisation: 'CAF' });
  expect(answer.statusCode).toBe(200);
};
/** Somebody comes back from the provider, as the provider knows them. */
async function comeBack(person: ProviderPerson, visitor = createVisitor(server)) {
  provider.person = person;
  const { address } = (await visitor.ask('POST', '/api/session/oidc')).json();
  const answer = await visitor.ask('POST', RETURN, { query: await provider.visit(address) });
  return { visitor, answer };
}
const waiting = async () => {
  const { invitations } = (await owner.ask('GET', '/api/accounts')).json() as { invitations: { id: string; email: string }[] };
  return invitations;
};
const accountExists = async (email: string) =>
  (await server.store.db.selectFrom('auth.user').select('id').where('email', '=', email).execute()).length > 0;

test('somebody invited comes by the provider, is told what is offered, and accepts with their name alone', async () => {
  await invite('Elise@caf.example', 'axis:2');
  const { visitor, answer } = await comeBack({ sub: 'e-1', email: 'elise@CAF.example', email_verified: true });
  const offer = { email: 'elise@caf.example', part: 'axis:2', level: 'lead', organisation: 'CAF', owner: null };
  expect(answer.json()).toEqual({ secondFactor: false, isKnown: false, invitations: [offer] });
  // Nothing is given before they say yes.
  expect([(await who(visitor)).kind, await accountExists('elise@caf.example')]).toEqual(['anonymous', false]);
  expect((await visitor.ask('POST', ACCEPT, { name: '  ' })).statusCode).toBe(400);
  const accepted = await visitor.ask('POST', ACCEPT, { name: 'Élise Durand' });
  expect([accepted.statusCode, accepted.json()]).toEqual([200, { secondFactor: false }]);
  expect(await who(visitor)).toMatchObject({ kind: 'person', name: 'Élise Durand', email: 'elise@caf.example' });
  expect((await who(visitor)).rights).toContain('sheet.write');
  expect((await waiting()).map(({ email }) => email)).not.toContain('elise@caf.example');
  // The link of the letter has served, and the person comes back by their number.
  const late = await createVisitor(server).ask('POST', '/api/invitations/accept', {
    token: lastToken(server),
    name: 'X',
    password: PASSWORD,
  });
  expect([late.statusCode, late.json().error.message]).toEqual([400, expect.stringContaining('n’est plus valable')]);
  expect(await who((await comeBack({ sub: 'e-1' })).visitor)).toMatchObject({ name: 'Élise Durand' });
});

test.each([
  [
    'que le fournisseur dit non vérifiée',
    { email: 'farid@caf.example', email_verified: false },
    'ProConnect n’a pas vérifié votre adresse',
  ],
  ['dont le fournisseur ne dit rien', { email: 'farid@caf.example' }, 'ProConnect n’a pas vérifié votre adresse'],
  [
    'qui n’est pas l’adresse invitée',
    { email: 'farid@ailleurs.example', email_verified: true },
    'aucune invitation n’attend cette adresse',
  ],
])('une adresse %s n’accepte rien', async (_, claims, sentence) => {
  await invite('farid@caf.example');
  const { visitor, answer } = await comeBack({ sub: 'f-1', ...claims });
  expect([answer.statusCode, answer.json().error.message]).toEqual([403, expect.stringContaining(sentence)]);
  expect((await visitor.ask('POST', ACCEPT, { name: 'Farid' })).statusCode).toBe(403);
  expect([(await waiting()).some(({ email }) => email === 'farid@caf.example'), await accountExists('farid@caf.example')]).toEqual([
    true,
    false,
  ]);
});

test('an invitation taken back or too old is offered no more, and opens no account, even when it was on the page', async () => {
  await invite('gina@caf.example');
  const shown = await comeBack({ sub: 'g-1', email: 'gina@caf.example', email_verified: true });
  const { id } = (await waiting()).find(({ email }) => email === 'gina@caf.example')!;
  await owner.ask('DELETE', `/api/accounts/invitations/${id}`);
  const refused = await shown.visitor.ask('POST', ACCEPT, { name: 'Gina' });
  expect([refused.statusCode, refused.json().error.message]).toEqual([400, expect.stringContaining('n’est plus valable')]);
  expect([(await who(shown.visitor)).kind, await accountExists('gina@caf.example')]).toEqual(['anonymous', false]);
  expect((await comeBack({ sub: 'g-1', email: 'gina@caf.example', email_verified: true })).answer.statusCode).toBe(403);
  await invite('gina@caf.example');
  await server.store.db
    .updateTable('app.invitation')
    .set({ expiresAt: new Date('2020-01-01').toISOString() })
    .where('email', '=', 'gina@caf.example')
    .execute();
  expect((await comeBack({ sub: 'g-1', email: 'gina@caf.example', email_verified: true })).answer.statusCode).toBe(403);
});

test('what the provider said serves once, in the browser that heard it, and a sign-in that only began accepts nothing', async () => {
  await invite('hugo@caf.example');
  const person = { sub: 'h-1', email: 'hugo@caf.example', email_verified: true };
  const { visitor } = await comeBack(person);
  const thief = createVisitor(server);
  expect((await thief.ask('POST', ACCEPT, { name: 'Voleur' })).statusCode).toBe(403);
  await thief.ask('POST', '/api/session/oidc');
  expect((await thief.ask('POST', ACCEPT, { name: 'Voleur' })).statusCode).toBe(403);
  const cookie = visitor.cookie;
  expect((await visitor.ask('POST', ACCEPT, { name: 'Hugo' })).statusCode).toBe(200);
  const replayed = createVisitor(server);
  replayed.cookie = cookie;
  const again = await replayed.ask('POST', ACCEPT, { name: 'Hugo bis' });
  expect([again.statusCode, again.json().error.message]).toEqual([403, expect.stringContaining('recommencez la connexion')]);
  expect((await who(replayed)).kind).toBe('anonymous');
});

test('two pages that accept at the same time make one account', async () => {
  await invite('ines@caf.example');
  const person = { sub: 'i-1', email: 'ines@caf.example', email_verified: true };
  const pages = [await comeBack(person), await comeBack(person)];
  const answers = await Promise.all(pages.map(({ visitor }) => visitor.ask('POST', ACCEPT, { name: 'Inès' })));
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 403]);
  const { members } = (await owner.ask('GET', '/api/accounts')).json() as { members: { email: string }[] };
  expect(members.filter(({ email }) => email === 'ines@caf.example')).toHaveLength(1);
});

test('whoever has an account accepts in its session, after the code of their second factor, and nobody in their place', async () => {
  await invite('anne@departement.example', 'axis:1', 'own');
  const { visitor, answer } = await comeBack({ sub: 'a-1', email: 'anne@departement.example', email_verified: true });
  expect(answer.json()).toMatchObject({ secondFactor: true, isKnown: true, invitations: [{ part: 'axis:1' }] });
  const early = await visitor.ask('POST', ACCEPT, {});
  expect([early.statusCode, early.json().error.message]).toEqual([403, expect.stringContaining('reconnectez-vous')]);
  const second = await comeBack({ sub: 'a-1', email: 'anne@departement.example', email_verified: true });
  await second.visitor.ask('POST', '/api/session/second-factor', { code: codeOf(ownerCodes) });
  expect((await second.visitor.ask('POST', ACCEPT, {})).statusCode).toBe(200);
  expect((await waiting()).map(({ email }) => email)).not.toContain('anne@departement.example');
});

test('a person whose address changed accepts what was sent to the new one, unless another account holds it', async () => {
  await invite('jean@caf.example', 'axis:3');
  const first = await comeBack({ sub: 'j-1', email: 'jean@caf.example', email_verified: true });
  await first.visitor.ask('POST', ACCEPT, { name: 'Jean' });
  await join(server, { inviter: owner, email: 'jean.deux@caf.example', part: 'axis:3', level: 'read' });
  await invite('jean.deux@caf.example', 'axis:4');
  const other = await comeBack({ sub: 'j-1', email: 'jean.deux@caf.example', email_verified: true });
  expect(other.answer.json()).toMatchObject({ isKnown: true, invitations: [] });
  await invite('jean.trois@caf.example', 'axis:5');
  const moved = await comeBack({ sub: 'j-1', email: 'jean.trois@caf.example', email_verified: true });
  expect(moved.answer.json()).toMatchObject({ isKnown: true, invitations: [{ part: 'axis:5' }] });
  expect((await moved.visitor.ask('POST', ACCEPT, {})).statusCode).toBe(200);
  expect(await accountExists('jean.trois@caf.example')).toBe(false);
});
