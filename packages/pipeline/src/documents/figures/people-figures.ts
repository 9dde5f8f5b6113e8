import type { GreyReferenceId } from '@maillage/domain/grey-zones/grey-zones.ts';
import { SERVICE_RANGES, type ServiceRange } from '@maillage/domain/services/ranges.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { nameRange, readThreshold } from '../../views/access-figures.ts';
import { countBeyond } from '../../views/beyond.ts';
import { readCommuneValue } from '../../views/figure-values.ts';
import { type IndexedRun, rowKey } from '../../views/run-rows.ts';
import { answer, type FigureContext, type FigureFamily, MEMBER_KINDS, originFrom, type Place } from './figure-context.ts';

const isRange = (part: string): part is ServiceRange => SERVICE_RANGES.some((range) => range === part);

/** The part of a commune that is far: of a range by inhabited square, of a service by its centre; null when it cannot be told. */
function shareFar(run: IndexedRun, part: string, commune: Commune): number | null {
  if (isRange(part)) return run.ranges.get(rowKey(commune.code, part))?.farShareRatio ?? null;
  const service = run.services.get(part);
  if (service === undefined) return null;
  const { value, status } = readCommuneValue(run, `service-minutes.${part}`, commune);
  return status === 'unreachable' ? 1 : value === null ? null : value > readThreshold(run.facts.manifest, service.range) ? 1 : 0;
}

function far(context: FigureContext, part: string, place: Place | null) {
  const { run } = context;
  const service = run.services.get(part);
  if (place?.communes == null || !(isRange(part) || service !== undefined)) return undefined;
  const range = isRange(part) ? part : service!.range;
  const where = `à plus de ${readThreshold(run.facts.manifest, range)} minutes ${isRange(part) ? `des ${nameRange(part)}` : `du service « ${service!.label} » le plus proche`}`;
  return {
    count: countBeyond(place.communes.map((one) => ({ populationCount: one.populationCount, share: shareFar(run, part, one) }))),
    where,
    figureId: isRange(part) ? `far-share.${part}` : `service-minutes.${part}`,
  };
}

const FORMULA = 'somme, sur les communes renseignées, de la population × la part qui est au-delà du seuil';

/** `people-far.proximity`, `people-far.D307`: inhabitants beyond the threshold of a range, or of the range of a service. */
const peopleFar: FigureFamily = {
  resolve: (context, part, place) => {
    const found = far(context, part, place);
    if (found === undefined) return undefined;
    const { count, where, figureId } = found;
    const label = `Habitants ${where}`;
    return answer(
      count.knownCount === 0 ? null : count.beyondCount,
      { unit: 'inhabitants' },
      originFrom(context.run, figureId, { label, formula: FORMULA }),
    );
  },
  list: ({ run }) => [
    ...SERVICE_RANGES.map((range) => ({
      reference: `people-far.${range}`,
      label: `Habitants loin des ${nameRange(range)}`,
      kinds: MEMBER_KINDS,
    })),
    ...run.facts.services
      .filter(({ collected }) => collected)
      .map(({ serviceType, label }) => ({
        reference: `people-far.${serviceType}`,
        label: `Habitants loin : ${label}`,
        kinds: MEMBER_KINDS,
      })),
  ],
};

const peopleFarShare: FigureFamily = {
  resolve: (context, part, place) => {
    const found = far(context, part, place);
    if (found === undefined) return undefined;
    const { count, where, figureId } = found;
    const told = { label: `Part des habitants ${where}`, formula: 'habitants au-delà du seuil ÷ habitants des communes renseignées' };
    const value = count.knownCount === 0 ? null : count.beyondCount / count.knownCount;
    return answer(value, { unit: 'ratio', truthful: true }, originFrom(context.run, figureId, told));
  },
  list: () => [],
};

/** `communes-untold.far.proximity`: communes left out of a count, for want of a population or of a time. */
const communesUntold: FigureFamily = {
  resolve: (context, part, place) => {
    if (place?.communes == null) return undefined;
    const told = { label: 'Communes sans donnée', formula: 'communes dont la population ou la valeur n’est pas connue' };
    if (part.startsWith('far.')) {
      const found = far(context, part.slice(4), place);
      if (found === undefined) return undefined;
      return answer(found.count.leftOutCommuneCount, { unit: 'communes' }, originFrom(context.run, found.figureId, told));
    }
    if (!context.run.figures.has(part)) return undefined;
    const count = place.communes.filter((one) => readCommuneValue(context.run, part, one).value === null).length;
    return answer(count, { unit: 'communes' }, originFrom(context.run, part, told));
  },
  list: () => [],
};

/** `communes-known.population`, `people-known`: what has a value. */
const communesKnown: FigureFamily = {
  resolve: ({ run }, part, place) => {
    if (place?.communes == null || !run.figures.has(part)) return undefined;
    const count = place.communes.filter((one) => readCommuneValue(run, part, one).value !== null).length;
    const told = { label: 'Communes renseignées', formula: 'communes qui ont une valeur' };
    return answer(count, { unit: 'communes' }, originFrom(run, part, told));
  },
  list: () => [],
};
const peopleKnown: FigureFamily = {
  resolve: ({ run }, part, place) => {
    if (part !== '' || place?.communes == null) return undefined;
    const known = place.communes.flatMap(({ populationCount }) => populationCount ?? []);
    const told = { label: 'Habitants', formula: 'somme des populations connues' };
    const value = known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
    return answer(value, { unit: 'inhabitants' }, originFrom(run, 'population', told));
  },
  list: () => [{ reference: 'people-known', label: 'Habitants (populations connues)', kinds: MEMBER_KINDS }],
};

/** `grey-people.range.proximity`; the reference is the mean of the Département, or that of the family. */
const GREY: Readonly<Record<string, GreyReferenceId>> = { 'grey-': 'departement', 'fixed-grey-': 'fixed', 'region-grey-': 'region' };
const GREY_WORDS: Readonly<Record<GreyReferenceId, string>> = {
  departement: 'de la moyenne du Département',
  region: 'de la moyenne de la région',
  fixed: 'du seuil de leur gamme',
};

function greyFamily(prefix: string, what: 'people' | 'people-share' | 'communes' | 'areas' | 'over75'): FigureFamily {
  const reference = GREY[prefix]!;
  return {
    resolve: ({ run }, scopeId, place) => {
      const zones = run.facts.greyZones;
      const scope = zones?.scopes.find(({ id }) => id === scopeId);
      if (zones === null || scope === undefined || place === null) return undefined;
      const matches = (row: { scopeId: string; reference: GreyReferenceId }) => row.scopeId === scopeId && row.reference === reference;
      if (place.kind === 'region' ? zones.summaries.every((row) => !matches(row) || row.territory !== 'region') : place.communes === null)
        return undefined;
      const summary = zones.summaries.find((row) => matches(row) && row.territory === place.kind);
      const grey = new Set(zones.areas.filter(matches).flatMap(({ communeCodes }) => communeCodes));
      const members = (place.communes ?? []).filter(({ code }) => grey.has(code));
      const people = (list: readonly Commune[]) =>
        list.some(({ populationCount }) => populationCount === null) ? null : list.reduce((sum, one) => sum + one.populationCount!, 0);
      const origin = (label: string) =>
        originFrom(run, `grey-share.${scopeId}`, {
          label: `${label}, « ${scope.label} » (au-delà ${GREY_WORDS[reference]})`,
          formula:
            'une commune est grise quand au moins la part fixée des services recensés est strictement plus loin que leur temps de référence',
        });
      switch (what) {
        case 'people':
          return answer(
            summary ? summary.populationCount : people(members),
            { unit: 'inhabitants' },
            origin('Habitants des communes grises'),
          );
        case 'people-share': {
          const [some, all] = [people(members), people(place.communes ?? [])];
          const value = summary ? summary.populationShareRatio : some === null || all === null || all === 0 ? null : some / all;
          return answer(value, { unit: 'ratio', truthful: true }, origin('Part des habitants en commune grise'));
        }
        case 'communes':
          return answer(
            summary?.communeCount ?? members.length,
            { unit: 'communes', noun: ['commune grise', 'communes grises'] },
            origin('Communes grises'),
          );
        case 'areas': {
          if (place.kind === 'region') return undefined;
          const codes = new Set(members.map(({ code }) => code));
          const count = zones.areas.filter((row) => matches(row) && row.communeCodes.some((code) => codes.has(code))).length;
          return answer(count, { unit: 'areas' }, origin('Zones grises d’un seul tenant'));
        }
        case 'over75':
          return answer(
            summary?.over75Count == null ? null : Math.round(summary.over75Count),
            { unit: 'inhabitants' },
            origin('Habitants de soixante-quinze ans ou plus en commune grise'),
          );
      }
    },
    list: ({ run }) =>
      prefix === 'grey-' && (what === 'people' || what === 'communes')
        ? (run.facts.greyZones?.scopes ?? []).map(({ id, label }) => ({
            reference: `grey-${what}.${id}`,
            label: `${what === 'people' ? 'Habitants des communes grises' : 'Communes grises'} : ${label}`,
            kinds: MEMBER_KINDS,
          }))
        : [],
  };
}

/** `grey-area.people@commune:62001`: the area of grey communes that bears the name of this one, for services of proximity. */
const greyArea: FigureFamily = {
  resolve: ({ run }, part, place) => {
    const area =
      place?.kind === 'commune'
        ? run.facts.greyZones?.areas.find(({ zoneId }) => zoneId === `range.proximity.departement.${place.code}`)
        : undefined;
    if (area === undefined) return undefined;
    const told = { label: `Zone grise « ${area.name} »`, formula: 'communes grises qui se touchent, pour les services de proximité' };
    const origin = originFrom(run, 'grey-share.range.proximity', told);
    if (part === 'communes') return answer(area.communeCount, { unit: 'communes' }, origin);
    return part === 'people' ? answer(area.populationCount, { unit: 'inhabitants' }, origin) : undefined;
  },
  list: () => [],
};

export const PEOPLE_FAMILIES: Readonly<Record<string, FigureFamily>> = {
  'grey-area': greyArea,
  'people-far': peopleFar,
  'people-far-share': peopleFarShare,
  'communes-untold': communesUntold,
  'communes-known': communesKnown,
  'people-known': peopleKnown,
  ...Object.fromEntries(
    Object.keys(GREY).flatMap((prefix) =>
      (['people', 'people-share', 'communes', 'areas', 'over75'] as const).map((what) => [`${prefix}${what}`, greyFamily(prefix, what)]),
    ),
  ),
};
