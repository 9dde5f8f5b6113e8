import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { BACKUP_FORMAT, type BackupManifest, backupManifest } from '@maillage/domain/backup/backup-manifest.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { extract } from 'tar-stream';

/** The only names that a backup holds: an archive made by others cannot write elsewhere. */
const ENTRY_NAME = /^(?:tables\/[a-z]+\.[a-z_]+\.jsonl|fichiers\/[0-9a-f]{64}|secret|manifeste\.json|sceau)$/;

/**
 * Unpacks a backup in an empty folder and checks it whole, against the sums that it holds. Throws `file-not-found`, `file-unreadable`
 * for a file that is damaged, cut short or no backup, and `data-missing` for one of a newer version of the product.
 */
export async function unpackBackup(file: string, folder: string): Promise<BackupManifest> {
  for (const part of ['tables', 'fichiers']) await mkdir(join(folder, part), { recursive: true, mode: 0o700 });
  const sums = new Map<string, { bytes: number; sha256: string }>();
  const archive = extract();
  const unpacked = pipeline(createReadStream(file), createGunzip(), archive);
  unpacked.catch(() => undefined); // told below
  try {
    for await (const entry of archive) {
      const { name, type } = entry.header;
      if (type !== 'file' || !ENTRY_NAME.test(name) || sums.has(name)) throw notBackup('elle contient autre chose qu’une sauvegarde');
      const hash = createHash('sha256');
      let bytes = 0;
      const count = new Transform({
        transform(chunk: Buffer, _, done) {
          bytes += chunk.length;
          hash.update(chunk);
          done(null, chunk);
        },
      });
      await pipeline(entry, count, createWriteStream(join(folder, name), { mode: 0o600, flags: 'wx' }));
      sums.set(name, { bytes, sha256: hash.digest('hex') });
    }
    await unpacked;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new DomainError('file-not-found', `Le fichier « ${file} » n’existe pas. Vérifiez son chemin.`, { file });
    throw notBackup('elle est abîmée, coupée, ou ce n’en est pas une');
  }
  return checkWhole(folder, sums);
}

async function checkWhole(folder: string, sums: ReadonlyMap<string, { bytes: number; sha256: string }>): Promise<BackupManifest> {
  const text = await readFile(join(folder, 'manifeste.json'), 'utf8').catch(() => null);
  const seal = await readFile(join(folder, 'sceau'), 'utf8').catch(() => null);
  if (text === null || seal !== sums.get('manifeste.json')?.sha256) throw notBackup('son manifeste manque ou ne correspond pas');
  const said: unknown = JSON.parse(text); // sealed: as we wrote it
  const format = typeof said === 'object' && said !== null && 'format' in said ? Number(said.format) : 0;
  if (format > BACKUP_FORMAT)
    throw new DomainError(
      'data-missing',
      'Cette sauvegarde a été faite par une version plus récente de Maillage : mettez Maillage à jour, puis recommencez. Rien n’a été modifié.',
      { format },
    );
  const parsed = backupManifest.safeParse(said);
  if (!parsed.success) throw notBackup('son manifeste n’est pas lisible');
  const manifest = parsed.data;
  const expected = new Set(['manifeste.json', 'sceau', ...manifest.entries.map(({ name }) => name)]);
  for (const { name, bytes, sha256 } of manifest.entries) {
    const found = sums.get(name);
    if (found?.bytes !== bytes || found.sha256 !== sha256) throw notBackup(`« ${name} » manque ou est abîmé`);
    if (name.startsWith('fichiers/') && name !== `fichiers/${sha256}`) throw notBackup(`« ${name} » est abîmé`);
  }
  for (const name of sums.keys()) if (!expected.has(name)) throw notBackup('elle contient autre chose qu’une sauvegarde');
  for (const { name } of manifest.tables) if (!expected.has(`tables/${name}.jsonl`)) throw notBackup(`la table « ${name} » manque`);
  return manifest;
}

const notBackup = (reason: string) =>
  new DomainError('file-unreadable', `Cette sauvegarde ne peut pas être restaurée : ${reason}. Rien n’a été modifié.`);
