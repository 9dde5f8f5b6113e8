import { CHANGE_CAUSE_LABELS, CHANGE_CAUSES, type FigureChange } from '@maillage/domain/change/run-change.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import type { Command } from '../command.ts';
import { textOption } from '../options.ts';
import { askedRunId, withPublishedRuns } from '../published-runs.ts';

export const changeCommand: Command = {
  name: 'change',
  summary: 'Explique l’évolution d’un calcul à l’autre : offre, population, réseau, méthode',
  usage: [
    'maillage change --dir VAR [--run ID] [--from ID]',
    '  --run    le calcul regardé ; le dernier par défaut',
    '  --from   celui auquel il est comparé ; le précédent du même Département par défaut',
  ],
  options: { dir: { type: 'string' }, run: { type: 'string' }, from: { type: 'string' }, departement: { type: 'string' } },
  async run(context) {
    await withPublishedRuns(context, async (runs) => {
      const change = await runs.getChange(await askedRunId(runs, context), textOption(context, 'from'));
      context.print(`Du calcul ${change.fromRunId} au calcul ${change.toRunId} :`);
      for (const sentence of change.differences) context.print(`    ${sentence}`);
      for (const row of change.figures.filter(({ figureId }) => !figureId.startsWith('service-minutes.'))) context.print(say(row));
      for (const note of change.notes) context.print(note);
      context.answer(change);
    });
  },
};

function say(row: FigureChange): string {
  if (row.before === null || row.after === null) return `${row.label} : non renseigné dans l’un des deux calculs.`;
  const [scale, unit] = row.unit === 'ratio' ? [100, 'points'] : [1, 'min'];
  const signed = (value: number | null) =>
    value === null ? 'non expliqué' : `${value < 0 ? '−' : '+'}${formatNumber(Math.abs(value * scale), 2)}`;
  const parts = CHANGE_CAUSES.map((cause) => `${CHANGE_CAUSE_LABELS[cause]} ${signed(row[cause])}`);
  return `${row.label} : ${signed(row.after - row.before)} ${unit} (${parts.join(' ; ')})`;
}
