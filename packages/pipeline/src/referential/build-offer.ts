import type { ServiceGrouping } from '@maillage/domain/services/ranges.ts';
import { departementOfCommune } from '@maillage/domain/territories/codes.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { chooseCandidate, type DatasetOf, describeChoice } from './choose-sources.ts';
import type { ProjectCode } from './project-code.ts';
import type { CollectedGrouping, OfferPoint } from './referential.ts';

type CountDataset = DatasetOf<'facility-counts'>;
type LocatedDataset = DatasetOf<'located-facilities'>;
const KM_PER_DEGREE = 111.195;
interface OfferCandidate {
  path: string;
  vintage: number | null;
  rowCount: number;
  fitness: number;
  dataset: CountDataset | LocatedDataset;
  typeCount: number;
  communeCount: number;
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
 * one file wins among those that are not partial: located before counted, then the larger, then the one that covers more
 * Départements.
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
    const coverages = coverageByDepartement(dataset);
    const wanted = [...coverages.keys()].filter((code) => contextDepartements.has(code) || code === departementCode).length;
    for (const [departement, { rowCount, types, communeCodes }] of coverages) {
      // Located facilities say more than counts of the same year; breadth only separates equals.
      const fitness = dataset.kind === 'located-facilities' ? 1 : 0;
      const list = candidates.get(departement) ?? [];
      const size = { rowCount: rowCount + wanted / 1000, typeCount: types.size, communeCount: communeCodes.size };
      list.push({ path: dataset.path, vintage: dataset.vintage, fitness, dataset, ...size });
      candidates.set(departement, list);
    }
  }
  const preferred = preferredFiles['located-facilities'] ?? preferredFiles['facility-counts'];
  const ownCandidates = candidates.get(departementCode) ?? [];
  const own = chooseCandidate(withoutPartial(ownCandidates, preferred), preferred);
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
    const winner = departement === departementCode ? own : chooseCandidate(withoutPartial(sameVintage, undefined), own.path);
    if (winner === undefined) continue;
    offer.departements.add(departement);
    chosen.set(winner.dataset, (chosen.get(winner.dataset) ?? new Set()).add(departement));
    if (departement !== departementCode) continue;
    const sentence = describeChoice(`Équipements (${departement})`, winner, list, winner.dataset.kind);
    if (sentence !== null) offer.choices.push(sentence);
    const whole = new Set(withoutPartial(list, preferred));
    for (const { path, typeCount, communeCount } of list.filter((candidate) => !whole.has(candidate)))
      offer.choices.push(
        `« ${path} » ne remplace pas « ${winner.path} » : il ne décrit que ${typeCount} types d’équipements dans ${communeCount} communes, contre ${winner.typeCount} types dans ${winner.communeCount} communes.`,
      );
  }
  const unplaced = new Map<string, number>();
  const strayCount = new Map<string, number>();
  for (const [dataset, departements] of chosen)
    addPoints(offer, { dataset, departements, communes, indexOf, project, unplaced, strayCount });
  if (unplaced.size > 0) {
    const total = [...unplaced.values()].reduce((sum, count) => sum + count, 0);
    offer.missing.push(
      `${total === 1 ? '1 équipement porte' : `${total} équipements portent`} un code de commune (${[...unplaced.keys()].slice(0, 8).join(', ')}) que la géographie de référence ne connaît pas ou dont le contour manque : ${total === 1 ? 'il n’est pas compté' : 'ils ne sont pas comptés'}.`,
    );
  }
  const strays = [...strayCount.values()].reduce((sum, count) => sum + count, 0);
  if (strays > 0) {
    offer.missing.push(
      `${strays === 1 ? '1 équipement a' : `${strays} équipements ont`} des coordonnées trop loin de leur commune (${[...strayCount.keys()].slice(0, 8).join(', ')}) pour être justes : ${strays === 1 ? 'il est placé' : 'ils sont placés'} au centre de celle-ci.`,
    );
  }
  return offer;
}

interface Coverage {
  rowCount: number;
  types: Set<string>;
  communeCodes: Set<string>;
}

function coverageByDepartement(dataset: CountDataset | LocatedDataset): Map<string, Coverage> {
  const coverages = new Map<string, Coverage>();
  for (const { communeCode, facilityType } of dataset.records) {
    const departement = departementOfCommune(communeCode);
    const coverage = coverages.get(departement) ?? { rowCount: 0, types: new Set(), communeCodes: new Set() };
    coverages.set(departement, coverage);
    coverage.rowCount++;
    coverage.types.add(facilityType);
    coverage.communeCodes.add(communeCode);
  }
  return coverages;
}

/**
 * The candidates that speak of the whole offer. INSEE also publishes schools, or sports and leisure, alone, and a file may be
 * an extract or be mostly rejected: less than half of the types or of the communes of the widest file replaces none,
 * however recent or well located.
 */
function withoutPartial(candidates: readonly OfferCandidate[], preferredPath: string | undefined): OfferCandidate[] {
  const typeCount = Math.max(...candidates.map((candidate) => candidate.typeCount));
  const communeCount = Math.max(...candidates.map((candidate) => candidate.communeCount));
  return candidates.filter(
    (candidate) => candidate.path === preferredPath || (candidate.typeCount * 2 >= typeCount && candidate.communeCount * 2 >= communeCount),
  );
}

/**
 * Whether a position cannot be that of a facility of the commune: swapped or unprojected coordinates fall hundreds of
 * kilometres away. The allowance, 30 km or three times the side of the commune, only stops such accidents.
 */
function isStray({ lon, lat, areaKm2 }: Commune, position: { lon: number; lat: number }): boolean {
  const allowedKm = Math.max(30, 3 * Math.sqrt(areaKm2 ?? 0));
  const northKm = (position.lat - lat) * KM_PER_DEGREE;
  const eastKm = (position.lon - lon) * KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  return northKm * northKm + eastKm * eastKm > allowedKm * allowedKm;
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
    strayCount: Map<string, number>;
  },
): void {
  const { dataset, departements, communes, indexOf, project, unplaced, strayCount } = input;
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
    // Files with a row for every commune and type write zeros: the type is collected, and nothing stands there.
    if (facilityCount === 0) return;
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
        else if (isStray(communes[communeIndex]!, { lon, lat })) {
          strayCount.set(facility.communeCode, (strayCount.get(facility.communeCode) ?? 0) + 1);
          addAtCentre(communeIndex, facilityType, 1);
        } else offer.points.push({ communeIndex, facilityType, facilityCount: 1, lon, lat, name });
      });
    }
  }
  for (const point of atCentre.values()) offer.points.push(point);
}

/**
 * Each grouping with the codes of the offer's vintage, and whether that vintage holds any of them. Where it holds none, the
 * codes of other years are looked for: the year of a change is not sure for every service, and a code was never given to
 * another one.
 */
export function matchGroupings(options: {
  groupings: readonly ServiceGrouping[];
  offerVintage: number | null;
  typesSeen: ReadonlySet<string>;
  typesInNomenclature: ReadonlySet<string>;
  equivalentTypes: (code: string, vintage: number | null) => string[];
}): CollectedGrouping[] {
  const { groupings, offerVintage, typesSeen, typesInNomenclature, equivalentTypes } = options;
  return groupings.map((grouping) => {
    const held = (vintage: number | null) =>
      [...new Set(grouping.facilityTypes.flatMap((code) => equivalentTypes(code, vintage)))]
        .filter((code) => typesSeen.has(code) || typesInNomenclature.has(code))
        .sort();
    const ofVintage = held(offerVintage);
    const offerTypes = ofVintage.length > 0 ? ofVintage : held(null);
    return { ...grouping, offerTypes, collected: offerTypes.length > 0 };
  });
}
