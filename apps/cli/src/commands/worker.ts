import { DomainError } from '@maillage/domain/errors.ts';
import { takeWork } from '@maillage/pipeline/work.ts';
import { readConfig } from '@maillage/server/config.ts';
import { openQueue } from '@maillage/store/jobs/queue.ts';
import type { Command } from '../command.ts';
import { dataFolder, textOption } from '../options.ts';
import { openFolder } from '../with-store.ts';

export const workerCommand: Command = {
  name: 'worker',
  summary: 'Prend sa part des calculs d’un autre serveur (PostgreSQL)',
  usage: [
    'DATABASE_URL=postgres://… maillage worker [--dir ./var] [--donnees DOSSIER]',
    '  avec --donnees (ou MAILLAGE_DONNEES), prend aussi les calculs entiers et les téléchargements',
  ],
  options: { dir: { type: 'string' }, donnees: { type: 'string' } },
  async run(context) {
    const config = readConfig();
    if (config.databaseUrl === null)
      throw new DomainError(
        'usage',
        'Un travailleur partage la base de son serveur : donnez son adresse dans DATABASE_URL (postgres://…). La base embarquée n’a qu’un seul processus.',
      );
    const store = await openFolder(context);
    const queue = await openQueue(store);
    const hasFolder = textOption(context, 'donnees') !== undefined || config.dataFolder !== null;
    await takeWork({
      store,
      queue,
      dataFolder: hasFolder ? dataFolder(context) : null,
      now: () => new Date().toISOString(),
      allowLoopbackDownloads: false,
      onTake: (title) => context.print(`Pris : ${title}`),
    });
    context.print('Travailleur prêt. Ctrl + C pour l’arrêter : le travail en main sera repris par un autre.');
    context.answer({ ready: true });
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await queue.close();
    await store.close();
  },
};
