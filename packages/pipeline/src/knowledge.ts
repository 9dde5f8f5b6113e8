import type { CogMovement } from '@maillage/domain/sources/records.ts';
import { equivalentTypes } from '@maillage/sources/bpe/code-changes.ts';
import { DEFAULT_GROUPINGS } from '@maillage/sources/bpe/default-groupings.ts';
import { loadNpmReferential, type NpmReferential } from '@maillage/sources/cog/npm-referential.ts';
import { buildCodeProjection } from '@maillage/sources/cog/project-to-vintage.ts';
import { aggregateIndicators } from '@maillage/sources/indicator-tables/aggregation.ts';
import { loadNpmPlaces, type Place } from '@maillage/sources/places/npm-places.ts';
import type { SourceKnowledge } from './referential/build-referential.ts';
import type { ProjectCode } from './referential/project-code.ts';

/** Files that say which communes there are: read first and whole, since the scope of the others follows from them. */
const REFERENCE_GEOGRAPHY = new Set(['cog-communes', 'cog-movements', 'cog-epci', 'cog-labels', 'commune-boundaries']);

export function isReferenceGeography(sourceId: string | null): boolean {
  return sourceId !== null && REFERENCE_GEOGRAPHY.has(sourceId);
}

interface Installed {
  npm: NpmReferential;
  places: Place[];
}
let installed: Promise<Installed> | undefined;

/** What comes with the installation, read once: the COG and the populated places. */
function loadInstalled(): Promise<Installed> {
  installed ??= loadNpmPlaces().then((places) => ({ npm: loadNpmReferential(), places }));
  return installed;
}

export async function loadKnowledge(): Promise<SourceKnowledge> {
  const { npm, places } = await loadInstalled();
  return {
    npm,
    places,
    defaultGroupings: DEFAULT_GROUPINGS,
    buildProjection,
    aggregate: (values, assign) => aggregateIndicators(values, assign).map(({ areaCode, ...rest }) => ({ code: areaCode, ...rest })),
    equivalentTypes,
  };
}

/** What the installation holds, for `doctor`. */
export async function checkInstalledData(): Promise<{ communeCount: number; cogYear: number }> {
  const { npm } = await loadInstalled();
  return { communeCount: npm.communes.length, cogYear: npm.cogYear };
}

/** One projection per COG year that files come from; a code that leads nowhere gives an empty list. */
function buildProjection(
  movements: readonly CogMovement[],
  cogYear: number,
  activeCodes: ReadonlySet<string>,
  populationOf: (code: string) => number | null,
): ProjectCode {
  const byYear = new Map<number | null, ReturnType<typeof buildCodeProjection>>();
  return (code, fromYear) => {
    let projection = byYear.get(fromYear);
    if (projection === undefined) {
      projection = buildCodeProjection(movements, { fromYear, toYear: cogYear, activeCodes, populationOf });
      byYear.set(fromYear, projection);
    }
    const result = projection(code);
    return 'parts' in result ? result.parts : [];
  };
}
