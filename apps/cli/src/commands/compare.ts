import { formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import { SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import type { Command } from '../command.ts';
import { askedRunId, withPublishedRuns } from '../published-runs.ts';

export const compareCommand: Command = {
  name: 'compare',
  summary: 'Compare un calcul aux résultats publiés (INSEE, INRAE/ANCT)',
  usage: ['maillage compare --dir VAR [--run ID]'],
  options: { dir: { type: 'string' }, run: { type: 'string' }, departement: { type: 'string' } },
  async run(context) {
    await withPublishedRuns(context, async (runs) => {
      const comparison = await runs.getComparison(await askedRunId(runs, context));
      for (const { range, thresholdMinutes, fit, ourShareRatio, publishedShareRatio, reason } of comparison.remoteness) {
        const label = SERVICE_RANGE_LABELS[SERVICE_RANGES.find((known) => known === range) ?? 'proximity'];
        context.print(
          `Éloignement, gamme ${label}, plus de ${thresholdMinutes} min : AUC ${formatNumber(fit.auc, 4)}, F1 ${formatNumber(fit.f1, 3)} (${fit.farCount} communes loin ici, ${fit.publishedFarCount} publiées, ${fit.comparedCount} comparées)`,
        );
        context.print(
          `    Part de la population : ${formatRatioAsPercent(ourShareRatio)} ici, ${formatRatioAsPercent(publishedShareRatio)} publiée. ${reason}`,
        );
      }
      if (comparison.centres !== null) {
        const { kappa, majorFound, majorPublished, comparedCount, confusion } = comparison.centres;
        context.print(
          `Pôles : kappa quadratique ${formatNumber(kappa, 4)} sur ${comparedCount} communes ; ${majorFound} des ${majorPublished} centres majeurs retrouvés`,
        );
        for (const [level, row] of confusion.entries())
          context.print(`    publié ${level} → ici ${row.map((count) => String(count).padStart(4)).join(' ')}`);
      }
      if (comparison.services !== null) {
        const { agreementRatio, comparedCount, disagreements } = comparison.services;
        context.print(
          `Niveaux de services : ${formatRatioAsPercent(agreementRatio)} d’accord avec les gammes de l’INSEE sur ${comparedCount} regroupements`,
        );
        for (const { label, published, ours } of disagreements) context.print(`    ${label} : ${published} pour l’INSEE, ${ours} ici`);
      }
      context.answer(comparison);
    });
  },
};
