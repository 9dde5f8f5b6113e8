import type { ServiceGrouping } from '@maillage/domain/services/ranges.ts';
import { departementOfCommune } from '@maillage/domain/territories/codes.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import type { ProjectCode } from './build-referential.ts';
import { chooseCandidate, type DatasetOf, describeChoice } from './choose-sources.ts';
import type { CollectedGrouping, OfferPoint } from './referential.ts';

type CountDataset = DatasetOf<'facility-counts'>;
type LocatedDataset = DatasetOf<'located-facilities'>;
interface OfferCandidate {
  path: string;
  vintage: number | null;
  rowCount: number;
  fitness: number;
  dataset: CountDataset | LocatedDataset;
}

export interface Offer {
  vintage: number | null;
  located: boolean;
  departements: Set<string>;
  points: OfferPoint[];
  /** Every facility type seen in the chosen files, whatever the Département: what this vintage collects. */
  typesSeen: Set<string>;
  choices: string[];
  missing: string[];
}

/**
 * The facilities, each counted once. The vintage is the most recent that holds the Département itself; the other
 * Départements are read from the same vintage only, since two vintages are not one method. For each Département
 * one file wins: located before counted, then the larger, then the one that covers more Départements.
 */
export function buildOffer(options: {
  departementCode: string;
  contextDepartements: ReadonlySet<string>;
  counts: readonly CountDataset[];
  located: readonly LocatedDataset[];
  communes: readonly Commune[];
  project: ProjectCode;
  preferredFiles: Record<string, string>;
}): Offer {
  const { departementCode, contextDepartements, communes, project, preferredFiles } = options;
  const datasets = [...options.located, ...options.counts];
  const candidates = new Map<string, OfferCandidate[]>();
  for (const dataset of datasets) {
    const rows = new Map<string, number>();
    for (const record of dataset.records) {
      const departement = departementOfCommune(record.communeCode);
      rows.set(departement, (rows.get(departement) ?? 0) + 1);
    }
    const wanted = [...rows.keys()].filter((code) => contextDepartements.has(code) || code === departementCode).length;
    for (const [departement, rowCount] of rows) {
      // Located facilities say more than counts of the same year; breadth only separates equals.
      const fitness = dataset.kind === 'located-facilities' ? 1 : 0;
      const list = candidates.get(departement) ?? [];
      list.push({ path: dataset.path, vintage: dataset.vintage, rowCount: rowCount + wanted / 1000, fitness, dataset });
      candidates.set(departement, list);
    }
  }
  const preferred = preferredFiles['located-facilities'] ?? preferredFiles['facility-counts'];
  const own = chooseCandidate(candidates.get(departementCode) ?? [], preferred);
  const offer: Offer = {
    vintage: own?.vintage ?? null,
    located: own?.dataset.kind === 'located-facilities',
    departements: new Set(),
    points: [],
    typesSeen: new Set(),
    choices: [],
    missing: [],
  };
  if (own === undefined) {
    offer.missing.push(
      'Aucun fichier d’équipements (BPE) ne couvre le Département : l’offre, les temps d’accès et les pôles sont absents.',
    );
    return offer;
  }
  const indexOf = new Map(communes.map((commune, index) => [commune.code, index]));
  const chosen = new Map<OfferCandidate['dataset'], Set<string>>();
  for (const [departement, list] of [...candidates].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (departement !== departementCode && !contextDepartements.has(departement)) continue;
    const sameVintage = list.filter((candidate) => candidate.vintage === offer.vintage);
    const winner = departement === departementCode ? own : chooseCandidate(sameVintage, own.path);
    if (winner === undefined) continue;
    offer.departements.add(departement);
    chosen.set(winner.dataset, (chosen.get(winner.dataset) ?? new Set()).add(departement));
    const sentence =
      departement === departementCode ? describeChoice(`Équipements (${departement})`, winner, list, winner.dataset.kind) : null;
    if (sentence !== null) offer.choices.push(sentence);
  }
  const unplaced = new Map<string, number>();
  for (const [dataset, departements] of chosen) addPoints(offer, { dataset, departements, communes, indexOf, project, unplaced });
  if (unplaced.size > 0) {
    const total = [...unplaced.values()].reduce((sum, count) => sum + count, 0);
    offer.missing.push(
      `${total} équipements portent un code de commune (${[...unplaced.keys()].slice(0, 8).join(', ')}) que la géographie de référence ne connaît pas ou dont le contour manque : ils ne sont pas comptés.`,
    );
  }
  return offer;
}

function addPoints(
  offer: Offer,
  input: {
    dataset: CountDataset | LocatedDataset;
    departements: ReadonlySet<string>;
    communes: readonly Commune[];
    indexOf: ReadonlyMap<string, number>;
    project: ProjectCode;
    unplaced: Map<string, number>;
  },
): void {
  const { dataset, departements, communes, indexOf, project, unplaced } = input;
  const atCentre = new Map<string, OfferPoint>();
  const targets = new Map<string, number | undefined>();
  const place = (sourceCode: string): number | undefined => {
    if (!targets.has(sourceCode)) {
      // A facility stands in one place: a split commune gives it to the part that holds the larger share.
      const [largest] = project(sourceCode, dataset.cogYear).toSorted(
        (a, b) => b.weightRatio - a.weightRatio || (a.code < b.code ? -1 : 1),
      );
      targets.set(sourceCode, indexOf.get(largest?.code ?? sourceCode));
    }
    return targets.get(sourceCode);
  };
  const addAtCentre = (communeIndex: number, facilityType: string, facilityCount: number) => {
    const key = `${communeIndex}:${facilityType}`;
    const point = atCentre.get(key);
    if (point !== undefined) point.facilityCount += facilityCount;
    else {
      const { lon, lat } = communes[communeIndex]!;
      atCentre.set(key, { communeIndex, facilityType, facilityCount, lon, lat, name: null });
    }
  };
  const count = (communeCode: string, facilityType: string, facilityCount: number, act: (communeIndex: number) => void) => {
    offer.typesSeen.add(facilityType);
    if (!departements.has(departementOfCommune(communeCode))) return;
    const communeIndex = place(communeCode);
    if (communeIndex === undefined) unplaced.set(communeCode, (unplaced.get(communeCode) ?? 0) + facilityCount);
    else act(communeIndex);
  };
  if (dataset.kind === 'facility-counts') {
    for (const { communeCode, facilityType, facilityCount } of dataset.records) {
      count(communeCode, facilityType, facilityCount, (communeIndex) => addAtCentre(communeIndex, facilityType, facilityCount));
    }
  } else {
    for (const facility of dataset.records) {
      count(facility.communeCode, facility.facilityType, 1, (communeIndex) => {
        const { lon, lat, name, positionQuality, facilityType } = facility;
        // A point drawn at random in its commune is no better than the centre, and would look as if it were.
        if (lon === null || lat === null || positionQuality === 'commune') addAtCentre(communeIndex, facilityType, 1);
        else offer.points.push({ communeIndex, facilityType, facilityCount: 1, lon, lat, name });
      });
    }
  }
  for (const point of atCentre.values()) offer.points.push(point);
}

/** Each grouping with the codes of the offer's vintage, and whether that vintage holds any of them. */
export function matchGroupings(options: {
  groupings: readonly ServiceGrouping[];
  offerVintage: number | null;
  typesSeen: ReadonlySet<string>;
  typesInNomenclature: ReadonlySet<string>;
  equivalentTypes: (code: string, vintage: number) => string[];
}): CollectedGrouping[] {
  const { groupings, offerVintage, typesSeen, typesInNomenclature, equivalentTypes } = options;
  return groupings.map((grouping) => {
    const codes = new Set(grouping.facilityTypes.flatMap((code) => (offerVintage === null ? [code] : equivalentTypes(code, offerVintage))));
    const offerTypes = [...codes].filter((code) => typesSeen.has(code) || typesInNomenclature.has(code)).sort();
    return { ...grouping, offerTypes, collected: offerTypes.length > 0 };
  });
}
