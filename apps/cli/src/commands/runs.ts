import { formatDate, formatNumber } from '@maillage/domain/format.ts';
import { listRuns } from '@maillage/store/runs/runs-repo.ts';
import type { Command } from '../command.ts';
import { withStore } from '../with-store.ts';

export const runsCommand: Command = {
  name: 'runs',
  summary: 'Liste les calculs publiés, le plus récent d’abord',
  usage: ['maillage runs --dir VAR'],
  options: { dir: { type: 'string' } },
  async run(context) {
    await withStore(context, async (store) => {
      const runs = await listRuns(store);
      if (runs.length === 0) context.print('Aucun calcul publié.');
      for (const run of runs) {
        context.print(
          `${run.id}  ${formatDate(run.publishedAt)}  ${run.departementCode} ${run.departementName}${run.fictional ? ' (fictif)' : ''}, ${formatNumber(run.communeCount)} communes`,
        );
      }
      context.answer(runs);
    });
  },
};
