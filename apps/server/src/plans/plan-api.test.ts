import { gunzipSync } from 'node:zlib';
import { type ActionPlan, type ActionSheet, actionPlan } from '@maillage/domain/plans/plan.ts';
import { planView } from '@maillage/domain/plans/plan-view.ts';
import { writePlan } from '@maillage/pipeline/plans/write-plan.ts';
import { emptyPlan, findPlan } from '@maillage/store/plans/plans-repo.ts';
import { replacePlan } from '@maillage/store/plans/save-plan.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWNER, startTestServer, type TestServer } from '../testing/start-test-server.ts';

const XSS = '<img src=x onerror=alert(1)>';
const PLAN: ActionPlan = actionPlan.parse({
  departementCode: '00',
  title: 'Programme',
  organisations: [{ name: 'CAF' }],
  axes: [{ id: '3', title: 'Services' }],
  actionSheets: [
    { id: '3.1', axisId: '3', title: 'Décidée', status: 'underway', description: XSS, dependsOn: ['3.3'] },
    { id: '3.2', axisId: '3', title: 'Encore secrète', status: 'proposed', dependsOn: ['3.1'] },
    { id: '3.3', axisId: '3', title: 'Encore secrète aussi' },
  ],
});
const SCHEME = '00-sdaasp';
const STRANGER = { remoteAddress: '203.0.113.9', headers: { host: 'maillage.example' } };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ config: { maxUploadBytes: 1_000_000 } });
  await replacePlan(server.store, { schemeId: SCHEME, authorId: 'exemple', now: '2026-01-31T10:00:00.000Z' }, PLAN, emptyPlan('00'));
});
afterAll(() => server.close());

const get = (url: string, options: object = { headers: OWNER }) => server.app.inject({ method: 'GET', url, ...options });
const put = (id: string, sheet: Partial<ActionSheet>, version: number, options: object = {}) =>
  server.app.inject({ method: 'PUT', url: `/api/plan/sheets/${id}`, headers: OWNER, payload: { sheet, version }, ...options });
const stored = async (id: string) => (await findPlan(server.store, SCHEME))!.sheets.find(({ sheet }) => sheet.id === id)!;

test('a stranger reads what is decided, and nothing of what is discussed, by any door', async () => {
  const plan = (await get('/api/plan', STRANGER)).json();
  expect(plan.sheets.map(({ id }: ActionSheet) => id)).toEqual(['3.1']);
  expect([plan.hiddenCount, plan.rights, plan.writableSheetIds]).toEqual([2, [], []]);
  // What it leans on is not decided: not even its number is told.
  const decided = (await get('/api/plan/sheets/3.1', STRANGER)).json().sheet;
  expect([plan.sheets[0].dependsOn, decided.dependsOn]).toEqual([[], []]);
  expect((await get('/api/plan/sheets/3.1')).json().sheet.dependsOn).toEqual(['3.3']);
  const unknown = await get('/api/plan/sheets/9.9', STRANGER);
  const secret = await get('/api/plan/sheets/3.2', STRANGER);
  expect([unknown.statusCode, secret.statusCode]).toEqual([404, 404]);
  expect(secret.json().error.message.replace('3.2', '9.9')).toBe(unknown.json().error.message);
  for (const format of ['json', 'csv', 'xlsx']) {
    const file = await get(`/api/plan/files/plan.${format}`, STRANGER);
    expect([format, file.statusCode, file.body.includes('secrète')]).toEqual([format, 200, false]);
  }
});

test('a plan that did not change is not sent again; what one reader may see is never kept for another', async () => {
  const mine = await get('/api/plan');
  const theirs = await get('/api/plan', STRANGER);
  expect(mine.headers['cache-control']).toBe('private, no-cache');
  expect(mine.headers.etag).not.toBe(theirs.headers.etag);
  const again = (tag: unknown) => get('/api/plan', { headers: { ...OWNER, 'if-none-match': String(tag) } });
  expect([(await again(mine.headers.etag)).statusCode, (await again(mine.headers.etag)).body]).toEqual([304, '']);
  const wrong = await again(theirs.headers.etag);
  expect([wrong.statusCode, wrong.json().sheets.length]).toEqual([200, 3]);
  const packed = await get('/api/plan', { headers: { ...OWNER, 'accept-encoding': 'gzip' } });
  expect(gunzipSync(packed.rawPayload).toString()).toBe(mine.body);
  expect(planView.parse(mine.json())).toEqual(mine.json());
});

test.each([
  ['PUT', '/api/plan/sheets/3.1', { sheet: PLAN.actionSheets[0], version: 1 }],
  ['DELETE', '/api/plan/sheets/3.1?version=1', undefined],
  ['POST', '/api/plan/sheets/3.1/restore', {}],
  ['POST', '/api/plan/sheets/3.1/validate', { version: 1, owner: 'prefecture' }],
  ['POST', '/api/plan/sheets/3.1/comments', { text: 'x' }],
  ['POST', '/api/plan/bulk', { sheets: [{ id: '3.1', version: 1 }], set: { status: 'done' } }],
  ['PUT', '/api/plan/heading', { heading: PLAN, version: 1 }],
  ['POST', '/api/plan/import', {}],
  ['GET', '/api/plan/history', undefined],
  ['GET', '/api/plan/removed', undefined],
  ['GET', '/api/plan/sheets/3.1/comments', undefined],
  ['POST', '/api/scheme/acts', { type: 'diagnosis', date: '2026-01-01' }],
  ['POST', '/api/scheme/acts/1/cancel', {}],
] as const)('%s %s is closed to a stranger, to another site and to a form, and writes nothing', async (method, url, payload) => {
  const before = JSON.stringify(await findPlan(server.store, SCHEME));
  const body = payload === undefined ? {} : { payload };
  const attempts = [{ ...STRANGER, headers: { ...STRANGER.headers, ...OWNER, host: 'maillage.example' } }];
  if (method !== 'GET')
    attempts.push(
      { remoteAddress: '127.0.0.1', headers: { host: 'localhost:3000' } as never },
      { remoteAddress: '127.0.0.1', headers: { ...OWNER, origin: 'https://mechant.example' } as never },
      { remoteAddress: '127.0.0.1', headers: { ...OWNER, 'sec-fetch-site': 'cross-site' } as never },
    );
  for (const attempt of attempts) {
    const answer = await server.app.inject({ method, url, ...body, ...attempt });
    expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'not-allowed']);
  }
  expect(JSON.stringify(await findPlan(server.store, SCHEME))).toBe(before);
});

test('a sheet is saved over the version read; a second save of the same version is told what is there', async () => {
  const { sheet, version } = await stored('3.1');
  const first = await put('3.1', { ...sheet, title: 'Premier' }, version);
  expect([first.statusCode, first.json().version]).toEqual([200, version + 1]);
  const second = await put('3.1', { ...sheet, title: 'Second' }, version);
  expect(second.statusCode).toBe(409);
  expect(second.json().error.details).toMatchObject({
    version: version + 1,
    current: { title: 'Premier' },
    author: 'le poste qui héberge Maillage',
  });
  expect((await stored('3.1')).sheet.title).toBe('Premier');
});

test.each([
  ['un autre numéro que celui de l’adresse', { id: '3.9' }, 400],
  ['un champ inconnu', { admin: true }, 400],
  ['un titre vide', { title: ' ' }, 400],
  ['une date qui n’existe pas', { startDate: '2026-02-31' }, 400],
  ['un montant négatif', { budget: [{ funder: 'CAF', year: 2026, nature: 'operating', plannedEuros: -1 }] }, 400],
  ['un organisme inconnu', { lead: 'Personne' }, 422],
])('%s est refusé', async (_, changes, status) => {
  const { sheet, version } = await stored('3.1');
  expect((await put('3.1', { ...sheet, ...changes } as Partial<ActionSheet>, version)).statusCode).toBe(status);
});

test('a hostile text comes back as it was typed, as JSON that no browser runs', async () => {
  const answer = await get('/api/plan/sheets/3.1');
  expect(answer.headers['content-type']).toContain('application/json');
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect(answer.json().sheet.description).toBe(XSS);
});

test('a bulk edit says of each sheet whether it took', async () => {
  const [one, two] = [await stored('3.1'), await stored('3.2')];
  const answer = await server.app.inject({
    ...{ method: 'POST', url: '/api/plan/bulk', headers: OWNER },
    payload: {
      sheets: [
        { id: '3.1', version: one.version },
        { id: '3.2', version: two.version + 5 },
        { id: '8.8', version: 1 },
      ],
      set: { endDate: '2029-12-31' },
    },
  });
  expect(
    answer.json().map(({ version, message }: { version: number | null; message: string | null }) => [version !== null, message === null]),
  ).toEqual([
    [true, true],
    [false, false],
    [false, false],
  ]);
  expect((await stored('3.1')).sheet.endDate).toBe('2029-12-31');
});

test('history says who, what, and both values; comments are kept as typed', async () => {
  await server.app.inject({ method: 'POST', url: '/api/plan/sheets/3.1/comments', headers: OWNER, payload: { text: XSS } });
  expect((await get('/api/plan/sheets/3.1/comments')).json().map(({ text }: { text: string }) => text)).toEqual([XSS]);
  const [last] = (await get('/api/plan/history?sheet=3.1')).json();
  expect(last).toMatchObject({
    act: 'saved',
    author: 'le poste qui héberge Maillage',
    changes: [{ field: 'endDate', after: '2029-12-31' }],
  });
});

function upload(name: string, bytes: Uint8Array, query: string) {
  const boundary = 'frontiere';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return server.app.inject({
    ...{ method: 'POST', url: `/api/plan/import?${query}` },
    headers: { ...OWNER, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
}

test('an import first says what it changes, then writes it', async () => {
  const current = actionPlan.parse((await get('/api/plan/files/plan.json')).json());
  const [first, ...others] = current.actionSheets;
  const bytes = await writePlan({ ...current, actionSheets: [{ ...first!, title: 'Importée' }, ...others] }, 'xlsx');
  const dry = await upload('plan.xlsx', bytes, 'dryRun=1');
  expect([dry.statusCode, dry.json().changes.length, dry.json().applied]).toEqual([200, 1, false]);
  expect((await stored('3.1')).sheet.title).not.toBe('Importée');
  expect((await upload('plan.xlsx', bytes, 'dryRun=0')).json().applied).toBe(true);
  expect((await stored('3.1')).sheet.title).toBe('Importée');
  expect((await upload('plan.xlsx', bytes, 'dryRun=0')).json().changes).toEqual([]);
});

test('an import with one row to mend writes nothing, not even the rows that are sound', async () => {
  const before = (await get('/api/plan/files/plan.json')).body;
  const answer = (
    await upload('plan.csv', new TextEncoder().encode('fiche;titre;début\n3.1;Écrite à moitié;\n3.9;Neuve;31/02/2026\n'), 'dryRun=0')
  ).json();
  expect(answer).toMatchObject({ applied: false, rejects: [{ table: 'fiches', line: 3 }] });
  expect((await get('/api/plan/files/plan.json')).body).toBe(before);
});

test.each([
  ['un programme', 'plan.exe', 'MZ', 422],
  ['un nom qui sort du dossier', '../../etc/plan.csv', 'fiche;titre\n3.1;x', 200],
  ['une page web', 'plan.csv', '<html><script>alert(1)</script></html>', 422],
  ['un classeur qui n’en est pas un', 'plan.xlsx', 'PK\u0003\u0004rien', 422],
  ['un fichier vide', 'plan.json', '', 422],
])('%s déposé ne fait pas de mal', async (_, name, content, status) => {
  const answer = await upload(name, new TextEncoder().encode(content), 'dryRun=1');
  expect([name, answer.statusCode]).toEqual([name, status]);
  expect(answer.json().error?.message ?? '').not.toMatch(/\/tmp|Error:/);
});

test('the completeness test names no sheet still in discussion to who may not read it', async () => {
  await upload('plan.csv', new TextEncoder().encode('fiche;titre;état\n3.77;Secrète;idée\n'), 'dryRun=0');
  const objectives = async (who?: object) =>
    JSON.stringify((await get('/api/scheme', who)).json().completeness.find(({ id }: { id: string }) => id === 'objectives'));
  expect(await objectives()).toContain('3.77');
  expect(await objectives(STRANGER)).not.toContain('3.77');
});

test('the procedure opens for all; an act that cannot come is refused with its reason; the last one can be cancelled', async () => {
  const act = (payload: object) => server.app.inject({ method: 'POST', url: '/api/scheme/acts', headers: OWNER, payload });
  expect((await get('/api/scheme', STRANGER)).json()).toMatchObject({ state: 'preparation', canWrite: false });
  expect((await act({ type: 'order', date: '2026-01-01' })).json().error.message).toContain('ne vient pas après « préparation »');
  expect((await act({ type: 'diagnosis', date: '2999-01-01' })).json().error.message).toContain('à venir');
  const diagnosed = (await act({ type: 'diagnosis', date: '2026-01-01', note: XSS })).json();
  expect([diagnosed.state, diagnosed.acts[0].act.note]).toEqual(['diagnosis', XSS]);
  const cancelled = await server.app.inject({
    method: 'POST',
    url: `/api/scheme/acts/${diagnosed.acts[0].position}/cancel`,
    headers: OWNER,
    payload: {},
  });
  expect([cancelled.json().state, cancelled.json().acts[0].isCancelled]).toEqual(['preparation', true]);
});

test('axes and organisations are saved over the version read; the second is told who wrote and what, and the history has both', async () => {
  const { plan, version } = (await get('/api/plan')).json();
  const save = (heading: object, over: number, renamed: object[] = []) =>
    server.app.inject({ method: 'PUT', url: '/api/plan/heading', headers: OWNER, payload: { heading, version: over, renamed } });
  const wider = { ...plan, axes: [{ id: '5', title: 'Jeunes', objectives: [] }, ...plan.axes] };
  const first = await save(wider, version);
  expect([first.statusCode, first.json().version]).toEqual([200, version + 1]);
  const late = await save(plan, version);
  expect([late.statusCode, late.json().error.details.author]).toEqual([409, 'le poste qui héberge Maillage']);
  expect(late.json().error.details.current.axes.map(({ id }: { id: string }) => id)).toEqual(['5', '3']);
  const held = await save({ ...wider, axes: [] }, version + 1);
  expect([held.statusCode, held.json().error.message]).toEqual([422, expect.stringContaining('l’axe 3 n’existe pas')]);
  const renamed = [{ from: 'CAF', to: 'Caisse du Val' }];
  const named = { ...wider, organisations: [{ name: 'Caisse du Val', kind: 'operator' }] };
  expect((await save(named, version + 1, [{ from: 'Personne', to: 'Caisse du Val' }])).json().error.message).toContain('« Personne »');
  expect((await save(named, version + 1, renamed)).statusCode).toBe(200);
  const history = (await get('/api/plan/history?of=plan')).json();
  expect(history.map(({ record }: { record: string }) => record)).toEqual(Array(history.length).fill('plan'));
  const told = history.flatMap(({ changes }: { changes: { text: string }[] }) => changes.map(({ text }) => text));
  expect(told).toContain('Axe 5 « Jeunes » : ajout.');
  expect(told).toContain('Organisme « Caisse du Val » : ajout.');
});
