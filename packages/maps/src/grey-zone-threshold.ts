import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import { SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';

/** On a map of shares, a commune is a grey zone when most of its inhabitants are far. */
const MOST = 0.5;

/** Value beyond which a commune of this figure is a grey zone, in the figure's unit; null for a figure that has none. */
export function findGreyZoneThreshold(figureId: string, parameters: Pick<RunParameters, 'farThresholdMinutes'>): number | null {
  const [family, part] = figureId.split('.', 2);
  const range = SERVICE_RANGES.find((one) => one === part);
  if (range === undefined) return null;
  if (family === 'range-minutes') return parameters.farThresholdMinutes[range];
  return family === 'far-share' ? MOST : null;
}
