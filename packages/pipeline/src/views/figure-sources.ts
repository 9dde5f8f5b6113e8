import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';

/** What a figure needs from the sources: families of facts, each given by one or several of the sources below. */
export type FactFamily = 'geography' | 'population' | 'boundaries' | 'facilities' | 'groupings' | 'indicators' | 'stations' | 'roads';

/** Words that the id of a source holds when it gives those facts: a source added later is found by its id. */
const FAMILY_WORDS: Record<FactFamily, readonly string[]> = {
  geography: ['cog', 'decoupage', 'epci'],
  population: ['cog', 'decoupage', 'population'],
  boundaries: ['communes-geojson', 'boundar', 'admin-express', 'contours'],
  facilities: ['bpe'],
  groupings: ['bpe', 'gammes'],
  indicators: ['filosofi', 'iris', 'dossier', 'indicator', '-rp'],
  stations: ['station', 'gares'],
  roads: ['roads'],
};

/** Ids of the run's sources that give these facts, in the manifest's order; comparison sources never enter a figure. */
export function listFigureSources(manifest: RunManifest, families: readonly FactFamily[]): string[] {
  const words = families.flatMap((family) => FAMILY_WORDS[family]);
  return manifest.sources
    .filter((source) => source.role !== 'comparison' && words.some((word) => source.id.includes(word)))
    .map((source) => source.id);
}
