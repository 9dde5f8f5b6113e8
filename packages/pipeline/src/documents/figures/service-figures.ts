import { SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { countCollectedServices } from '../../views/figure-values.ts';
import { answer, type FigureContext, type FigureFamily, ofRun, originFrom, simple } from './figure-context.ts';

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

/** What is counted of services, of facilities and of themes. */
export const SERVICE_FAMILIES: Readonly<Record<string, FigureFamily>> = {
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
};
