import { DomainError } from '@maillage/domain/errors.ts';
import type { ServiceGrouping } from '@maillage/domain/services/ranges.ts';
import type { SourceFileReport } from '@maillage/domain/sources/catalogue.ts';
import type { CogMovement, PopulationCell, PublishedTerritoryValue, UserIndicator } from '@maillage/domain/sources/records.ts';
import { departementOfCommune, isFictionalDepartement } from '@maillage/domain/territories/codes.ts';
import type { Commune, Territory } from '@maillage/domain/territories/territory.ts';
import type { NpmReferential } from '@maillage/sources/cog/npm-referential.ts';
import type { ReadFile } from '../read-folder.ts';
import { absentPreferences } from './absent-preferences.ts';
import { buildCommunes, chooseBoundaries, listNames } from './build-communes.ts';
import { type AggregateToCommunes, buildIndicators } from './build-indicators.ts';
import { buildOffer, matchGroupings } from './build-offer.ts';
import { buildQpvs } from './build-qpvs.ts';
import { datasetsOf } from './choose-sources.ts';
import { buildReferenceCog, type ReferenceCog } from './cog.ts';
import { findNeighbours, type Place } from './find-neighbours.ts';
import { listRefusals } from './list-refusals.ts';
import type { ProjectCode } from './project-code.ts';
import type { CommuneValue, Referential } from './referential.ts';
import { tellUnknownLabels } from './tell-unknown-labels.ts';

/** What the referential needs from the sources' own knowledge, given by the caller. */
export interface SourceKnowledge {
  npm: NpmReferential;
  places: readonly Place[];
  defaultGroupings: readonly ServiceGrouping[];
  buildProjection(
    movements: readonly CogMovement[],
    cogYear: number,
    activeCodes: ReadonlySet<string>,
    populationOf: (code: string) => number | null,
  ): ProjectCode;
  aggregate: AggregateToCommunes;
  equivalentTypes(code: string, vintage: number | null): string[];
}

/**
 * Clean facts on the reference geography, from the files that were read. Never guesses: what no file gives is
 * listed in `missing`. Throws DomainError('data-missing') when the Département has no boundaries at all, or no
 * facility of any service.
 */
export function buildReferential(options: {
  departementCode: string;
  files: readonly ReadFile[];
  knowledge: SourceKnowledge;
  preferredFiles: Record<string, string>;
  /** Départements to load: `findScope`. */
  scope: ReadonlySet<string>;
  /** What became of each file: a refusal of the whole build names those that could have served. */
  reports: readonly SourceFileReport[];
}): Referential {
  const { departementCode, files, knowledge, preferredFiles, scope, reports } = options;
  const cog = buildReferenceCog(knowledge.npm, files, departementCode);
  const active = new Set(cog.communes.keys());
  const project = knowledge.buildProjection(cog.movements, cog.cogYear, active, (code) => cog.communes.get(code)?.populationCount ?? null);
  const projectOne = (code: string) => project(code, null)[0]?.code;

  const chosenBoundaries = chooseBoundaries(datasetsOf(files, 'commune-boundaries'), cog, preferredFiles['commune-boundaries']);
  const built = buildCommunes({
    departementCode,
    boundaries: chosenBoundaries.boundaries.filter(({ communeCode }) => scope.has(departementOfCommune(communeCode))),
    cog,
    project: projectOne,
    places: knowledge.places,
    reports,
  });
  const { communes, ownCount, geometries } = built;
  const departement = cog.departements.get(departementCode);
  const regionCode = departement?.regionCode ?? null;
  const touching = findNeighbours(
    departementCode,
    [...geometries].map(([communeCode, geometry]) => ({ communeCode, geometry })),
    isFictionalDepartement(departementCode) ? [] : knowledge.places,
  );

  const contextDepartements = new Set(communes.map((commune) => commune.departementCode));
  const offer = buildOffer({
    departementCode,
    contextDepartements,
    counts: datasetsOf(files, 'facility-counts'),
    located: datasetsOf(files, 'located-facilities'),
    communes,
    project,
    preferredFiles,
  });
  const choices = [...chosenBoundaries.choices, ...offer.choices];
  const missing = [...absentPreferences(preferredFiles, files), ...built.missing, ...offer.missing];

  const { groupings, vintage: groupingsVintage } = chooseGroupings({
    files,
    knowledge,
    offerVintage: offer.vintage,
    typesSeen: offer.typesSeen,
    missing,
  });
  if (!groupings.some((grouping) => grouping.collected)) refuseWithoutOffer({ departementCode, offerVintage: offer.vintage, reports });
  const region = findRegion({ cog, regionCode, communes, offerDepartements: offer.departements, offerVintage: offer.vintage });
  if (region.missing !== null) missing.push(region.missing);
  const indicators = buildIndicators({
    datasets: datasetsOf(files, 'indicators'),
    communes,
    project,
    aggregate: knowledge.aggregate,
    preferredPath: preferredFiles.indicators,
  });
  choices.push(...indicators.choices);
  missing.push(...indicators.disagreements);
  addDensity(indicators.values, communes);

  const neighbours = touching.map(({ departementCode: code, communesLoaded }) => ({
    departementCode: code,
    name: cog.departements.get(code)?.name ?? code,
    communesLoaded,
    facilitiesLoaded: offer.departements.has(code),
  }));
  for (const neighbour of neighbours) {
    if (!neighbour.communesLoaded)
      missing.push(
        `Département voisin ${neighbour.departementCode} ${neighbour.name} : contours absents, ses communes ne sont pas prises en compte près de la limite.`,
      );
    else if (!neighbour.facilitiesLoaded && offer.vintage !== null)
      missing.push(
        `Département voisin ${neighbour.departementCode} ${neighbour.name} : équipements du millésime ${offer.vintage} absents, les temps près de la limite sont surestimés.`,
      );
  }
  const isOwn = new Set(communes.slice(0, ownCount).map((commune) => commune.code));
  const quarters = buildQpvs({
    qpvs: datasetsOf(files, 'qpvs').flatMap((dataset) => dataset.records),
    perimeters: datasetsOf(files, 'qpv-perimeters').flatMap((dataset) => dataset.records),
    ownAreasKm2: new Map(communes.slice(0, ownCount).map(({ code, areaKm2 }) => [code, areaKm2])),
    ownCentres: new Map(communes.slice(0, ownCount).map((commune) => [commune.code, commune])),
    otherCommunes: new Set(communes.slice(ownCount).map(({ code }) => code)),
    currentCode: projectOne,
  });
  missing.push(...quarters.missing);
  const { qpvs, perimeters } = quarters;
  const franceServices = datasetsOf(files, 'france-services')
    .flatMap((dataset) => dataset.records)
    .map((site) => ({ ...site, communeCode: projectOne(site.communeCode) ?? site.communeCode }));
  const servicePlaces = datasetsOf(files, 'service-places').flatMap(({ sourceId, records }) =>
    records.map((place) => ({ ...place, sourceId, communeCode: projectOne(place.communeCode) ?? place.communeCode })),
  );
  const territoryLabels = datasetsOf(files, 'territory-labels').flatMap(({ records }) =>
    records.map(({ territoryCode, label }) => ({ territoryCode: projectOne(territoryCode) ?? territoryCode, label })),
  );
  const known = new Set(communes.flatMap(({ code, epciCode }) => [code, ...(epciCode === null ? [] : [epciCode])]));
  missing.push(...tellUnknownLabels(territoryLabels, known));
  const stations = datasetsOf(files, 'stations')
    .flatMap((dataset) => dataset.records)
    .filter((station) => station.hasPassengers);
  for (const [found, sentence] of [
    [stations.length, 'Aucun fichier de gares : le temps à la gare n’entre pas dans l’indicateur de mobilité.'],
    [franceServices.length, 'Aucune liste des espaces France services.'],
    [
      qpvs.length,
      datasetsOf(files, 'qpvs').length > 0
        ? 'Le registre des quartiers prioritaires de la ville ne nomme aucun quartier du Département.'
        : 'Aucun registre des quartiers prioritaires de la ville.',
    ],
    [
      indicators.values.size > 1 ? 1 : 0,
      'Aucun fichier d’indicateurs de population (dossier complet, recensement ou Filosofi) : les besoins ne peuvent pas être calculés.',
    ],
  ] as const) {
    if (found === 0) missing.push(sentence);
  }
  return {
    departementCode,
    departementName: departement?.name ?? departementCode,
    regionCode,
    regionName: regionCode === null ? null : (cog.regions.get(regionCode) ?? null),
    regionComplete: region.complete,
    fictional: isFictionalDepartement(departementCode),
    cogYear: cog.cogYear,
    communes,
    ownCount,
    boundaries: geometries,
    territories: listTerritories(communes, cog),
    neighbours,
    offerDepartements: offer.departements,
    offerVintage: offer.vintage,
    offerLocated: offer.located,
    offer: offer.points,
    groupings,
    indicators: indicators.values,
    indicatorVintages: indicators.vintages,
    qpvs,
    qpvPerimeters: perimeters,
    franceServices: franceServices.filter((site) => isOwn.has(site.communeCode)),
    stations,
    territoryLabels,
    surveys: datasetsOf(files, 'survey').map(({ path, vintage, survey, records }) => ({
      ...{ path, vintage, survey },
      respondents: records.map((one) => ({
        ...one,
        communeCode: one.communeCode === null ? null : (projectOne(one.communeCode) ?? one.communeCode),
      })),
    })),
    servicePlaces: servicePlaces.filter((place) => isOwn.has(place.communeCode)),
    facilityTypeLabels: nameFacilityTypes(files, offer.vintage),
    populationCells: choosePopulationCells(files, projectOne, choices),
    publishedCommunes: datasetsOf(files, 'published-communes').flatMap((dataset) => dataset.records),
    publishedTerritories: addFrance(
      datasetsOf(files, 'published-territories').flatMap((dataset) => dataset.records),
      cog,
    ),
    choices,
    missing,
    vintages: { cog: cog.cogYear, offer: offer.vintage, groupings: groupingsVintage },
    userIndicators: listUserIndicators(files),
  };
}

/** Inhabitants that the published Départements must gather to stand for the country: the overseas collectivities and Mayotte have no figure. */
const COUNTRY_SHARE = 0.98;

/** France is not in the published table: the mean of its Départements, weighed by their inhabitants. */
function addFrance(published: readonly PublishedTerritoryValue[], cog: ReferenceCog): PublishedTerritoryValue[] {
  if (published.some(({ kind }) => kind === 'france')) return [...published];
  const people = new Map<string, number>();
  // Overseas collectivities are no Départements: no figure is published for them.
  for (const { departementCode, populationCount } of cog.communes.values())
    if (cog.departements.has(departementCode)) people.set(departementCode, (people.get(departementCode) ?? 0) + (populationCount ?? 0));
  const everybody = [...people.values()].reduce((sum, count) => sum + count, 0);
  const known = published.filter(({ kind, code, value }) => kind === 'departement' && value !== null && people.has(code));
  const france = [...Map.groupBy(known, ({ measure }) => measure)].flatMap(([measure, rows]): PublishedTerritoryValue[] => {
    const counted = rows.reduce((sum, { code }) => sum + people.get(code)!, 0);
    if (everybody === 0 || counted < COUNTRY_SHARE * everybody) return [];
    return [
      { kind: 'france', code: 'FR', measure, value: rows.reduce((sum, { code, value }) => sum + value! * people.get(code)!, 0) / counted },
    ];
  });
  return [...published, ...france];
}

/** The nomenclature of the year of the offer names its codes; those of other years fill in. */
function nameFacilityTypes(files: readonly ReadFile[], offerVintage: number | null): Map<string, string> {
  const away = (vintage: number | null) => (vintage === null || offerVintage === null ? 1000 : Math.abs(vintage - offerVintage));
  const datasets = datasetsOf(files, 'facility-type-labels').toSorted((a, b) => away(b.vintage) - away(a.vintage));
  return new Map(datasets.flatMap(({ records }) => records.map(({ code, label }) => [code, label] as const)));
}

/** The squares of the newest grid, with the commune of today; of two files of one year, the first in the order of paths. */
function choosePopulationCells(
  files: readonly ReadFile[],
  projectOne: (code: string) => string | undefined,
  choices: string[],
): PopulationCell[] {
  const datasets = datasetsOf(files, 'population-cells').filter(({ records }) => records.length > 0);
  const [newest, ...others] = datasets.toSorted((a, b) => (b.vintage ?? 0) - (a.vintage ?? 0) || (a.path < b.path ? -1 : 1));
  if (newest === undefined) return [];
  if (others.length > 0)
    choices.push(`Carreaux de population : « ${newest.path} », la plus récente de ${datasets.length} grilles, est retenue.`);
  return newest.records.flatMap((cell) => {
    const communeCode = projectOne(cell.communeCode);
    return communeCode === undefined ? [] : [{ ...cell, communeCode }];
  });
}

/** The user's own indicators, each id once: the mapping of the first file in the order of paths gives its title. */
function listUserIndicators(files: readonly ReadFile[]): UserIndicator[] {
  const all = datasetsOf(files, 'indicators').flatMap(({ userIndicators }) => userIndicators ?? []);
  return [...Map.groupBy(all, ({ id }) => id)].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, [first]]) => first ?? []);
}

/**
 * The Départements whose facts are worth reading: the Département, those that touch it, and those of its région (the
 * reference). The others of a national file are left aside and counted as out of scope.
 */
export function findScope(options: { departementCode: string; files: readonly ReadFile[]; knowledge: SourceKnowledge }): Set<string> {
  const { departementCode, files, knowledge } = options;
  const cog = buildReferenceCog(knowledge.npm, files, departementCode);
  const regionCode = cog.departements.get(departementCode)?.regionCode;
  const scope = new Set([departementCode]);
  for (const [code, departement] of cog.departements) if (regionCode !== null && departement.regionCode === regionCode) scope.add(code);
  const boundaries = datasetsOf(files, 'commune-boundaries').flatMap((dataset) => dataset.records);
  for (const neighbour of findNeighbours(departementCode, boundaries, [])) scope.add(neighbour.departementCode);
  return scope;
}

/** The groupings of the year nearest to the offer; the installed fallback when no file gives any. */
function chooseGroupings(options: {
  files: readonly ReadFile[];
  knowledge: SourceKnowledge;
  offerVintage: number | null;
  typesSeen: ReadonlySet<string>;
  missing: string[];
}) {
  const { files, knowledge, offerVintage, typesSeen, missing } = options;
  const inNomenclature = new Set<string>();
  for (const dataset of datasetsOf(files, 'facility-type-labels')) {
    if (dataset.vintage === null || dataset.vintage !== offerVintage) continue;
    for (const { code } of dataset.records) inNomenclature.add(code);
  }
  const distance = (vintage: number | null) => (vintage === null || offerVintage === null ? 1000 : Math.abs(vintage - offerVintage));
  const [dataset] = datasetsOf(files, 'service-groupings').sort(
    (a, b) => distance(a.vintage) - distance(b.vintage) || (b.vintage ?? 0) - (a.vintage ?? 0),
  );
  if (dataset === undefined) {
    missing.push(
      'Aucun fichier des gammes d’équipements de l’INSEE : seule la gamme de proximité, fournie avec le logiciel, est calculée. Déposez le classeur « BPE_gammes_equipements ».',
    );
  }
  const groupings = matchGroupings({
    groupings: dataset?.records ?? knowledge.defaultGroupings,
    offerVintage,
    typesSeen,
    typesInNomenclature: inNomenclature,
    equivalentTypes: knowledge.equivalentTypes,
  });
  const absent = groupings.filter((grouping) => !grouping.collected);
  if (offerVintage !== null && absent.length > 0) {
    missing.push(
      `${absent.length === 1 ? '1 service ne figure' : `${absent.length} services ne figurent`} pas dans le millésime ${offerVintage} de la BPE et ${absent.length === 1 ? 'n’entre' : 'n’entrent'} dans aucune moyenne : ${listNames(absent.map((grouping) => `${grouping.label} (${grouping.code})`))}.`,
    );
  }
  // Only a nomenclature of the very year can tell an unknown code from a new one.
  const unknown = inNomenclature.size === 0 ? [] : [...typesSeen].filter((code) => !inNomenclature.has(code)).sort();
  if (unknown.length > 0) {
    missing.push(
      `${unknown.length === 1 ? '1 code d’équipement n’est' : `${unknown.length} codes d’équipements ne sont`} pas dans la nomenclature ${offerVintage} : ${listNames(unknown)}. Leurs équipements sont comptés, mais n’entrent dans aucun service : vérifiez ces codes dans le fichier.`,
    );
  }
  return { groupings, vintage: dataset?.vintage ?? null };
}

/** Without a single service there is nothing to measure: the build is refused, and what was published stays served. */
function refuseWithoutOffer(options: {
  departementCode: string;
  offerVintage: number | null;
  reports: readonly SourceFileReport[];
}): never {
  const { departementCode, offerVintage, reports } = options;
  const why =
    offerVintage === null
      ? `Aucun fichier d’équipements (BPE) ne couvre le Département ${departementCode}.`
      : `Aucun service des gammes ne se trouve dans les équipements du millésime ${offerVintage} : leurs codes ne sont pas ceux de la BPE.`;
  throw new DomainError(
    'data-missing',
    `${why} Sans eux, ni temps d’accès ni pôles ne peuvent être calculés : déposez la BPE « ensemble » (page « Données ») puis recommencez.${listRefusals(reports, ['bpe-counts', 'bpe-located', 'bpe-ranges'])}`,
    { departementCode },
  );
}

/** Whether the région can be a reference, and the sentence that says why not. */
function findRegion(options: {
  cog: ReferenceCog;
  regionCode: string | null;
  communes: readonly Commune[];
  offerDepartements: ReadonlySet<string>;
  offerVintage: number | null;
}): { complete: boolean; missing: string | null } {
  const { cog, regionCode, communes, offerDepartements, offerVintage } = options;
  if (regionCode === null || offerVintage === null) return { complete: false, missing: null };
  const loaded = new Set(communes.map((commune) => commune.code));
  const lacking = new Set<string>();
  for (const commune of cog.communes.values()) {
    if (commune.regionCode === regionCode && (!loaded.has(commune.code) || !offerDepartements.has(commune.departementCode)))
      lacking.add(commune.departementCode);
  }
  if (lacking.size === 0) return { complete: true, missing: null };
  const names = [...lacking].sort().map((code) => `${code} ${cog.departements.get(code)?.name ?? ''}`.trim());
  return {
    complete: false,
    missing: `La région ${cog.regions.get(regionCode) ?? regionCode} ne peut pas servir de référence : contours ou équipements incomplets (${listNames(names)}).`,
  };
}

function addDensity(values: Map<string, CommuneValue[]>, communes: readonly Commune[]): void {
  values.set(
    'density',
    communes.map(({ populationCount, areaKm2 }) =>
      populationCount === null || areaKm2 === null || areaKm2 <= 0
        ? { value: null, status: 'missing', approximate: false }
        : { value: populationCount / areaKm2, status: 'known', approximate: false },
    ),
  );
}

/** Every territory that a loaded commune belongs to, with its name, in ascending kind then code. */
function listTerritories(communes: readonly Commune[], cog: ReferenceCog): Territory[] {
  const territories = new Map<string, Territory>();
  const add = (kind: Territory['kind'], code: string | null, name: string | undefined) => {
    if (code !== null) territories.set(`${kind}:${code}`, { kind, code, name: name ?? code });
  };
  for (const commune of communes) {
    add('epci', commune.epciCode, cog.epcis.get(commune.epciCode ?? ''));
    add('arrondissement', commune.arrondissementCode, cog.arrondissements.get(commune.arrondissementCode ?? ''));
    add('canton', commune.cantonCode, cog.cantons.get(commune.cantonCode ?? ''));
    add('departement', commune.departementCode, cog.departements.get(commune.departementCode)?.name);
    add('region', commune.regionCode, cog.regions.get(commune.regionCode ?? ''));
  }
  return [...territories].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, territory]) => territory);
}
