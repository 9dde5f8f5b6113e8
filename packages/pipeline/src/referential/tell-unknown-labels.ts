import type { TerritoryLabel } from '@maillage/domain/sources/records.ts';
import { listNames } from './build-communes.ts';

/** The user's labels whose code is no commune nor intercommunality that the run knows: they would be of no use, unseen. */
export function tellUnknownLabels(labels: readonly TerritoryLabel[], known: ReadonlySet<string>): string[] {
  const unknown = labels.filter(({ territoryCode }) => !known.has(territoryCode));
  if (unknown.length === 0) return [];
  const named = listNames(unknown.map(({ territoryCode, label }) => `${territoryCode} « ${label} »`));
  return [
    `${unknown.length} étiquettes de votre tableau portent un code de territoire que ce calcul ne connaît pas : elles ne servent pas (${named}). Vérifiez ces codes.`,
  ];
}
