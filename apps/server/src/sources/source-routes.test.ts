import { lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { OWNER, startTestServer, type TestServer } from '../testing/start-test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ publish: false });
});
beforeEach(async () => {
  await rm(server.dataFolder, { recursive: true, force: true });
  await mkdir(server.dataFolder);
});
afterAll(() => server.close());

/** A multipart body as a browser writes it; the name goes out as given, hostile or not. */
async function drop(fileName: string, content: string, options: { url?: string; headers?: Record<string, string> } = {}) {
  const payload = `--LIMITE\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n--LIMITE--\r\n`;
  const headers = { ...(options.headers ?? OWNER), 'content-type': 'multipart/form-data; boundary=LIMITE' };
  return server.app.inject({ method: 'POST', url: options.url ?? '/api/sources/files', headers, payload });
}
const list = async () => (await readdir(server.dataFolder)).sort();

test('a dropped file is kept under its name and a build follows', async () => {
  const answer = await drop('bpe19.csv', 'a;b\n1;2\n');
  expect(answer.json()).toMatchObject({ storedName: 'bpe19.csv', kind: 'build' });
  expect(await readFile(join(server.dataFolder, 'bpe19.csv'), 'utf8')).toBe('a;b\n1;2\n');
  expect(server.asked.at(-1)).toBe('calcul');
});

test('another file of the same name is numbered, the same file is not stored twice, and one replaces when told', async () => {
  await drop('bpe.csv.gz', 'un');
  expect((await drop('bpe.csv.gz', 'deux')).json().storedName).toBe('bpe (2).csv.gz');
  expect((await drop('bpe.csv.gz', 'deux')).json().storedName).toBe('bpe (2).csv.gz');
  expect(await list()).toEqual(['bpe (2).csv.gz', 'bpe.csv.gz']);
  await drop('bpe.csv.gz', 'trois', { url: '/api/sources/files?replace=1' });
  expect(await readFile(join(server.dataFolder, 'bpe.csv.gz'), 'utf8')).toBe('trois');
});

test.each([
  '../../evade.csv',
  '..\\\\..\\\\evade.csv',
  '/etc/evade.csv',
  '....//evade.csv',
  '%2e%2e%2fevade.csv',
  '.evade.csv',
  'C:\\\\evade.csv',
])('the name %s cannot leave the folder', async (fileName) => {
  const answer = await drop(fileName, 'x');
  expect(answer.statusCode).toBe(200);
  const stored = await list();
  expect(stored).toEqual([answer.json().storedName]);
  expect(stored[0]).toMatch(/evade\.csv$/);
  expect(stored[0]).not.toMatch(/^\.|[/\\]/);
  expect((await readdir(server.folder)).sort()).toEqual(['donnees', 'var']);
});

test('a link that bears the name is neither followed nor replaced', async () => {
  const outside = join(server.folder, 'var', 'dehors.csv');
  await writeFile(outside, 'intact');
  await symlink(outside, join(server.dataFolder, 'lien.csv'));
  expect((await drop('lien.csv', 'x')).json().storedName).toBe('lien (2).csv');
  expect((await drop('lien.csv', 'x', { url: '/api/sources/files?replace=1' })).statusCode).toBe(422);
  expect(await readFile(outside, 'utf8')).toBe('intact');
  expect((await lstat(join(server.dataFolder, 'lien.csv'))).isSymbolicLink()).toBe(true);
});

test('a file just at the limit is kept; one byte more is refused and leaves nothing', async () => {
  expect((await drop('juste.csv', 'x'.repeat(1000))).statusCode).toBe(200);
  const answer = await drop('trop.csv', 'x'.repeat(1001));
  expect([answer.statusCode, answer.json().error.code]).toEqual([413, 'file-too-large']);
  expect((await drop('enorme.csv', 'x'.repeat(300_000))).statusCode).toBe(413);
  expect(await list()).toEqual(['juste.csv']);
});

test.each([
  ['a program', 'virus.exe', 'x', 422],
  ['a name without an ending', 'fichier', 'x', 422],
  ['an empty file', 'vide.csv', '', 422],
])('%s is refused and leaves nothing', async (_, fileName, content, status) => {
  expect((await drop(fileName, content)).statusCode).toBe(status);
  expect(await list()).toEqual([]);
});

test('a body that is no multipart, or holds no file, is refused in French', async () => {
  const json = await server.app.inject({ method: 'POST', url: '/api/sources/files', headers: OWNER, payload: {} });
  expect(json.json().error.message).toContain('Aucun fichier');
  const empty = await server.app.inject({
    method: 'POST',
    url: '/api/sources/files',
    headers: { ...OWNER, 'content-type': 'multipart/form-data; boundary=LIMITE' },
    payload: '--LIMITE--\r\n',
  });
  expect(empty.statusCode).toBe(400);
  const cut = await server.app.inject({
    method: 'POST',
    url: '/api/sources/files',
    headers: { ...OWNER, 'content-type': 'multipart/form-data; boundary=LIMITE' },
    payload: '--LIMITE\r\ncontent-disposition: form-data; name="file"; filename="coupe.csv"\r\n\r\na;b',
  });
  expect(cut.statusCode).toBeGreaterThanOrEqual(400);
  expect(cut.statusCode).toBeLessThan(500);
  expect(await list()).toEqual([]);
});

test('another site cannot drop a file', async () => {
  expect((await drop('bpe.csv', 'x', { headers: { host: 'localhost' } })).statusCode).toBe(403);
  expect((await drop('bpe.csv', 'x', { headers: { ...OWNER, origin: 'https://mechant.example' } })).statusCode).toBe(403);
  expect(await list()).toEqual([]);
});
