import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import { formatBytes } from '@maillage/domain/format.ts';
import { readConfig } from '@maillage/server/config.ts';
import { writeBackup } from '@maillage/store/backup/write-backup.ts';
import type { Command } from '../command.ts';
import { requiredOption, varFolder } from '../options.ts';
import { writingIn } from '../unwritable.ts';
import { withStore } from '../with-store.ts';

export const backupCommand: Command = {
  name: 'backup',
  summary: 'Sauvegarde tout en un fichier : base, calculs, documents joints',
  usage: [
    'maillage backup --dir VAR --out FICHIER.tar.gz [--json]',
    '  base PostgreSQL (DATABASE_URL) : pendant que le serveur tourne ; base embarquée : serveur arrêté',
  ],
  options: { dir: { type: 'string' }, out: { type: 'string' } },
  async run(context) {
    const out = resolve(requiredOption(context, 'out', '--out sauvegarde.tar.gz'));
    // Opening would make an empty one.
    if (readConfig().databaseUrl === null && !existsSync(join(varFolder(context), 'base')))
      throw new DomainError(
        'no-published-run',
        `Le dossier « ${varFolder(context)} » ne contient rien à sauvegarder. Donnez celui de Maillage avec --dir.`,
      );
    const summary = await withStore(context, (store) =>
      writingIn({ option: '--out', folder: out }, async () => {
        await mkdir(dirname(out), { recursive: true });
        return writeBackup(store, { varDir: varFolder(context), out, madeAt: new Date().toISOString() });
      }),
    );
    const { file, bytes, rowCount, fileCount, missingFiles } = summary;
    context.print(`${file} : ${formatBytes(bytes)}, ${rowCount} lignes, ${fileCount} fichiers.`);
    if (missingFiles.length > 0)
      context.print(`${missingFiles.length} fichier(s) de calcul intermédiaire manquaient : le prochain calcul les refera.`);
    context.print('Ce fichier contient des adresses, des mots de passe hachés et le secret des seconds facteurs : gardez-le en lieu sûr.');
    context.answer(summary);
  },
};
