import { formatDate, formatNumber } from '@maillage/domain/format.ts';
import type { Command } from '../command.ts';
import { withPublishedRuns } from '../published-runs.ts';

export const runsCommand: Command = {
  name: 'runs',
  summary: 'Liste les calculs publiés, le plus récent d’abord',
  usage: ['maillage runs --dir VAR'],
  options: { dir: { type: 'string' } },
  async run(context) {
    await withPublishedRuns(context, async (published) => {
      const runs = await published.list();
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
