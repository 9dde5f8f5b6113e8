import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Fault, type OidcProvider, startOidcProvider } from '../testing/start-oidc-provider.ts';
import { startTestServer, type TestServer } from '../testing/start-test-server.ts';
import { codeOf, createVisitor, join, PASSWORD, setSecondFactor, type Visitor } from '../testing/visitor.ts';

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
  for (const [name, level] of [
    ['bruno', 'lead'],
    ['carole', 'lead'],
    ['denis', 'own'],
  ])
    await join(server, { inviter: owner, email: `${name}@caf.example`, part: 'scheme', level: level! });
});
afterAll(async () => {
  await server?.close();
  await provider?.close();
});
beforeEach(() => {
  Object.assign(provider, { fault: null, signsProfile: true, person: { sub: 'b-1', email: 'Bruno@caf.example', email_verified: true } });
});

const who = async (visitor: Visitor) => (await visitor.ask('GET', '/api/session')).json();
const begin = async (visitor: Visitor) => (await visitor.ask('POST', '/api/session/oidc')).json().address as string;
const comeBack = (visitor: Visitor, query: string) => visitor.ask('POST', '/api/session/oidc/return', { query });
async function enter(visitor = createVisitor(server)) {
  const answer = await comeBack(visitor, await provider.visit(await begin(visitor)));
  return { visitor, answer };
}
const linkCount = async () =>
  (
    await server.store.db
      .selectFrom('auth.account' as 'auth.user')
      .select('id')
      .where('providerId' as 'id', 'like', 'oidc:%')
      .execute()
  ).length;

test('the page is told the name of the provider', async () => {
  expect((await who(createVisitor(server))).identityProvider).toBe('ProConnect');
});

test.each<[Fault, string]>([
  ['wrong-nonce', 'un nonce qui n’est pas le nôtre'],
  ['expired', 'un jeton expiré'],
  ['unsigned', 'un jeton sans signature'],
  ['foreign-key', 'un jeton signé par une autre clef'],
  ['other-audience', 'un jeton destiné à un autre site'],
  ['other-issuer', 'un jeton d’un autre fournisseur'],
  ['other-subject', 'le profil d’une autre personne'],
  ['profile-by-foreign-key', 'un profil signé par une autre clef'],
])('%s: refused, and nothing is linked', async (fault) => {
  provider.fault = fault;
  const before = await linkCount();
  const { visitor, answer } = await enter();
  expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'not-allowed']);
  expect(answer.json().error.message).toContain('n’a pas abouti');
  expect((await who(visitor)).kind).toBe('anonymous');
  expect(await linkCount()).toBe(before);
});

test('a wrong state, a code of another browser, an answer without its beginning, or played again, opens nothing', async () => {
  const visitor = createVisitor(server);
  const query = new URLSearchParams(await provider.visit(await begin(visitor)));
  query.set('state', 'un autre');
  expect((await comeBack(visitor, query.toString())).statusCode).toBe(403);
  // The attempt is spent, even with the right state now.
  expect((await comeBack(visitor, query.toString())).json().error.message).toContain('recommencez');
  const [thief, victim] = [createVisitor(server), createVisitor(server)];
  const stolen = await provider.visit(await begin(thief));
  expect((await comeBack(victim, stolen)).statusCode).toBe(403);
  await begin(victim);
  expect((await comeBack(victim, stolen)).statusCode).toBe(403);
  expect((await who(victim)).kind).toBe('anonymous');
  const { visitor: inside, answer } = await enter();
  expect(answer.statusCode).toBe(200);
  await inside.ask('DELETE', '/api/session');
  expect((await who(inside)).kind).toBe('anonymous');
});

test('an error of the provider, and text that is no answer, are refused in French', async () => {
  for (const query of ['error=access_denied&state=x', 'n’importe quoi', '%00']) {
    const visitor = createVisitor(server);
    await begin(visitor);
    const answer = await comeBack(visitor, query);
    expect([query, answer.statusCode]).toEqual([query, 403]);
    expect(answer.json().error.message).toMatch(/recommencez\.$/);
  }
});

test.each([
  ['une adresse non vérifiée', { email: 'carole@caf.example', email_verified: false }, 'n’a pas vérifié'],
  ['une adresse dont rien n’est dit', { email: 'carole@caf.example' }, 'n’a pas vérifié'],
  ['personne sans adresse', {}, 'n’a pas vérifié'],
  ['quelqu’un qui n’a pas été invité', { email: 'inconnue@caf.example', email_verified: true }, 'aucune invitation n’attend cette adresse'],
])('%s n’ouvre aucun compte', async (_, claims, sentence) => {
  provider.person = { sub: 'x-9', ...claims };
  const { visitor, answer } = await enter();
  expect([answer.statusCode, answer.json().error.message]).toEqual([403, expect.stringContaining(sentence)]);
  expect((await who(visitor)).kind).toBe('anonymous');
});

test('somebody invited enters by their checked address, then by their number alone, also once the address has changed', async () => {
  const first = await enter();
  expect(first.answer.json()).toEqual({ secondFactor: false, isKnown: true, invitations: [] });
  expect(await who(first.visitor)).toMatchObject({ kind: 'person', name: 'bruno' });
  provider.signsProfile = false;
  provider.person = { sub: 'b-1', email: 'bruno.martin@caf.example', email_verified: false };
  expect(await who((await enter()).visitor)).toMatchObject({ kind: 'person', name: 'bruno' });
  // Whoever gets the old address later is somebody else.
  provider.person = { sub: 'b-2', email: 'bruno@caf.example', email_verified: true };
  const other = await enter();
  expect([other.answer.statusCode, other.answer.json().error.message]).toEqual([403, expect.stringContaining('déjà relié')]);
});

test('two browsers that link one identity at the same time link it once', async () => {
  provider.person = { sub: 'c-1', email: 'carole@caf.example', email_verified: true };
  const before = await linkCount();
  await Promise.all([enter(), enter(), enter()]);
  expect(await linkCount()).toBe(before + 1);
  expect(await who((await enter()).visitor)).toMatchObject({ name: 'carole' });
});

test('a session is born at sign-in: a cookie planted before opens nothing', async () => {
  const visitor = createVisitor(server);
  visitor.cookie = 'maillage.session_token=plante.signature';
  await enter(visitor);
  expect(visitor.cookie).not.toContain('plante');
  expect((await who(visitor)).name).toBe('bruno');
});

test('an owner gives the code of the second factor, unless the provider asked for two factors', async () => {
  provider.person = { sub: 'a-1', email: 'anne@departement.example', email_verified: true, amr: ['pwd'] };
  const weak = await enter();
  expect(weak.answer.json()).toMatchObject({ secondFactor: true });
  expect((await who(weak.visitor)).kind).toBe('anonymous');
  expect((await weak.visitor.ask('POST', '/api/session/second-factor', { code: '000000' })).statusCode).toBe(403);
  expect((await weak.visitor.ask('POST', '/api/session/second-factor', { code: codeOf(ownerCodes) })).statusCode).toBe(200);
  expect(await who(weak.visitor)).toMatchObject({ kind: 'person', name: 'anne' });
  provider.person = { ...provider.person, amr: ['pwd', 'mfa'] };
  expect((await enter()).answer.json()).toMatchObject({ secondFactor: false });
});

test('an owner without second factor here writes only when the provider asked for two', async () => {
  provider.person = { sub: 'd-1', email: 'denis@caf.example', email_verified: true, acr: 'eidas1' };
  const weak = (await enter()).visitor;
  expect(await who(weak)).toMatchObject({ name: 'denis', needsSecondFactor: true });
  expect((await weak.ask('GET', '/api/accounts')).statusCode).toBe(403);
  provider.person = { ...provider.person, acr: 'eidas2' };
  const strong = (await enter()).visitor;
  expect(await who(strong)).toMatchObject({ name: 'denis', needsSecondFactor: false });
  expect((await strong.ask('GET', '/api/accounts')).statusCode).toBe(200);
  // By password, the same person is back to one factor.
  const byPassword = createVisitor(server);
  await byPassword.ask('POST', '/api/session', { email: 'denis@caf.example', password: PASSWORD });
  expect((await byPassword.ask('GET', '/api/accounts')).statusCode).toBe(403);
});

test('signing out also ends the session of the provider, once', async () => {
  const { visitor } = await enter();
  const { leave } = (await visitor.ask('DELETE', '/api/session')).json();
  expect(leave).toMatch(new RegExp(`^${provider.issuer}/logout\\?`));
  expect(new URL(leave).searchParams.get('id_token_hint')).toMatch(/^ey/);
  expect(new URL(leave).searchParams.get('post_logout_redirect_uri')).toBe('http://localhost:3000/');
  expect((await createVisitor(server).ask('DELETE', '/api/session')).json()).toEqual({ leave: null });
});

test('another page cannot begin nor finish a sign-in; attempts are counted', async () => {
  for (const url of ['/api/session/oidc', '/api/session/oidc/return']) {
    const answer = await server.app.inject({ method: 'POST', url, headers: { host: 'maillage.example' }, payload: { query: 'code=x' } });
    expect([url, answer.statusCode]).toEqual([url, 403]);
  }
  const guesser = createVisitor(server);
  const statuses = [];
  for (let attempt = 0; attempt < 12; attempt++) statuses.push((await comeBack(guesser, 'code=x&state=y')).statusCode);
  expect(statuses.slice(10)).toEqual([429, 429]);
});

test('a provider that is down is told, and asked again later', async () => {
  const down = await startOidcProvider('http://localhost:3000/connexion/retour');
  await down.close();
  const other = await startTestServer({
    ...{ store: server.store },
    oidc: { ...down, label: 'ProConnect', scope: 'openid', trustsEmails: true, strongAcrs: [] },
  });
  try {
    const answer = await createVisitor(other).ask('POST', '/api/session/oidc');
    expect([answer.statusCode, answer.json().error.message]).toEqual([502, expect.stringContaining('ProConnect ne répond pas')]);
  } finally {
    await other.app.close();
  }
});
