import {
  GREY_REFERENCES,
  type GreyArea,
  type GreyCommune,
  type GreyReferenceId,
  type GreyScope,
  type GreySummary,
  type GreyZones,
  type ReferenceMinutes,
} from '@maillage/domain/grey-zones/grey-zones.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';
import { ACCESS_KEYS, pick } from '../compute/kept-results.ts';
import { findCommuneNeighbours } from './commune-neighbours.ts';
import { listGreyScopes } from './grey-scopes.ts';
import { describePublishedReferences } from './published-references.ts';
import { type GreyWorld, listGreyCommunes, nameGreyAreas, rateScope, summariseGrey } from './rate-scope.ts';

const REFERENCE_LABELS: Record<GreyReferenceId, string> = {
  departement: 'Moyenne du Département',
  region: 'Moyenne de la région',
  fixed: 'Seuils fixes',
};

const GREY_KEYS = ['greyZones', 'themes', 'baskets', 'farThresholdMinutes', ...ACCESS_KEYS] as const;
type GreyInput = Omit<ChapterInput, 'parameters'> & { parameters: Pick<ChapterInput['parameters'], (typeof GREY_KEYS)[number]> };

/** Where services are farther than elsewhere, over each range, theme, basket and service, against each reference. */
export function computeGreyZones(input: ChapterInput): GreyZones {
  const { kept, parameters } = input;
  return kept.keep('grey-zones', pick(parameters, GREY_KEYS), (chosen) => findZones({ ...input, parameters: chosen }));
}

function findZones(input: GreyInput): GreyZones {
  const { referential, computed, choice, parameters, results, kept } = input;
  const { communes, ownCount, groupings, regionComplete, regionCode, regionName, departementName } = referential;
  const scopes = listGreyScopes(groupings, parameters);
  const references = readReferences(input);
  const neighbours = kept.keep('neighbours', null, () => findCommuneNeighbours(referential));
  const inRegion =
    regionComplete && regionCode !== null ? communes.flatMap((commune, index) => (commune.regionCode === regionCode ? [index] : [])) : null;
  const world: GreyWorld = {
    communes,
    ownCount,
    neighbours,
    minutes: computed.access.minutes,
    secondMinutes: choice.second,
    columnOf: new Map(groupings.map(({ code }, column) => [code, column])),
    profile: (id) => referential.indicators.get(id)?.map(({ value }) => value) ?? null,
    ...parameters.greyZones,
  };
  const found: { communes: GreyCommune[]; areas: GreyArea[]; summaries: GreySummary[] } = { communes: [], areas: [], summaries: [] };
  for (const scope of scopes.filter(({ serviceTypes }) => serviceTypes.length > 0))
    for (const reference of GREY_REFERENCES) {
      if (reference === 'region' && inRegion === null) continue;
      const zones = rateScope(world, { scope, referenceMinutes: references.map((row) => row[reference]) });
      const key = { scopeId: scope.id, reference };
      found.summaries.push(
        summariseGrey(world, { ...key, territory: 'departement', zones, indices: [...communes.keys()].slice(0, ownCount) }),
      );
      if (inRegion !== null && reference !== 'departement')
        found.summaries.push(summariseGrey(world, { ...key, territory: 'region', zones, indices: inRegion }));
      // One service against other references is asked by its address: the rows would be a hundred times these.
      if (scope.kind !== 'service') found.communes.push(...listGreyCommunes(world, { ...key, zones }));
      if (scope.kind !== 'service' || reference === 'departement') found.areas.push(...nameGreyAreas(world, { ...key, zones }));
    }
  return {
    scopes,
    references: GREY_REFERENCES.map((id) => ({
      id,
      label:
        id === 'departement'
          ? `${REFERENCE_LABELS[id]} (${departementName})`
          : id === 'region' && regionName !== null
            ? `${REFERENCE_LABELS[id]} (${regionName})`
            : REFERENCE_LABELS[id],
      available: id !== 'region' || inRegion !== null,
      convention: conventionOf(id, inRegion !== null),
    })),
    referenceMinutes: references,
    ...found,
    published: describePublishedReferences(referential),
    communeCodes: communes.slice(0, ownCount).map(({ code }) => code),
    neighbours,
    emptyReasons: explainEmpty(
      found.areas,
      scopes,
      results.services.some(({ collected }) => collected),
    ),
  };
}

/** The mean of each service over the Département and the région, as the run publishes them, and the threshold of its range. */
function readReferences({ referential, results, parameters }: GreyInput): ReferenceMinutes[] {
  const meanOf = new Map(results.territoryFigures.map(({ kind, figureId, value }) => [`${kind} ${figureId}`, value]));
  return referential.groupings.map(({ code, range, collected }) => ({
    serviceType: code,
    departement: meanOf.get(`departement service-minutes.${code}`) ?? null,
    region: meanOf.get(`region service-minutes.${code}`) ?? null,
    fixed: collected ? parameters.farThresholdMinutes[range] : null,
  }));
}

function conventionOf(id: GreyReferenceId, regionKnown: boolean): string {
  if (id === 'departement') return 'Temps moyen des habitants du Département vers chaque service : la zone bouge quand la moyenne bouge.';
  if (id === 'fixed') return 'Seuils de la gamme de chaque service : la zone ne bouge qu’avec l’offre.';
  return regionKnown
    ? 'Temps moyen des habitants de la région, même méthode et même millésime.'
    : 'Non calculée : il manque les communes ou les équipements d’un Département de la région.';
}

function explainEmpty(areas: readonly GreyArea[], scopes: readonly GreyScope[], hasOffer: boolean): Record<string, string> {
  if (!hasOffer)
    return Object.fromEntries(
      ['grey-zone-areas', 'grey-zone-communes', 'grey-zone-summary'].map((name) => [
        name,
        'Aucun équipement n’est recensé : il n’y a pas de temps à comparer.',
      ]),
    );
  const reasons: Record<string, string> = {};
  if (areas.length === 0)
    reasons['grey-zone-areas'] = 'Aucune commune n’est grise : partout, assez de services sont dans la moyenne ou mieux.';
  if (scopes.every(({ serviceTypes }) => serviceTypes.length === 0))
    reasons['grey-zone-communes'] = 'Aucun service des gammes, thèmes et paniers n’est recensé.';
  return reasons;
}
