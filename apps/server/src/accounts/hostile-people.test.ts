import { createHash, randomUUID } from 'node:crypto';
import { actionPlan } from '@maillage/domain/plans/plan.ts';
import { MAX_DOCUMENT_BYTES } from '@maillage/domain/plans/sheet-document.ts';
import { writePlan } from '@maillage/pipeline/plans/write-plan.ts';
import { emptyPlan, findPlan } from '@maillage/store/plans/plans-repo.ts';
import { replacePlan } from '@maillage/store/plans/save-plan.ts';
import { recordAct } from '@maillage/store/schemes/scheme-acts-repo.ts';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWNER, startTestServer, type TestServer } from '../testing/start-test-server.ts';
import { createVisitor, join, lastToken, PASSWORD, setSecondFactor, type Visitor } from '../testing/visitor.ts';

// Bruno leads sheet 3.2 alone, Carole the whole axis 4; sheets 3.1 and 4.1 are still discussed.
const SCHEME = '00-sdaasp';
const NOW = '2026-01-31T10:00:00.000Z';
const XSS = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
const PLAN = actionPlan.parse({
  departementCode: '00',
  axes: [
    { id: '3', title: 'Services' },
    { id: '4', title: 'Santé' },
  ],
  actionSheets: [
    { id: '3.1', axisId: '3', title: 'Secret de l’axe 3', status: 'proposed' },
    { id: '3.2', axisId: '3', title: 'Deux', status: 'underway' },
    { id: '4.1', axisId: '4', title: 'Secret de l’axe 4', status: 'proposed' },
  ],
});
let server: TestServer;
let owner: Visitor;
let bruno: Visitor;
let carole: Visitor;
beforeAll(async () => {
  server = await startTestServer({ config: { maxUploadBytes: 100_000_000 } });
  await replacePlan(server.store, { schemeId: SCHEME, authorId: 'exemple', now: NOW }, PLAN, emptyPlan('00'));
  owner = await join(server, { inviter: null, email: 'anne@departement.example', part: 'scheme', level: 'own' });
  await setSecondFactor(owner);
  bruno = await join(server, { inviter: owner, email: 'bruno@caf.example', part: 'sheet:3.2', level: 'lead' });
  carole = await join(server, { inviter: owner, email: 'carole@ars.example', part: 'axis:4', level: 'lead' });
});
afterAll(() => server?.close());

let uploads = 0;
function upload(who: Visitor, url: string, name: string, bytes: Uint8Array) {
  const boundary = 'frontiere';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name.replace(/"/g, '%22')}"\r\ncontent-type: text/html\r\n\r\n`;
  return server.app.inject({
    ...{ method: 'POST', url, remoteAddress: `198.51.100.${++uploads % 250}` },
    headers: { ...OWNER, host: 'maillage.example', cookie: who.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
}
const text = (content: string) => new TextEncoder().encode(content);
const attach = (who: Visitor, sheet: string, name: string, content: string) =>
  upload(who, `/api/plan/sheets/${sheet}/documents`, name, text(content));

test('somebody who leads one axis learns nothing of a draft of another, by no address', async () => {
  const [draft] = PLAN.actionSheets;
  const tries = [
    await carole.ask('GET', '/api/plan/sheets/3.1'),
    await carole.ask('GET', '/api/plan/sheets/3.1/comments'),
    await carole.ask('GET', '/api/plan/sheets/3.1/documents'),
    await carole.ask('GET', '/api/plan/history?sheet=3.1'),
    // As if it were new, in one’s own axis: the conflict would tell what is there.
    await carole.ask('PUT', '/api/plan/sheets/3.1', { sheet: { ...draft, axisId: '4' }, version: 0 }),
    await carole.ask('POST', '/api/plan/bulk', { sheets: [{ id: '3.1', version: 1 }], set: { status: 'done' } }),
    await carole.ask('POST', '/api/plan/sheets/3.1/comments', { text: 'x' }),
    await carole.ask('GET', '/api/plan/files/plan.json'),
    await carole.ask('GET', '/api/plan'),
  ];
  for (const answer of tries) expect(answer.body).not.toContain('Secret de l’axe 3');
  expect(tries.slice(0, 5).map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404]);
  expect((await findPlan(server.store, SCHEME))!.sheets.find(({ sheet }) => sheet.id === '3.1')!.version).toBe(1);
});

test('a document is reached by its own sheet alone, and removed by its author or who leads the sheet', async () => {
  const { id } = (await attach(carole, '4.1', 'Bilan.txt', 'Chiffres de l’axe 4')).json();
  expect((await bruno.ask('GET', `/api/plan/sheets/4.1/documents/${id}`)).statusCode).toBe(404);
  const detour = await bruno.ask('GET', `/api/plan/sheets/3.2/documents/${id}`);
  expect([detour.statusCode, detour.json().error.code]).toEqual([404, 'file-not-found']);
  expect((await bruno.ask('DELETE', `/api/plan/sheets/3.2/documents/${id}`)).statusCode).toBe(404);
  expect((await createVisitor(server).ask('GET', `/api/plan/sheets/4.1/documents/${id}`)).statusCode).toBe(403);
  const denis = await join(server, { inviter: owner, email: 'denis@caf.example', part: 'axis:4', level: 'contribute' });
  expect((await denis.ask('DELETE', `/api/plan/sheets/4.1/documents/${id}`)).statusCode).toBe(403);
  const own = (await attach(denis, '4.1', 'Le mien.txt', 'à moi')).json().id;
  const listed = (await denis.ask('GET', '/api/plan/sheets/4.1/documents')).json();
  expect(listed.map(({ name, author, canRemove }: Record<string, unknown>) => [name, author, canRemove])).toEqual([
    ['Bilan.txt', 'carole', false],
    ['Le mien.txt', 'denis', true],
  ]);
  expect((await denis.ask('DELETE', `/api/plan/sheets/4.1/documents/${own}`)).statusCode).toBe(200);
  expect((await carole.ask('DELETE', `/api/plan/sheets/4.1/documents/${id}`)).statusCode).toBe(200);
  expect((await carole.ask('GET', `/api/plan/sheets/4.1/documents/${id}`)).statusCode).toBe(404);
});

test('a session is closed by its own person alone', async () => {
  const [session] = (await carole.ask('GET', '/api/account/sessions')).json();
  expect((await bruno.ask('DELETE', `/api/account/sessions/${session.id}`)).statusCode).toBe(403);
  expect((await carole.ask('GET', '/api/session')).json().kind).toBe('person');
  expect((await bruno.ask('GET', '/api/account/data')).body).not.toContain('carole');
});

test('what belongs to another scheme stays out of reach of an owner of this one', async () => {
  const other = { schemeId: '59-sdaasp', authorId: 'exemple', now: NOW };
  const [id, personId] = [randomUUID(), (await owner.ask('GET', '/api/account/data')).json().person.id];
  const rest = { part: 'scheme', level: 'own' as const, organisation: '', owner: null };
  await server.store.db
    .insertInto('app.rightsGrant')
    .values({ ...rest, id, personId, schemeId: other.schemeId, grantedBy: 'essai', grantedAt: NOW })
    .execute();
  await recordAct(
    server.store,
    { ...other, departementCode: '59' },
    { type: 'diagnosis', date: '2026-01-01', note: '' } as never,
    () => undefined,
  );
  const act = await server.store.db
    .selectFrom('app.schemeAct')
    .select('position')
    .where('schemeId', '=', '59-sdaasp')
    .executeTakeFirstOrThrow();
  await owner.ask('DELETE', `/api/accounts/grants/${id}`);
  expect((await owner.ask('POST', `/api/scheme/acts/${act.position}/cancel`, {})).statusCode).toBeGreaterThanOrEqual(400);
  expect(await server.store.db.selectFrom('app.rightsGrant').select('id').where('id', '=', id).execute()).toHaveLength(1);
  expect(await server.store.db.selectFrom('app.schemeAct').select('position').where('schemeId', '=', '59-sdaasp').execute()).toHaveLength(
    1,
  );
});

test.each([
  ['une page', 'page.html', '<script>alert(1)</script>', 422],
  ['un dessin qui s’exécute', 'dessin.svg', '<svg onload="alert(1)"/>', 422],
  ['une page sous le nom d’un PDF', 'bilan.pdf', '<html><script>alert(1)</script>', 422],
  ['un programme sous le nom d’un texte', 'lisez-moi.txt', 'MZ\u0000\u0001', 422],
  ['un fichier vide', 'vide.txt', '', 422],
  ['un nom qui sort du dossier', '../../../etc/cron.d/x.txt', 'texte', 200],
  ['un nom qui coupe les en-têtes', 'a\\r\\nSet-Cookie: x=1.txt', 'texte', 200],
  ['un nom qui s’exécute', '<img src=x onerror=alert(1)>.txt', 'texte', 200],
])('joint à une fiche, %s ne fait pas de mal', async (_, name, content, status) => {
  const answer = await attach(bruno, '3.2', name, content);
  expect([name, answer.statusCode]).toEqual([name, status]);
  expect(answer.body).not.toMatch(/\/tmp|Error:|at .*\.ts/);
});

test('a document comes back as it went, to be saved and never shown', async () => {
  const content = '<script>alert(1)</script> mais ce n’est qu’un texte';
  const { id } = (await attach(bruno, '3.2', 'Très « libre ».txt', content)).json();
  const answer = await bruno.ask('GET', `/api/plan/sheets/3.2/documents/${id}`);
  expect([answer.statusCode, answer.body]).toEqual([200, content]);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringMatching(/^sandbox/),
    'cache-control': 'no-store',
  });
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[\w. ()-]+"; filename\*=UTF-8''[\w.%-]+$/);
});

test('a document over the limit is refused, and nothing of it is kept', async () => {
  const bytes = new Uint8Array(MAX_DOCUMENT_BYTES + 1).fill(65);
  const answer = await upload(bruno, '/api/plan/sheets/3.2/documents', 'gros.txt', bytes);
  expect([answer.statusCode, answer.json().error.code]).toEqual([413, 'file-too-large']);
  expect(await server.store.files.has(createHash('sha256').update(bytes).digest('hex'))).toBe(false);
});

const importPlan = (bytes: Uint8Array, name = 'plan.xlsx') => upload(owner, '/api/plan/import?dryRun=1', name, bytes);

test('a workbook with an external entity is not followed, and one that swells is refused', { timeout: 180_000 }, async () => {
  const workbook = await unzipped(await writePlan(PLAN, 'xlsx'));
  const entity = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>';
  const hostile = workbook.map(([name, content]): [string, Buffer] =>
    /sheet\d|sharedStrings/.test(name)
      ? [
          name,
          Buffer.from(
            content
              .toString('utf8')
              .replace(/(<\?xml[^>]*\?>)?/, `$1${entity}`)
              .replaceAll('Deux', '&secret;'),
          ),
        ]
      : [name, content],
  );
  const answer = await importPlan(await zipped(hostile));
  expect(answer.body).not.toMatch(/root:|\/bin\//);
  expect(answer.statusCode).toBeLessThan(500);
  const bomb = workbook.map(([name, content]): [string, Buffer] =>
    name.endsWith('sheet1.xml') ? [name, Buffer.alloc(70_000_000, 32)] : [name, content],
  );
  const bytes = await zipped(bomb);
  expect(bytes.length).toBeLessThan(100_000);
  const startedMs = performance.now();
  const swollen = await importPlan(bytes);
  expect([swollen.statusCode, swollen.json().error?.code]).toEqual([413, 'file-too-large']);
  process.stdout.write(
    `Classeur de 70 Mo en ${Math.round(bytes.length / 1000)} ko refusé, ${Math.round(performance.now() - startedMs)} ms\n`,
  );
});

test('a text that would run as a formula leaves as a text in every file of the plan', async () => {
  const { sheet, version } = (await bruno.ask('GET', '/api/plan/sheets/3.2')).json();
  const formula = '=HYPERLINK("http://mechant.example","Cliquez")';
  const saved = await bruno.ask('PUT', '/api/plan/sheets/3.2', {
    sheet: { ...sheet, title: formula, aims: '@SUM(1)', risks: '+1', context: '-1' },
    version,
  });
  expect(saved.statusCode).toBe(200);
  const csv = (await owner.ask('GET', '/api/plan/files/plan.csv')).body;
  expect(csv).toContain("'=HYPERLINK");
  expect(csv).not.toMatch(/(?:^|[,"])[=+@]/m);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await owner.ask('GET', '/api/plan/files/plan.xlsx')).rawPayload as unknown as ArrayBuffer);
  const formulas: string[] = [];
  workbook.eachSheet((one) =>
    one.eachRow((row) => row.eachCell((cell) => cell.type === ExcelJS.ValueType.Formula && formulas.push(cell.address))),
  );
  expect(formulas).toEqual([]);
});

test('hostile text in every field of accounts and sheets comes back as it was typed, as JSON alone', async () => {
  const erin = createVisitor(server);
  await owner.ask('POST', '/api/accounts/invitations', { email: 'erin@essai.example', part: 'scheme', level: 'read', organisation: XSS });
  const token = lastToken(server);
  const offer = await erin.ask('POST', '/api/invitations/read', { token });
  expect([offer.json().organisation, offer.headers['content-type']]).toEqual([XSS, expect.stringContaining('application/json')]);
  expect((await erin.ask('POST', '/api/invitations/accept', { token, name: XSS, password: PASSWORD })).statusCode).toBe(200);
  const accounts = await owner.ask('GET', '/api/accounts');
  expect(accounts.json().members.some(({ name, organisation }: Record<string, string>) => name === XSS && organisation === XSS)).toBe(true);
  expect([accounts.headers['content-type'], accounts.headers['x-content-type-options']]).toEqual([
    expect.stringContaining('application/json'),
    'nosniff',
  ]);
  // A line end in a letter would write its headers.
  for (const email of ['a@b.example\r\nBcc: tous@b.example', 'a@b.example,c@d.example', '<script>@b.example'])
    expect((await owner.ask('POST', '/api/accounts/invitations', { email, part: 'scheme', level: 'read' })).statusCode).toBe(400);
});

test('SQL in what is typed is text', async () => {
  const guesser = createVisitor(server);
  for (const email of ["anne@departement.example' or '1'='1", "x'; drop table auth.user; --@b.example"])
    expect((await guesser.ask('POST', '/api/session', { email, password: PASSWORD })).statusCode).toBe(400);
  expect((await guesser.ask('POST', '/api/session', { email: 'anne@departement.example', password: "' or '1'='1' --" })).statusCode).toBe(
    403,
  );
  expect((await carole.ask('GET', "/api/plan/history?before=1'%20or%20'1'='1")).statusCode).toBe(400);
});

/** The files of an archive, by name. */
async function unzipped(bytes: Uint8Array): Promise<[string, Buffer][]> {
  const { default: JSZip } = await import('jszip');
  const zip = await JSZip.loadAsync(bytes);
  return Promise.all(
    Object.values(zip.files)
      .filter(({ dir }) => !dir)
      .map(async ({ name }) => [name, await zip.file(name)!.async('nodebuffer')] as [string, Buffer]),
  );
}
async function zipped(files: readonly [string, Buffer][]): Promise<Uint8Array> {
  const { default: JSZip } = await import('jszip');
  const zip = new JSZip();
  for (const [name, content] of files) zip.file(name, content, { compression: 'DEFLATE' });
  return zip.generateAsync({ type: 'uint8array' });
}
