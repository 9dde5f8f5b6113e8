import { countFranceServices, countQuarters } from '../../views/count-listed.ts';
import {
  answer,
  type FigureContext,
  type FigureFamily,
  MEMBER_KINDS,
  originFrom,
  type Place,
  plainOrigin,
  simple,
} from './figure-context.ts';

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
