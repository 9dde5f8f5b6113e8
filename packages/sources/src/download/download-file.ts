import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import { formatBytes } from '@maillage/domain/format.ts';
import { z } from 'zod';
import { downloadFailure, httpGet } from './http-get.ts';

export interface DownloadOptions {
  url: string;
  targetFolder: string;
  /** Bytes on disk, and the whole when the server says it. */
  onProgress?: (progress: { receivedBytes: number; totalBytes: number | null }) => void;
  signal?: AbortSignal;
  /** For tests and for a mirror on this machine only. */
  allowLoopback?: boolean;
  maxBytes?: number;
}
export interface DownloadedFile {
  /** Absolute path of the file, whole and synced to the disk. */
  path: string;
  fileName: string;
  sha256: string;
  sizeBytes: number;
  /** Bytes that an earlier attempt had left and that were not asked for again. */
  resumedFromBytes: number;
}

const MAX_BYTES = 12e9;
const partState = z.object({ validator: z.string() });

/**
 * Downloads a file into a folder. An interrupted download leaves a hidden `.part` that the next call goes on with, as long as
 * the server still vouches for the same version (ETag or date). The file appears under its name only when it is whole.
 * Throws `address-refused`, `download-failed` (with the mend) or `file-too-large`; what was there before stays.
 */
export async function downloadFile(options: DownloadOptions): Promise<DownloadedFile> {
  const { url: address, targetFolder, allowLoopback = false, maxBytes = MAX_BYTES } = options;
  await mkdir(targetFolder, { recursive: true });
  const partPath = join(targetFolder, `.${createHash('sha256').update(address).digest('hex').slice(0, 16)}.part`);
  const earlier = await readPart(partPath);
  const headers: Record<string, string> = earlier.bytes > 0 ? { range: `bytes=${earlier.bytes}-`, 'if-range': earlier.validator } : {};
  const { url, response } = await httpGet(address, { headers, allowLoopback, ...(options.signal ? { signal: options.signal } : {}) });
  try {
    const start = acceptedStart(response, earlier.bytes, url.host);
    if (start === null) {
      await discardPart(partPath);
      throw downloadFailure(
        url.host,
        'la partie déjà reçue ne correspond plus au fichier du serveur : elle est effacée. Relancez le téléchargement',
      );
    }
    const totalBytes = totalLength(response, start);
    if (totalBytes !== null && totalBytes > maxBytes) throw tooLarge(url.host, maxBytes);
    const validator = strongValidator(response);
    if (validator === null) await rm(`${partPath}.json`, { force: true });
    else await writeFile(`${partPath}.json`, JSON.stringify({ validator }));

    const sizeBytes = await writeBody(response, partPath, {
      start,
      totalBytes,
      maxBytes,
      host: url.host,
      onProgress: options.onProgress,
      signal: options.signal,
    });
    if (totalBytes !== null && sizeBytes !== totalBytes)
      throw downloadFailure(
        url.host,
        `${formatBytes(sizeBytes)} reçus sur ${formatBytes(totalBytes)}. Relancez-le : il reprendra où il s’est arrêté`,
        { sizeBytes, totalBytes },
      );
    await assertNotWebPage(partPath, url.host);
    const fileName = fileNameOf(response, url);
    const path = join(targetFolder, fileName);
    const sha256 = await sha256Of(partPath);
    await rename(partPath, path);
    await rm(`${partPath}.json`, { force: true });
    await syncFolder(targetFolder);
    return { path, fileName, sha256, sizeBytes, resumedFromBytes: start };
  } finally {
    response.destroy();
  }
}

async function readPart(partPath: string): Promise<{ bytes: number; validator: string }> {
  try {
    const { validator } = partState.parse(JSON.parse(await readFile(`${partPath}.json`, 'utf8')));
    return { bytes: (await stat(partPath)).size, validator };
  } catch {
    return { bytes: 0, validator: '' }; // nothing left from before, or nothing that can be trusted
  }
}

async function discardPart(partPath: string): Promise<void> {
  await rm(partPath, { force: true });
  await rm(`${partPath}.json`, { force: true });
}

/** Where the body starts: 0 for a whole answer, the bytes we have for a partial one, null when the two do not fit. */
function acceptedStart(response: IncomingMessage, heldBytes: number, host: string): number | null {
  const { statusCode = 0 } = response;
  if (statusCode === 416) return null;
  if (statusCode === 206)
    return Number(/^bytes (\d+)-/.exec(response.headers['content-range'] ?? '')?.[1] ?? Number.NaN) === heldBytes ? heldBytes : null;
  if (statusCode === 200) {
    if (/^text\/html|^application\/xhtml/i.test(response.headers['content-type'] ?? '')) throw webPage(host);
    return 0;
  }
  throw downloadFailure(
    host,
    `le serveur répond ${statusCode}${statusCode === 404 ? ' (adresse inconnue : le producteur l’a sans doute changée)' : ''}. Vérifiez l’adresse, ou collez-en une autre`,
    {
      statusCode,
    },
  );
}

function totalLength(response: IncomingMessage, start: number): number | null {
  const whole = /\/(\d+)$/.exec(response.headers['content-range'] ?? '')?.[1];
  if (whole !== undefined) return Number(whole);
  const length = response.headers['content-length'];
  return length === undefined ? null : start + Number(length);
}

/** If-Range needs a validator that changes with the bytes: a weak ETag does not. */
function strongValidator(response: IncomingMessage): string | null {
  const { etag } = response.headers;
  if (etag !== undefined && !etag.startsWith('W/')) return etag;
  return etag === undefined ? (response.headers['last-modified'] ?? null) : null;
}

async function writeBody(
  response: IncomingMessage,
  partPath: string,
  body: {
    start: number;
    totalBytes: number | null;
    maxBytes: number;
    host: string;
    onProgress: DownloadOptions['onProgress'];
    signal: AbortSignal | undefined;
  },
): Promise<number> {
  const handle = await open(partPath, body.start === 0 ? 'w' : 'a');
  let receivedBytes = body.start;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      receivedBytes += chunk.length;
      if (receivedBytes > body.maxBytes) throw tooLarge(body.host, body.maxBytes);
      await handle.appendFile(chunk);
      body.onProgress?.({ receivedBytes, totalBytes: body.totalBytes });
    }
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const reason = body.signal?.aborted ? 'il a été arrêté' : 'la connexion a été coupée';
    throw downloadFailure(body.host, `${reason} après ${formatBytes(receivedBytes)}. Relancez-le : il reprendra où il s’est arrêté`, {
      receivedBytes,
    });
  } finally {
    await handle.sync();
    await handle.close();
  }
  return receivedBytes;
}

async function assertNotWebPage(partPath: string, host: string): Promise<void> {
  const handle = await open(partPath, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
  await handle.close();
  if (!/^\s*<(!doctype html|html)/i.test(buffer.toString('latin1', 0, bytesRead).replace(/^\xef\xbb\xbf/, ''))) return;
  await discardPart(partPath);
  throw webPage(host);
}

/** The name that the server gives, or the last part of the address; nothing that could leave the folder or hide the file. */
function fileNameOf(response: IncomingMessage, url: URL): string {
  const given = /filename="?([^";]+)"?/i.exec(response.headers['content-disposition'] ?? '')?.[1];
  const last = decodeURIComponentSafely(url.pathname.split('/').at(-1) ?? '');
  const name = (given ?? last).replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^[._]+/, '');
  return name === '' ? 'fichier-telecharge' : name.slice(-120);
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** A rename outlives a power cut only when its folder is synced; some systems cannot, and then there is nothing to do. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

function webPage(host: string): DomainError {
  return downloadFailure(
    host,
    'le serveur a répondu par une page web et non par un fichier. Ouvrez l’adresse dans un navigateur, puis déposez le fichier sur la page « Données »',
  );
}
function tooLarge(host: string, maxBytes: number): DomainError {
  return new DomainError('file-too-large', `Le fichier de « ${host} » dépasse ${formatBytes(maxBytes)} : il n’a pas été téléchargé.`, {
    host,
    maxBytes,
  });
}
