import { type ActionPlan, actionPlan } from '@maillage/domain/plans/plan.ts';
import { emptyPlan, findPlan } from '@maillage/store/plans/plans-repo.ts';
import { replacePlan } from '@maillage/store/plans/save-plan.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWNER, startTestServer, type TestServer } from '../testing/start-test-server.ts';
import { codeOf, createVisitor, join, lastToken, PASSWORD, setSecondFactor, type Visitor } from '../testing/visitor.ts';

const SCHEME = '00-sdaasp';
const PLAN: ActionPlan = actionPlan.parse({
  departementCode: '00',
  axes: [
    { id: '3', title: 'Services' },
    { id: '4', title: 'Santé' },
  ],
  actionSheets: [
    { id: '3.1', axisId: '3', title: 'Une', status: 'proposed' },
    { id: '3.2', axisId: '3', title: 'Deux', status: 'proposed' },
    { id: '4.1', axisId: '4', title: 'Trois', status: 'underway' },
  ],
});
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await replacePlan(server.store, { schemeId: SCHEME, authorId: 'exemple', now: '2026-01-31T10:00:00.000Z' }, PLAN, emptyPlan('00'));
});
afterAll(() => server.close());

const visitor = () => createVisitor(server);
const host = (method: 'GET' | 'POST', url: string, payload?: object) =>
  server.app.inject({ method, url, headers: OWNER, ...(payload === undefined ? {} : { payload }) });

let owner: Visitor;
let ownerCodes = '';
test('the machine invites the first owner, who writes once a second factor is set; the machine alone then writes no more', async () => {
  expect((await host('GET', '/api/session')).json().kind).toBe('host');
  owner = await join(server, { inviter: null, email: 'anne@departement.example', part: 'scheme', level: 'own' });
  expect((await owner.ask('GET', '/api/session')).json()).toMatchObject({ kind: 'person', name: 'anne', needsSecondFactor: true });
  const sheet = { ...PLAN.actionSheets[0]!, title: 'Une, modifiée' };
  expect((await owner.ask('PUT', '/api/plan/sheets/3.1', { sheet, version: 1 })).statusCode).toBe(403);
  expect((await owner.ask('POST', '/api/account/second-factor', { password: 'pas le bon' })).statusCode).toBe(403);
  const { uri, backupCodes } = (await owner.ask('POST', '/api/account/second-factor', { password: PASSWORD })).json();
  expect(backupCodes.length).toBeGreaterThan(5);
  ownerCodes = uri;
  expect((await owner.ask('POST', '/api/session/second-factor', { code: codeOf(uri) })).statusCode).toBe(200);
  expect((await owner.ask('GET', '/api/session')).json()).toMatchObject({ hasSecondFactor: true, needsSecondFactor: false });
  expect((await owner.ask('PUT', '/api/plan/sheets/3.1', { sheet, version: 1 })).statusCode).toBe(200);
  expect((await host('GET', '/api/session')).json().kind).toBe('anonymous');
  expect((await host('POST', '/api/accounts/invitations', { email: 'x@y.fr', part: 'scheme', level: 'own' })).statusCode).toBe(403);
});

test('with a second factor, the password alone opens nothing', async () => {
  const thief = visitor();
  const answer = await thief.ask('POST', '/api/session', { email: 'anne@departement.example', password: PASSWORD });
  expect(answer.json()).toEqual({ secondFactor: true });
  expect((await thief.ask('GET', '/api/session')).json().kind).toBe('anonymous');
  expect((await thief.ask('POST', '/api/session/second-factor', { code: '000000' })).statusCode).toBe(403);
  expect((await thief.ask('GET', '/api/accounts')).statusCode).toBe(403);
  expect((await thief.ask('POST', '/api/session/second-factor', { code: codeOf(ownerCodes) })).statusCode).toBe(200);
  expect((await thief.ask('GET', '/api/session')).json().kind).toBe('person');
});

let leader: Visitor;
test('somebody who leads a sheet writes that sheet and no other, whatever is sent', async () => {
  leader = await join(server, { inviter: owner, email: 'bruno@caf.example', part: 'sheet:3.2', level: 'lead' });
  const [, two, three] = PLAN.actionSheets;
  expect((await leader.ask('PUT', '/api/plan/sheets/3.2', { sheet: { ...two, title: 'Deux, modifiée' }, version: 1 })).statusCode).toBe(
    200,
  );
  // Another sheet, this one under the stored axis, another axis, a new sheet, the whole plan, the procedure, the accounts.
  expect((await leader.ask('PUT', '/api/plan/sheets/4.1', { sheet: { ...three, title: 'x' }, version: 1 })).statusCode).toBe(403);
  expect((await leader.ask('PUT', '/api/plan/sheets/3.1', { sheet: { ...PLAN.actionSheets[0], id: '3.1' }, version: 2 })).statusCode).toBe(
    404,
  );
  expect((await leader.ask('PUT', '/api/plan/sheets/3.9', { sheet: { ...two, id: '3.9' }, version: 0 })).statusCode).toBe(403);
  expect((await leader.ask('DELETE', '/api/plan/sheets/3.2?version=2')).statusCode).toBe(403);
  expect((await leader.ask('POST', '/api/scheme/acts', { type: 'diagnosis', date: '2026-01-01' })).statusCode).toBe(403);
  expect((await leader.ask('GET', '/api/accounts')).statusCode).toBe(403);
  expect((await leader.ask('GET', '/api/accounts/audit')).statusCode).toBe(403);
  const bulk = {
    sheets: [
      { id: '3.2', version: 2 },
      { id: '4.1', version: 1 },
    ],
    set: { endDate: '2027-01-31' },
  };
  expect((await leader.ask('POST', '/api/plan/bulk', bulk)).json().map(({ version }: { version: number | null }) => version)).toEqual([
    3,
    null,
  ]);
  expect((await findPlan(server.store, SCHEME))!.sheets.find(({ sheet }) => sheet.id === '4.1')!.sheet.title).toBe('Trois');
});

test('nobody learns who has an account: the same words, and the same silence', async () => {
  const guesser = visitor();
  const wrong = await guesser.ask('POST', '/api/session', { email: 'bruno@caf.example', password: 'faux mot de passe' });
  const unknown = await guesser.ask('POST', '/api/session', { email: 'personne@caf.example', password: 'faux mot de passe' });
  expect([wrong.statusCode, wrong.json()]).toEqual([unknown.statusCode, unknown.json()]);
  const before = server.letters.length;
  const known = await guesser.ask('POST', '/api/session/link', { email: 'bruno@caf.example' });
  const none = await guesser.ask('POST', '/api/session/link', { email: 'personne@caf.example' });
  expect([known.statusCode, known.body]).toEqual([none.statusCode, none.body]);
  // Somebody with a second factor does not enter by a link alone.
  await guesser.ask('POST', '/api/session/link', { email: 'anne@departement.example' });
  await expect.poll(() => server.letters.length).toBe(before + 1);
  expect(server.letters.slice(before).map(({ to }) => to)).toEqual(['bruno@caf.example']);
});

test('a link signs in once; the secret stands after the # of its address', async () => {
  const who = visitor();
  const before = server.letters.length;
  await who.ask('POST', '/api/session/link', { email: 'bruno@caf.example' });
  await expect.poll(() => server.letters.length).toBe(before + 1);
  const token = lastToken(server);
  expect((await who.ask('POST', '/api/session/link/open', { token })).statusCode).toBe(200);
  expect((await who.ask('GET', '/api/session')).json()).toMatchObject({ kind: 'person', name: 'bruno' });
  expect((await visitor().ask('POST', '/api/session/link/open', { token })).statusCode).toBe(403);
});

test('guessing stops after ten attempts a minute', async () => {
  const guesser = visitor();
  const statuses = [];
  for (let attempt = 0; attempt < 12; attempt++)
    statuses.push((await guesser.ask('POST', '/api/session', { email: 'bruno@caf.example', password: `essai ${attempt}` })).statusCode);
  expect(statuses.slice(0, 10).every((status) => status === 403)).toBe(true);
  expect(statuses.slice(10)).toEqual([429, 429]);
});

test('a session is born at sign-in and dies at sign-out: a cookie planted before, or kept after, opens nothing', async () => {
  const who = visitor();
  who.cookie = 'maillage.session_token=plante.signature';
  await who.ask('POST', '/api/session', { email: 'bruno@caf.example', password: PASSWORD });
  expect(who.cookie).not.toContain('plante');
  const kept = who.cookie;
  expect((await who.ask('DELETE', '/api/session')).statusCode).toBe(200);
  who.cookie = kept;
  expect((await who.ask('GET', '/api/session')).json().kind).toBe('anonymous');
});

test('the cookie is out of reach of scripts and of other sites', async () => {
  const answer = await server.app.inject({
    ...{ method: 'POST', url: '/api/session', headers: OWNER, remoteAddress: '198.51.100.7' },
    payload: { email: 'bruno@caf.example', password: PASSWORD },
  });
  const cookie = [answer.headers['set-cookie'] ?? []].flat().find((one) => one.includes('session_token'))!;
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
});

test('an invitation serves once; it cannot be used to enter an account that exists', async () => {
  await owner.ask('POST', '/api/accounts/invitations', { email: 'bruno@caf.example', part: 'axis:4', level: 'contribute' });
  const token = lastToken(server);
  const stranger = visitor();
  expect((await stranger.ask('POST', '/api/invitations/read', { token })).json()).toMatchObject({
    email: 'bruno@caf.example',
    isKnown: true,
  });
  expect((await stranger.ask('POST', '/api/invitations/accept', { token, name: 'Faux Bruno', password: PASSWORD })).statusCode).toBe(403);
  expect((await leader.ask('POST', '/api/invitations/accept', { token })).statusCode).toBe(200);
  expect((await leader.ask('POST', '/api/invitations/accept', { token })).statusCode).toBe(400);
  expect((await leader.ask('POST', '/api/plan/sheets/4.1/comments', { text: 'Bonjour' })).statusCode).toBe(200);
});

test('the last owner cannot be taken away, nor leave', async () => {
  const { members } = (await owner.ask('GET', '/api/accounts')).json();
  const own = members.find(({ level }: { level: string }) => level === 'own');
  expect((await owner.ask('DELETE', `/api/accounts/grants/${own.id}`)).statusCode).toBe(400);
  expect((await owner.ask('DELETE', '/api/account', { password: PASSWORD })).statusCode).toBe(400);
});

test('the audit keeps every write and every refusal, and nothing of what was typed', async () => {
  const audit = (await owner.ask('GET', '/api/accounts/audit')).json();
  const told = JSON.stringify(audit);
  expect(audit.find(({ action }: { action: string }) => action === 'PUT /api/plan/sheets/:sheetId').title).toMatch(
    /^Enregistrer une fiche/,
  );
  expect(
    audit.some(({ action, status }: { action: string; status: number }) => action === 'PUT /api/plan/sheets/:sheetId' && status === 403),
  ).toBe(true);
  expect(
    audit.some(({ action, actor }: { action: string; actor: string }) => action === 'PUT /api/plan/sheets/:sheetId' && actor === 'bruno'),
  ).toBe(true);
  expect(told).not.toContain(PASSWORD);
  expect(told).not.toContain('@');
});

test('somebody takes their data away, then is erased: what they wrote stays, without their name', async () => {
  const data = (await leader.ask('GET', '/api/account/data')).json();
  expect(data.person.email).toBe('bruno@caf.example');
  expect(data.edits.map(({ recordId }: { recordId: string }) => recordId)).toContain('3.2');
  expect(data.comments.map(({ content }: { content: string }) => content)).toEqual(['Bonjour']);
  expect((await leader.ask('DELETE', '/api/account', { password: 'faux' })).statusCode).toBe(403);
  expect((await leader.ask('DELETE', '/api/account', { password: PASSWORD })).statusCode).toBe(200);
  expect((await leader.ask('GET', '/api/session')).json().kind).toBe('anonymous');
  const history = (await owner.ask('GET', '/api/plan/history?sheet=3.2')).json();
  expect(history.map(({ author }: { author: string }) => author)).toContain('compte effacé');
  expect(JSON.stringify(await owner.ask('GET', '/api/accounts').then((answer) => answer.json()))).not.toContain('bruno');
});

test('the two owners decide by their role: each says who does so in its name, and the name of an institution gives nothing', async () => {
  const come = async (email: string, inviter: Visitor | null, said: object) => {
    const payload = { email, part: 'scheme', level: 'own', ...said };
    const sent = await inviter!.ask('POST', '/api/accounts/invitations', payload);
    if (sent.statusCode !== 200) return { sent, visitor: visitor() };
    const one = visitor();
    await one.ask('POST', '/api/invitations/accept', { token: lastToken(server), name: email.split('@')[0], password: PASSWORD });
    await one.ask('POST', '/api/session', { email, password: PASSWORD });
    return { sent, visitor: one };
  };
  const sides = async (one: Visitor) => (await one.ask('GET', '/api/plan/sheets/3.1')).json().validatesFor;
  // Nobody decides for the Préfecture yet: whoever owns the scheme invites the first.
  const { visitor: paul } = await come('paul@etat.example', owner, { organisation: 'Services de l’État', owner: 'prefecture' });
  const paulCodes = await setSecondFactor(paul);
  expect(await sides(paul)).toEqual(['prefecture']);
  expect(paulCodes).toContain('otpauth://');
  const { visitor: faux } = await come('faux@ailleurs.example', owner, { organisation: 'Préfecture', level: 'validate' });
  expect(await sides(faux)).toEqual([]);
  const { version } = (await owner.ask('GET', '/api/plan/sheets/3.1')).json();
  const forced = await faux.ask('POST', '/api/plan/sheets/3.1/validate', { version, owner: 'prefecture' });
  expect([forced.statusCode, forced.json().error.message]).toEqual([403, expect.stringContaining('au nom de la Préfecture')]);
  const { sent } = await come('ami@departement.example', owner, { owner: 'prefecture', level: 'validate' });
  expect([sent.statusCode, sent.json().error.message]).toEqual([
    403,
    expect.stringContaining('Seul un propriétaire au nom de la Préfecture'),
  ]);
  const lesser = await paul.ask('POST', '/api/accounts/invitations', {
    email: 'a@b.example',
    part: 'scheme',
    level: 'read',
    owner: 'prefecture',
  });
  expect([lesser.statusCode, lesser.json().error.message]).toEqual([400, expect.stringContaining('droit de valider')]);
  const { visitor: second } = await come('claire@etat.example', paul, { owner: 'prefecture', level: 'validate' });
  expect(await sides(second)).toEqual(['prefecture']);

  // An invitation of the Préfecture is not replaced by a lesser one of the Département.
  const nina = { email: 'nina@etat.example', part: 'scheme' };
  expect((await paul.ask('POST', '/api/accounts/invitations', { ...nina, level: 'validate', owner: 'prefecture' })).statusCode).toBe(200);
  const replaced = await owner.ask('POST', '/api/accounts/invitations', { ...nina, email: 'Nina@Etat.example', level: 'read' });
  expect([replaced.statusCode, replaced.json().error.message]).toEqual([403, expect.stringContaining('seul un de ses propriétaires')]);
  expect((await paul.ask('POST', '/api/accounts/invitations', { ...nina, level: 'read' })).statusCode).toBe(200);
});

test('neither owner takes from the other the right by which it decides, nor lowers it by an invitation; each gives up its own', async () => {
  type Row = { id: string; email: string; level: string; owner: string | null; isRemovable: boolean };
  const rowOf = async (asker: Visitor, email: string) =>
    ((await asker.ask('GET', '/api/accounts')).json().members as Row[]).find((one) => one.email === email && one.level !== 'contribute')!;
  const paul = visitor();
  await paul.ask('POST', '/api/session', { email: 'paul@etat.example', password: PASSWORD });
  const his = await rowOf(owner, 'paul@etat.example');
  expect(his).toMatchObject({ owner: 'prefecture', isRemovable: false });
  const taken = await owner.ask('DELETE', `/api/accounts/grants/${his.id}`);
  expect([taken.statusCode, taken.json().error.message]).toEqual([403, expect.stringContaining('Ce droit décide pour la Préfecture')]);
  const claire = await rowOf(owner, 'claire@etat.example');
  expect((await owner.ask('DELETE', `/api/accounts/grants/${claire.id}`)).statusCode).toBe(403);

  // An owner of the scheme who decides for nobody invites the owner of the Préfecture to read: accepting would take their right away.
  const token = await (async () => {
    await owner.ask('POST', '/api/accounts/invitations', { email: 'claire@etat.example', part: 'scheme', level: 'read' });
    return lastToken(server);
  })();
  const clairesOwn = visitor();
  await clairesOwn.ask('POST', '/api/session', { email: 'claire@etat.example', password: PASSWORD });
  const lowered = await clairesOwn.ask('POST', '/api/invitations/accept', { token });
  expect([lowered.statusCode, lowered.json().error.message]).toEqual([400, expect.stringContaining('remplacerait un droit plus fort')]);
  expect(await rowOf(owner, 'claire@etat.example')).toMatchObject({ level: 'validate', owner: 'prefecture' });

  // A right that decides for nobody is taken back as before.
  const faux = await rowOf(owner, 'faux@ailleurs.example');
  expect([faux.isRemovable, (await owner.ask('DELETE', `/api/accounts/grants/${faux.id}`)).statusCode]).toEqual([true, 200]);
});
