import { SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { countFranceServices, countQuarters } from '../../views/count-listed.ts';
import { countCollectedServices } from '../../views/figure-values.ts';
import { answer, type FigureContext, type FigureFamily, MEMBER_KINDS, originFrom, type Place, plainOrigin } from './figure-context.ts';

const CENTRE_NOUNS: Readonly<Record<string, readonly [string, string]>> = {
  '': ['centre', 'centres'],
  level1: ['centre local', 'centres locaux'],
  level2: ['centre intermédiaire', 'centres intermédiaires'],
  level3: ['centre structurant', 'centres structurants'],
  level4: ['centre majeur', 'centres majeurs'],
};
/** The same without the noun, in a list that already says « centres ». */
const LEVEL_ADJECTIVES: Readonly<Record<string, readonly [string, string]>> = {
  level1: ['local', 'locaux'],
  level2: ['intermédiaire', 'intermédiaires'],
  level3: ['structurant', 'structurants'],
  level4: ['majeur', 'majeurs'],
};
const ALL_KINDS = MEMBER_KINDS.filter((kind) => kind !== 'commune');

function centresOf({ run }: FigureContext, part: string, place: Place | null) {
  if (place?.communes == null || CENTRE_NOUNS[part] === undefined) return undefined;
  const level = part === '' ? null : Number(part.slice(-1));
  return place.communes.filter(({ code }) => {
    const found = run.centres.get(code)?.level ?? 0;
    return level === null ? found > 0 : found === level;
  });
}
const centresOrigin = (context: FigureContext, label: string) =>
  originFrom(context.run, 'centre-level', { label, formula: 'communes de ce niveau dans le classement des pôles' });

const simple = (resolve: FigureFamily['resolve'], list: FigureFamily['list'] = () => []): FigureFamily => ({ resolve, list });

/** One figure of the whole run, that has no territory of its own but the Département. */
function ofRun(
  label: string,
  unit: string,
  value: (context: FigureContext) => number | null,
  { formula, figureId = 'services-count' }: { formula: string; figureId?: string },
): FigureFamily {
  return simple(
    (context, part, place) =>
      part !== '' || (place !== null && place.kind !== 'departement')
        ? undefined
        : answer(value(context), { unit }, originFrom(context.run, figureId, { label, formula })),
    () => [],
  );
}

/** `service-frequency.D307`…: what the run says of one service over the whole Département. */
function ofService(
  label: string,
  unit: string,
  key: 'facilitiesCount' | 'communesCount' | 'frequencyRatio' | 'meanMinutes' | 'medianMinutes' | 'p90Minutes' | 'appearancePopulation',
  formula: string,
): FigureFamily {
  return simple(
    ({ run }, part) => {
      const service = run.services.get(part);
      if (service === undefined) return undefined;
      const told = { label: `${label} : ${service.label}`, formula };
      const absent = service.collected ? undefined : 'non recensé dans ce millésime';
      const value = service[key];
      return answer(
        value === null || !Number.isFinite(value) ? null : value,
        { unit, ...(absent === undefined ? {} : { absent }) },
        originFrom(run, `service-minutes.${part}`, told),
      );
    },
    ({ run }) =>
      run.facts.services
        .filter(({ collected }) => collected)
        .map((service) => ({
          reference: `${SERVICE_FAMILY_OF[key]}.${service.serviceType}`,
          label: `${label} : ${service.label}`,
          kinds: [],
        })),
  );
}
const SERVICE_FAMILY_OF = {
  facilitiesCount: 'service-facilities',
  communesCount: 'service-communes',
  frequencyRatio: 'service-frequency',
  meanMinutes: 'service-mean',
  medianMinutes: 'service-median',
  p90Minutes: 'service-p90',
  appearancePopulation: 'service-appearance',
} as const;

const themeOf = ({ chapters }: FigureContext, part: string) => chapters.inventory?.themes.find(({ id }) => id === part);
const listMeasured = ({ run }: FigureContext, { serviceTypes }: { serviceTypes: readonly string[] }) =>
  serviceTypes.filter((code) => run.services.get(code)?.collected);

export const COUNT_FAMILIES: Readonly<Record<string, FigureFamily>> = {
  atlas: simple(({ atlas, run }, part) => {
    const shown = atlas.maps.filter((map) =>
      [map.figure, map.crossedWith].every((id) => id === undefined || run.figures.get(id)?.available === true),
    );
    const origin = (label: string) => plainOrigin({ label, formula: 'compté dans la liste déclarée de l’atlas', methodNote: 'atlas' });
    if (part === 'shown') return answer(shown.length, { unit: 'maps' }, origin('Cartes de l’atlas'));
    if (part.startsWith('theme.')) {
      const count = shown.filter(({ theme }) => `theme.${theme}` === part).length;
      return answer(count, { unit: 'maps' }, origin('Cartes du thème'));
    }
    if (part === 'themes')
      return answer(
        new Set(shown.map(({ theme }) => theme)).size,
        { unit: 'themes', noun: ['thème', 'thèmes'] },
        origin('Thèmes de l’atlas'),
      );
    return undefined;
  }),
  communes: simple(
    ({ run }, part, place) =>
      part !== '' || place?.communes == null
        ? undefined
        : answer(
            place.communes.length,
            { unit: 'communes' },
            originFrom(run, 'population', { label: 'Communes', formula: 'communes du territoire dans le Département' }),
          ),
    () => [{ reference: 'communes', label: 'Nombre de communes', kinds: ALL_KINDS }],
  ),
  epcis: simple(({ run }, part, place) => {
    if (part !== '' || place?.communes == null) return undefined;
    const count = new Set(place.communes.flatMap(({ epciCode }) => epciCode ?? [])).size;
    return answer(
      count,
      { unit: 'epcis' },
      originFrom(run, 'population', {
        label: 'Intercommunalités',
        formula: 'intercommunalités dont au moins une commune est dans le territoire',
      }),
    );
  }),
  area: simple(({ run }, part, place) => {
    if (part !== '' || place?.communes == null) return undefined;
    const known = place.communes.every(({ areaKm2 }) => areaKm2 !== null);
    const value = known ? place.communes.reduce((sum, { areaKm2 }) => sum + (areaKm2 ?? 0), 0) : null;
    return answer(
      value,
      { unit: 'km2' },
      originFrom(run, 'density', { label: 'Superficie', formula: 'somme des superficies des communes' }),
    );
  }),
  centres: simple(
    (context, part, place) => {
      const found = centresOf(context, part, place);
      return (
        found &&
        answer(found.length, { unit: 'communes', noun: CENTRE_NOUNS[part]! }, centresOrigin(context, `Nombre de ${CENTRE_NOUNS[part]![1]}`))
      );
    },
    () =>
      Object.entries(CENTRE_NOUNS).map(([part, [, many]]) => ({
        reference: part === '' ? 'centres' : `centres.${part}`,
        label: `Nombre de ${many}`,
        kinds: ALL_KINDS,
      })),
  ),
  'centre-levels': simple((context, part, place) => {
    const found = part === '' ? undefined : centresOf(context, part, place);
    return (
      found &&
      answer(
        found.length,
        { unit: 'communes', noun: LEVEL_ADJECTIVES[part]! },
        centresOrigin(context, `Nombre de ${CENTRE_NOUNS[part]![1]}`),
      )
    );
  }),
  'centre-communes': simple((context, part, place) => {
    const found = part === '' ? centresOf(context, part, place) : undefined;
    return found && answer(found.length, { unit: 'communes' }, centresOrigin(context, 'Communes qui sont des centres'));
  }),
  'centres-people-share': simple((context, part, place) => {
    const found = centresOf(context, part, place);
    if (found === undefined || place?.communes == null) return undefined;
    const people = (list: readonly { populationCount: number | null }[]) =>
      list.some(({ populationCount }) => populationCount === null) ? null : list.reduce((sum, one) => sum + one.populationCount!, 0);
    const [some, all] = [people(found), people(place.communes)];
    const value = some === null || all === null || all === 0 ? null : some / all;
    return answer(
      value,
      { unit: 'ratio', truthful: true },
      centresOrigin(context, `Part des habitants dans les ${CENTRE_NOUNS[part]![1]}`),
    );
  }),
  'services-collected': ofRun('Services recensés', 'services', ({ run }) => countCollectedServices(run), {
    formula: 'regroupements d’équipements des trois gammes que le millésime recense',
  }),
  'services-uncollected': ofRun(
    'Services que le millésime ne recense pas',
    'services',
    ({ run }) => run.facts.services.filter(({ collected }) => !collected).length,
    {
      formula: 'regroupements d’équipements des trois gammes que le millésime ne recense pas',
    },
  ),
  'services-of-range': simple(({ run }, part, place) => {
    const range = SERVICE_RANGES.find((one) => one === part);
    if (range === undefined || (place !== null && place.kind !== 'departement')) return undefined;
    const count = run.facts.services.filter((one) => one.range === range && one.collected).length;
    return answer(
      count,
      { unit: 'services' },
      originFrom(run, `range-minutes.${range}`, {
        label: `Services recensés de la gamme ${SERVICE_RANGE_LABELS[range]}`,
        formula: 'regroupements d’équipements de la gamme que le millésime recense',
      }),
    );
  }),
  'services-median': simple(({ run }, part, place) => {
    if (part !== '' || place?.communes == null) return undefined;
    const counts = place.communes.flatMap(({ code }) => run.centres.get(code)?.servicesCount ?? []).sort((a, b) => a - b);
    const value = counts.length === 0 ? null : (counts[Math.ceil(counts.length / 2) - 1] ?? null);
    return answer(
      value,
      { unit: 'services' },
      originFrom(run, 'services-count', {
        label: 'Nombre médian de services par commune',
        formula: 'au moins la moitié des communes offrent au plus ce nombre de services',
      }),
    );
  }),
  'communes-without-service': simple(({ run }, part, place) => {
    if (part !== '' || place?.communes == null) return undefined;
    const count = place.communes.filter(({ code }) => run.centres.get(code)?.servicesCount === 0).length;
    return answer(
      count,
      { unit: 'communes' },
      originFrom(run, 'services-count', {
        label: 'Communes sans aucun service',
        formula: 'communes où aucun des services recensés n’est présent',
      }),
    );
  }),
  facilities: ofRun('Équipements recensés', 'facilities', ({ run }) => run.facts.manifest.offer?.facilityCount ?? null, {
    formula: 'équipements de toute sorte dans les communes du Département, chacun compté une fois',
  }),
  'facility-types': ofRun('Types d’équipements présents', 'number', ({ run }) => run.facts.manifest.offer?.facilityTypeCount ?? null, {
    formula: 'types d’équipements dont au moins un est dans le Département',
  }),
  'service-facilities': ofService(
    'Nombre d’équipements',
    'facilities',
    'facilitiesCount',
    'équipements du regroupement dans le Département',
  ),
  'service-communes': ofService(
    'Communes qui l’offrent',
    'communes',
    'communesCount',
    'communes qui ont au moins un équipement du regroupement',
  ),
  'service-frequency': ofService(
    'Part des communes qui l’offrent',
    'ratio',
    'frequencyRatio',
    'communes qui ont au moins un équipement du regroupement ÷ communes',
  ),
  'service-mean': ofService(
    'Temps d’accès moyen',
    'min',
    'meanMinutes',
    'moyenne, pondérée par la population, du temps en voiture jusqu’au lieu le plus proche',
  ),
  'service-median': ofService('Temps d’accès médian', 'min', 'medianMinutes', 'temps que la moitié des habitants ne dépassent pas'),
  'service-p90': ofService(
    'Temps d’accès que neuf habitants sur dix ne dépassent pas',
    'min',
    'p90Minutes',
    'neuvième décile du temps, pondéré par la population',
  ),
  'service-appearance': ofService(
    'Population d’apparition',
    'inhabitants',
    'appearancePopulation',
    'population à partir de laquelle le service apparaît (Reed et Muench)',
  ),
  'theme-facilities': simple(
    (context, part) => {
      const theme = themeOf(context, part);
      return (
        theme &&
        answer(
          // A theme none of whose types the vintage counts is not a theme without facility.
          theme.facilityCount === 0 && listMeasured(context, theme).length === 0 ? null : theme.facilityCount,
          { unit: 'facilities', absent: 'non recensé' },
          originFrom(context.run, 'services-count', {
            label: `Équipements du thème « ${theme.label} »`,
            formula: 'équipements des types du thème dans le Département',
          }),
        )
      );
    },
    ({ chapters }) =>
      (chapters.inventory?.themes ?? []).map(({ id, label }) => ({
        reference: `theme-facilities.${id}`,
        label: `Équipements : ${label}`,
        kinds: [],
      })),
  ),
  'theme-places': simple((context, part) => {
    const theme = themeOf(context, part);
    return (
      theme &&
      answer(
        theme.placeCount,
        { unit: 'places' },
        originFrom(context.run, 'services-count', {
          label: `Lieux nommés du thème « ${theme.label} »`,
          formula: 'lieux connus par leur nom ou leur adresse, chacun compté une fois',
        }),
      )
    );
  }),
  'theme-services': simple((context, part) => {
    const theme = themeOf(context, part);
    if (theme === undefined) return undefined;
    const measured = listMeasured(context, theme).length;
    return answer(
      measured,
      { unit: 'services' },
      originFrom(context.run, 'services-count', {
        label: `Services mesurés du thème « ${theme.label} »`,
        formula: 'services du thème dont le temps d’accès est calculé',
      }),
    );
  }),
  'inventory-places': simple(({ chapters, run }, part) =>
    part !== '' || chapters.inventory === undefined
      ? undefined
      : answer(
          chapters.inventory.placeCount,
          { unit: 'places' },
          originFrom(run, 'services-count', {
            label: 'Lieux nommés',
            formula: 'lieux connus par leur nom ou leur adresse, chacun compté une fois',
          }),
        ),
  ),
  quarters: simple(
    ({ run }, part, place) => {
      if (part !== '' || place?.communes == null) return undefined;
      const codes = new Set(place.communes.map(({ code }) => code));
      return answer(
        countQuarters(run, codes),
        { unit: 'quarters' },
        plainOrigin({
          label: 'Quartiers prioritaires de la politique de la ville',
          formula: 'quartiers dont au moins une commune est dans le territoire',
          methodNote: 'territoires',
          sources: sourcesNamed(run, /qpv|quartier/i),
        }),
      );
    },
    () => [{ reference: 'quarters', label: 'Quartiers prioritaires (QPV)', kinds: MEMBER_KINDS }],
  ),
  'france-services': simple(
    ({ run }, part, place) => {
      if (part !== '' || place?.communes == null) return undefined;
      const codes = new Set(place.communes.map(({ code }) => code));
      return answer(
        countFranceServices(run, codes),
        { unit: 'sites' },
        plainOrigin({
          label: 'Espaces France services',
          formula: 'espaces de la liste officielle situés dans le territoire',
          methodNote: 'offre',
          sources: sourcesNamed(run, /france.?services/i),
        }),
      );
    },
    () => [{ reference: 'france-services', label: 'Espaces France services', kinds: MEMBER_KINDS }],
  ),
};

/** Sources of the run whose id or title matches, as a reader cites them. */
export function sourcesNamed(run: FigureContext['run'], pattern: RegExp) {
  const { manifest } = run.facts;
  return manifest.sources
    .filter(({ id, title, role }) => role !== 'comparison' && (pattern.test(id) || pattern.test(title)))
    .flatMap(({ id, title, producer, licence }) =>
      manifest.files
        .filter((file) => file.sourceId === id && file.state === 'loaded')
        .slice(0, 1)
        .map(({ vintage }) => ({ title, producer, licence, vintage })),
    );
}
