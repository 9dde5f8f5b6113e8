import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import { SOURCE_CATALOGUE } from '@maillage/sources/catalogue.ts';
import type { ChosenTravel } from '../compute/choose-travel.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import type { Referential } from '../referential/referential.ts';

/** What the run was made of. No clock: the same inputs give the same manifest. */
export function buildManifest(options: {
  runId: string;
  referential: Referential;
  chosen: ChosenTravel;
  parameters: RunParameters;
}): RunManifest {
  const { runId, referential, chosen, parameters } = options;
  const { travel, reports } = chosen;
  const used = new Set(reports.filter((report) => report.state === 'loaded').map((report) => report.sourceId));
  return {
    id: runId,
    departementCode: referential.departementCode,
    departementName: referential.departementName,
    fictional: referential.fictional,
    cogYear: referential.cogYear,
    engineVersion: ENGINE_VERSION,
    parameters,
    travelMethod: travel.method,
    travelOrigins: travel.origins.lon.length > referential.communes.length ? 'cells' : 'centres',
    travelError: travel.sentence,
    files: [...reports].sort((a, b) => (a.path < b.path ? -1 : 1)),
    sources: SOURCE_CATALOGUE.filter((source) => source.role === 'npm' || used.has(source.id)),
    choices: [...referential.choices, ...chosen.choices],
    missing: [...referential.missing, ...chosen.missing],
    neighbours: referential.neighbours,
    offer: describeOffer(referential),
    userIndicators: referential.userIndicators,
    vintages: {
      ...referential.vintages,
      ...Object.fromEntries([...referential.indicatorVintages].map(([id, vintage]) => [`indicator:${id}`, vintage])),
    },
  };
}

function describeOffer({ offer, offerVintage, offerLocated, offerDepartements, ownCount }: Referential): RunManifest['offer'] {
  if (offerDepartements.size === 0) return null;
  const own = offer.filter((point) => point.communeIndex < ownCount);
  return {
    vintage: offerVintage,
    facilityCount: own.reduce((sum, point) => sum + point.facilityCount, 0),
    facilityTypeCount: new Set(own.map((point) => point.facilityType)).size,
    located: offerLocated,
  };
}
