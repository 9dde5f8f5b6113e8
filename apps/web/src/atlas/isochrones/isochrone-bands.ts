import type { Isochrones } from '@maillage/domain/accessibility/road-answers.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';

/** The communes whose centre is in a band, and the people of those whose population is known; the last one holds what is beyond. */
export interface BandCount {
  /** Null for what is beyond the last band. */
  minutes: number | null;
  label: string;
  communeCount: number;
  populationCount: number;
}

/** Each commune in the band where its centre is: the upper limit belongs to the band. */
export function countBands(isochrones: Pick<Isochrones, 'bands' | 'communes'>, communes: readonly CommuneListItem[]): BandCount[] {
  const limits = isochrones.bands.map(({ minutes }) => minutes);
  const last = limits.at(-1) ?? 0;
  const counts: BandCount[] = [...limits, null].map((minutes, index) => ({
    minutes,
    label: minutes === null ? `au-delà de ${last} min` : index === 0 ? `jusqu’à ${minutes} min` : `${limits[index - 1]} à ${minutes} min`,
    communeCount: 0,
    populationCount: 0,
  }));
  const minutesByCode = new Map(isochrones.communes.map(({ code, minutes }) => [code, minutes]));
  for (const { code, populationCount } of communes) {
    const minutes = minutesByCode.get(code);
    const found = minutes === undefined ? -1 : limits.findIndex((limit) => minutes <= limit);
    const band = counts.at(found)!;
    band.communeCount++;
    band.populationCount += populationCount ?? 0;
  }
  return counts;
}
