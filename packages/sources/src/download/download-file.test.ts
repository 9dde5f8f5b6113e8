import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { downloadFile } from './download-file.ts';
import { isPublicAddress } from './public-address.ts';

const CONTENT = Buffer.from('DEPCOM;TYPEQU;NB_EQUIP\n'.repeat(4000));
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');
let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {};
const server = createServer((request, response) => answer(request, response));
let base = '';
let targetFolder = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  if (targetFolder !== '') rmSync(targetFolder, { recursive: true });
  targetFolder = mkdtempSync(join(tmpdir(), 'maillage-download-'));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(targetFolder, { recursive: true });
});

const download = (path = '/bpe19.csv', extra = {}) => downloadFile({ url: base + path, targetFolder, allowLoopback: true, ...extra });
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error,
  );

/** A server that honours Range and If-Range, and cuts the connection after `cutAfter` bytes. */
function serve(content: Buffer, etag: string, cutAfter = Number.POSITIVE_INFINITY) {
  const ranges: (string | undefined)[] = [];
  answer = (request, response) => {
    ranges.push(request.headers.range);
    const isResumed = request.headers.range !== undefined && request.headers['if-range'] === etag;
    const start = isResumed ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1]) : 0;
    response.writeHead(isResumed ? 206 : 200, {
      etag,
      'content-type': 'text/csv',
      'content-length': content.length - start,
      ...(isResumed ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}),
    });
    if (cutAfter >= content.length - start) response.end(content.subarray(start));
    else response.write(content.subarray(start, start + cutAfter), () => setTimeout(() => response.destroy(), 50));
  };
  return ranges;
}

test('a file is downloaded whole, under its own name, with its checksum and its progress', async () => {
  serve(CONTENT, '"v1"');
  const seen: number[] = [];
  const file = await download('/bpe19.csv', { onProgress: (progress: { receivedBytes: number }) => seen.push(progress.receivedBytes) });
  expect(file).toMatchObject({ fileName: 'bpe19.csv', sha256: SHA256, sizeBytes: CONTENT.length, resumedFromBytes: 0 });
  expect(seen.at(-1)).toBe(CONTENT.length);
  expect(readdirSync(targetFolder)).toEqual(['bpe19.csv']);
});

test('a download cut in the middle goes on from there', async () => {
  serve(CONTENT, '"v1"', 30_000);
  const error = await refusal(download());
  expect(error.code).toBe('download-failed');
  expect(error.message).toContain('reprendra');
  expect(existsSync(join(targetFolder, 'bpe19.csv'))).toBe(false);
  const ranges = serve(CONTENT, '"v1"');
  const file = await download();
  expect(ranges).toEqual(['bytes=30000-']);
  expect(file).toMatchObject({ sha256: SHA256, resumedFromBytes: 30_000 });
});

test('a file that the producer replaced in between is taken again from its start', async () => {
  serve(CONTENT, '"v1"', 30_000);
  await refusal(download());
  const newer = Buffer.from('GEO;OBS_VALUE\n'.repeat(3000));
  serve(newer, '"v2"');
  const file = await download();
  expect(file.resumedFromBytes).toBe(0);
  expect(readFileSync(file.path).equals(newer)).toBe(true);
});

test('a server that resumes at another place than asked is not believed, and the next call starts afresh', async () => {
  serve(CONTENT, '"v1"', 30_000);
  await refusal(download());
  answer = (_request, response) => response.writeHead(206, { etag: '"v1"', 'content-range': 'bytes 10-20/92000' }).end('x'.repeat(11));
  expect((await refusal(download())).message).toContain('effacée');
  serve(CONTENT, '"v1"');
  expect((await download()).sha256).toBe(SHA256);
});

test('a web page, an unknown address and a file too large are refused, and nothing is left in the folder', async () => {
  answer = (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>');
  expect((await refusal(download())).message).toContain('page web');
  answer = (_request, response) => response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('<!DOCTYPE html><html>');
  expect((await refusal(download())).message).toContain('page web');
  answer = (_request, response) => response.writeHead(404).end();
  expect((await refusal(download())).message).toContain('404');
  serve(CONTENT, '"v1"');
  expect((await refusal(download('/bpe19.csv', { maxBytes: 1000 }))).code).toBe('file-too-large');
  expect(readdirSync(targetFolder)).toEqual([]);
});

test('an endless redirection stops, and a name that would leave the folder is made harmless', async () => {
  answer = (_request, response) => response.writeHead(302, { location: '/encore' }).end();
  expect((await refusal(download())).message).toContain('redirections');
  answer = (_request, response) => response.writeHead(200, { 'content-disposition': 'attachment; filename="../../.bashrc"' }).end('a;b\n');
  expect((await download()).fileName).toBe('bashrc');
});

test('addresses of private networks, of this machine and of other protocols are refused', async () => {
  const addresses = [
    'http://127.0.0.1:1/x',
    'http://localhost:1/x',
    'http://[::1]/x',
    'http://10.0.0.1/',
    'http://169.254.169.254/',
    'http://[::ffff:127.0.0.1]/',
    'file:///etc/passwd',
    'ftp://insee.fr/x',
    'pas une adresse',
  ];
  for (const url of addresses) expect((await refusal(downloadFile({ url, targetFolder }))).code, url).toBe('address-refused');
  expect(isPublicAddress('193.52.1.1', false)).toBe(true);
  answer = (_request, response) => response.writeHead(302, { location: 'http://192.168.1.1/' }).end();
  expect((await refusal(download())).code).toBe('address-refused');
});
