import { DomainError } from '@maillage/domain/errors.ts';
import type { CentreWhatIf } from '@maillage/domain/hierarchy/centre-what-if.ts';
import { levelOfScore, scoreOfCounts } from '@maillage/engine/centres/centre-levels.ts';
import type { IndexedRun } from './run-rows.ts';

/**
 * Levels of the own communes under another rule, from the groupings that each holds. Levels decided by partners are left
 * aside: this shows what the rule says. Throws `data-missing` for a run without offer, `parameters-invalid` for thresholds out of order or weights all zero.
 */
export function askCentreLevels(
  { facts: { endowment, manifest } }: Pick<IndexedRun, 'facts'>,
  asked: { thresholds?: number[] | undefined; weights?: number[] | undefined },
): CentreWhatIf {
  if (endowment === null)
    throw new DomainError(
      'data-missing',
      'Ce calcul n’a pas la dotation de chaque commune : aucun équipement n’y est recensé, ou il a été publié avant qu’elle soit gardée.',
      {
        runId: manifest.id,
      },
    );
  const rule = manifest.parameters.centreRule;
  const thresholds = asked.thresholds ?? [...rule.levelThresholds];
  const weights = asked.weights ?? [...rule.rangeWeights];
  if (thresholds.some((value, index) => index > 0 && value <= thresholds[index - 1]!))
    throw new DomainError('parameters-invalid', 'Les seuils des pôles doivent croître : local, intermédiaire, structurant, majeur.', {
      thresholds,
    });
  if (weights.every((weight) => weight === 0))
    throw new DomainError('parameters-invalid', 'Au moins une gamme doit peser dans la dotation des pôles.', { weights });
  const counts = [0, 0, 0, 0, 0];
  const publishedCounts = [0, 0, 0, 0, 0];
  const flips: CentreWhatIf['flips'] = [];
  for (const { communeCode, presentCounts } of endowment.communes) {
    const counted = { presentCounts, collectedCounts: endowment.collectedCounts };
    const score = scoreOfCounts({ ...counted, rangeWeights: weights });
    const toLevel = levelOfScore(score, thresholds);
    const fromLevel = levelOfScore(scoreOfCounts({ ...counted, rangeWeights: rule.rangeWeights }), rule.levelThresholds);
    counts[toLevel]!++;
    publishedCounts[fromLevel]!++;
    if (toLevel !== fromLevel) flips.push({ communeCode, fromLevel, toLevel, score });
  }
  return { thresholds, weights, publishedCounts, counts, flips };
}
