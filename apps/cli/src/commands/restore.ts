import { resolve } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import { readConfig } from '@maillage/server/config.ts';
import { RESTORE_APPLICATION, restoreBackup } from '@maillage/store/backup/restore-backup.ts';
import { openStore } from '@maillage/store/open-store.ts';
import type { Command } from '../command.ts';
import { varFolder } from '../options.ts';
import { writingIn } from '../unwritable.ts';

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'Remet en place une sauvegarde, tout ou rien',
  usage: [
    'maillage restore FICHIER.tar.gz --dir VAR [--replace] [--json]',
    '  --replace   met la sauvegarde à la place de ce qui est là ; sinon, seulement à un endroit vide',
  ],
  options: { dir: { type: 'string' }, replace: { type: 'boolean' } },
  takesPositionals: true,
  async run(context) {
    const [name, ...rest] = context.positionals;
    if (name === undefined || rest.length > 0)
      throw new DomainError('usage', 'Dites quel fichier remettre en place : maillage restore sauvegarde.tar.gz --dir ./var.');
    const varDir = varFolder(context);
    await writingIn({ option: '--dir', folder: varDir }, async () => {
      const store = await openStore({ varDir, databaseUrl: readConfig().databaseUrl, applicationName: RESTORE_APPLICATION });
      try {
        const manifest = await restoreBackup(store, { varDir, file: resolve(name), replace: context.values.replace === true });
        const rowCount = manifest.tables.reduce((sum, table) => sum + table.rowCount, 0);
        context.print(`Remis en place : la sauvegarde du ${manifest.madeAt.slice(0, 16).replace('T', ' à ')} (UTC), ${rowCount} lignes.`);
        context.print('Les sessions ouvertes ne le sont plus : chacun se reconnecte.');
        context.answer({ madeAt: manifest.madeAt, rowCount, tables: manifest.tables.map(({ columns: _, ...table }) => table) });
      } finally {
        await store.close();
      }
    });
  },
};
