import { ACCESS_PROFILE_LABELS } from '@maillage/domain/accessibility/access-measures.ts';
import { NEED_INDICATOR_LABELS, NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import { OVERALL, PRIORITY_LABELS } from '@maillage/domain/priorities/priorities.ts';
import { rowKey } from '../../views/run-rows.ts';
import { sourcesNamed } from './count-figures.ts';
import { answer, type FigureContext, type FigureFamily, MEMBER_KINDS, originFrom, type Place, plainOrigin } from './figure-context.ts';

const simple = (resolve: FigureFamily['resolve'], list: FigureFamily['list'] = () => []): FigureFamily => ({ resolve, list });

/** Own communes of the place whose priority for a theme is this one: `priority-communes.1`, `priority-people.1.theme.sante`. */
function priority(context: FigureContext, part: string, place: Place | null) {
  const [level = '', ...theme] = part.split('.');
  const table = context.chapters.priorities?.tables.find((one) => one.theme === (theme.length === 0 ? OVERALL : theme.join('.')));
  if (place?.communes == null || table === undefined || !/^[1-4]$/.test(level)) return undefined;
  const codes = context.chapters.priorities!.communeCodes;
  const ofLevel = new Set(codes.filter((_, index) => table.priorities[index] === Number(level)));
  const ranked = new Set(codes.filter((_, index) => table.priorities[index] != null));
  const label = `priorité ${level}, « ${PRIORITY_LABELS[Number(level) as 1 | 2 | 3 | 4]} », ${table.label}`;
  return {
    // Where no commune could be ranked, nobody knows how many are to be treated first.
    members: place.communes.some(({ code }) => ranked.has(code)) ? place.communes.filter(({ code }) => ofLevel.has(code)) : null,
    origin: (what: string) =>
      originFrom(context.run, 'range-minutes.proximity', {
        label: `${what} en ${label}`,
        formula: 'croisement, par tiers, de l’éloignement des services et de la moyenne des quatre besoins',
      }),
  };
}

/** `need-rank.social@epci:…`: place among the territories of its kind, 1 for the greatest need. */
function needRank(context: FigureContext, part: string, place: Place | null) {
  const { run } = context;
  const indicator = NEED_INDICATORS.find((one) => one === part);
  if (indicator === undefined || place === null) return undefined;
  const label = `Rang du besoin « ${NEED_INDICATOR_LABELS[indicator]} »`;
  if (place.kind === 'commune')
    return answer(
      run.needs.get(rowKey(place.code, indicator))?.rank ?? null,
      { unit: 'rank' },
      originFrom(run, `need.${indicator}`, { label, formula: 'place de la commune, la plus grande valeur d’abord' }),
    );
  if (place.communes === null || place.kind === 'departement') return undefined;
  const codes = new Set(
    run.ownCommunes.flatMap(
      (one) => (place.kind === 'epci' ? one.epciCode : place.kind === 'canton' ? one.cantonCode : one.arrondissementCode) ?? [],
    ),
  );
  const values = [...codes].flatMap((code) => run.territoryFigures.get(rowKey(place.kind, code, `need.${indicator}`)) ?? []);
  const own = run.territoryFigures.get(rowKey(place.kind, place.code, `need.${indicator}`)) ?? null;
  const value = own === null ? null : 1 + values.filter((other) => other > own).length;
  return answer(
    value,
    { unit: 'rank' },
    originFrom(run, `need.${indicator}`, { label, formula: 'place parmi les territoires de même sorte, la plus grande valeur d’abord' }),
  );
}

const typeOf = ({ diagnosis }: FigureContext, part: string) => {
  const [kind, number] = part.split('.');
  const rows = diagnosis?.typology.filter((row) => row.kind === kind && String(row.class) === number) ?? [];
  return rows.length === 0 ? undefined : { rows, kind: rows[0]!.kind, label: rows[0]!.label ?? '' };
};
const typeOrigin = (label: string, run: FigureContext['run']) =>
  originFrom(run, 'need.demography', { label, formula: 'classification des territoires qui se ressemblent (méthode de Ward)' });

/** `survey.3.share`: one row of the survey, in the order of the run. */
function surveyRow(context: FigureContext, part: string) {
  const [index = '', what = ''] = part.split('.');
  const row = /^\d+$/.test(index) ? context.diagnosis?.survey[Number(index)] : undefined;
  if (row === undefined) return undefined;
  const label = `« ${row.question} » : ${row.answer} (${row.group})`;
  const origin = plainOrigin({
    label,
    formula:
      row.low === null
        ? 'part des réponses, sans pondération ni intervalle : ce sont des expressions'
        : 'part des réponses, redressée sur les marges ; intervalle à quatre-vingt-quinze pour cent',
    methodNote: 'besoins',
    sources: sourcesNamed(context.run, /enqu[eê]te|survey/i),
  });
  const absent = 'trop peu de réponses';
  if (what === 'share') return answer(row.shareRatio, { unit: 'ratio', decimals: 0, absent }, origin);
  if (what === 'low' || what === 'high') return answer(row[what], { unit: 'ratio', decimals: 0, absent: 'sans intervalle' }, origin);
  return what === 'count' ? answer(Math.round(row.effectiveCount), { unit: 'respondents' }, origin) : undefined;
}

/** A layer of operators seen from a neighbourhood: `quarter-inside.caf@qpv:…`. */
function quarterRow({ chapters, run }: FigureContext, part: string, place: Place | null) {
  const row = place?.kind === 'qpv' ? chapters.quarters?.rows.find((one) => one.qpvCode === place.code && one.layer === part) : undefined;
  const label = chapters.quarters?.layers.find(({ id }) => id === part)?.label ?? part;
  const origin = (what: string) =>
    plainOrigin({
      label: `${what} : ${label}`,
      formula: 'lieux placés par leur adresse ; à pied depuis la limite du quartier',
      methodNote: 'territoires',
      sources: sourcesNamed(run, /qpv|quartier|bpe/i),
    });
  return row === undefined ? undefined : { row, origin };
}

const accessProfile = ({ chapters }: FigureContext, part: string) => {
  const [profile, ...scope] = part.split('.');
  return chapters.accessMeasures?.profiles.find((row) => row.profile === profile && row.scopeId === scope.join('.'));
};

/** `communes-rising`, `communes-falling`: communes whose population grows, or shrinks. */
const moving = (label: string, isCounted: (growth: number) => boolean): FigureFamily =>
  simple(({ run }, part, place) => {
    if (part !== '' || place?.communes == null) return undefined;
    const known = place.communes.flatMap(({ code }) => run.needComponents.get(rowKey(code, 'annualGrowth'))?.value ?? []);
    const told = { label, formula: 'communes selon le signe de leur évolution annuelle' };
    return answer(
      known.length === 0 ? null : known.filter(isCounted).length,
      { unit: 'communes' },
      originFrom(run, 'need-component.annualGrowth', told),
    );
  });

export const DIAGNOSIS_FAMILIES: Readonly<Record<string, FigureFamily>> = {
  'communes-rising': moving('Communes qui gagnent des habitants', (growth) => growth > 0),
  'communes-falling': moving('Communes qui perdent des habitants', (growth) => growth < 0),
  'priority-communes': simple(
    (context, part, place) => {
      const found = priority(context, part, place);
      return found && answer(found.members?.length ?? null, { unit: 'communes' }, found.origin('Communes'));
    },
    ({ chapters }) =>
      chapters.priorities === undefined
        ? []
        : ([1, 2, 3, 4] as const).map((level) => ({
            reference: `priority-communes.${level}`,
            label: `Communes en priorité : ${PRIORITY_LABELS[level]}`,
            kinds: MEMBER_KINDS,
          })),
  ),
  'priority-people': simple((context, part, place) => {
    const found = priority(context, part, place);
    if (found === undefined) return undefined;
    return answer(
      found.members?.reduce((sum, { populationCount }) => sum + (populationCount ?? 0), 0) ?? null,
      { unit: 'inhabitants' },
      found.origin('Habitants'),
    );
  }),
  'need-rank': simple(needRank, () =>
    NEED_INDICATORS.map((id) => ({
      reference: `need-rank.${id}`,
      label: `Rang du besoin : ${NEED_INDICATOR_LABELS[id]}`,
      kinds: ['commune', 'epci', 'canton', 'arrondissement'],
    })),
  ),
  'type-count': simple((context, part) => {
    const found = typeOf(context, part);
    return (
      found &&
      answer(
        found.rows.length,
        { unit: found.kind === 'commune' ? 'communes' : 'epcis' },
        typeOrigin(`Territoires du type « ${found.label} »`, context.run),
      )
    );
  }),
  'type-people': simple((context, part) => {
    const found = typeOf(context, part);
    if (found === undefined) return undefined;
    const codes = new Set(found.rows.map(({ territoryCode }) => territoryCode));
    const members = context.run.ownCommunes.filter((one) => codes.has(found.kind === 'commune' ? one.code : (one.epciCode ?? '')));
    const value = members.reduce((sum, one) => sum + (one.populationCount ?? 0), 0);
    return answer(value, { unit: 'inhabitants' }, typeOrigin(`Habitants des territoires du type « ${found.label} »`, context.run));
  }),
  'test-share': simple((context, part) => {
    const found = context.diagnosis?.testTerritories.find(({ rank }) => String(rank) === part);
    return (
      found &&
      answer(
        found.representedShareRatio,
        { unit: 'ratio', decimals: 0 },
        typeOrigin(`Habitants que représente le territoire test « ${found.name} »`, context.run),
      )
    );
  }),
  survey: simple(surveyRow, ({ diagnosis }) =>
    (diagnosis?.survey ?? []).slice(0, 2000).map((row, index) => ({
      reference: `survey.${index}.share`,
      label: `Enquête : ${row.question} : ${row.answer} (${row.group})`,
      kinds: [],
    })),
  ),
  'survey-respondents': simple((context, part) => {
    const found = /^\d+$/.test(part) ? context.diagnosis?.surveys[Number(part)] : undefined;
    return (
      found &&
      answer(
        found.respondentCount,
        { unit: 'respondents' },
        plainOrigin({
          label: `Réponses à « ${found.title} »`,
          formula: 'réponses du fichier',
          methodNote: 'besoins',
          sources: sourcesNamed(context.run, /enqu[eê]te|survey/i),
        }),
      )
    );
  }),
  'quarter-residents': simple(({ chapters, run }, part, place) => {
    const found =
      place?.kind === 'qpv' && part === '' ? chapters.quarters?.summaries.find(({ qpvCode }) => qpvCode === place.code) : undefined;
    return (
      found &&
      answer(
        found.residentCount === null ? null : Math.round(found.residentCount),
        { unit: 'inhabitants' },
        {
          ...plainOrigin({
            label: 'Habitants du quartier',
            formula: 'habitants des carreaux dont le milieu est dans le périmètre',
            methodNote: 'territoires',
            sources: sourcesNamed(run, /qpv|quartier|carre|grid/i),
          }),
          estimated: true,
          error: 'Estimé à partir de la grille de population.',
        },
      )
    );
  }),
  'quarter-inside': simple((context, part, place) => {
    const found = quarterRow(context, part, place);
    return found && answer(found.row.countInside, { unit: 'number', absent: 'non recensé' }, found.origin('Lieux dans le quartier'));
  }),
  'quarter-walk': simple((context, part, place) => {
    const found = quarterRow(context, part, place);
    return (
      found &&
      answer(
        found.row.nearestWalkMinutes,
        { unit: 'min', decimals: 0, absent: 'non recensé' },
        found.origin('Minutes à pied jusqu’au plus proche'),
      )
    );
  }),
  'quarter-in-communes': simple((context, part, place) => {
    const found = quarterRow(context, part, place);
    return (
      found &&
      answer(found.row.countInCommunes, { unit: 'number', absent: 'non recensé' }, found.origin('Lieux dans les communes du quartier'))
    );
  }),
  'quarters-without': simple(({ chapters, run }, part) => {
    const layer = chapters.quarters?.layers.find(({ id }) => id === part);
    if (layer === undefined || layer.knowledge === 'not-collected') return undefined;
    const judged = chapters.quarters!.rows.filter((row) => row.layer === part && row.countWithin !== null);
    const value = judged.length === 0 ? null : judged.filter((row) => row.countWithin![2] === 0).length;
    return answer(
      value,
      { unit: 'quarters' },
      plainOrigin({
        label: `Quartiers sans « ${layer.label} » à un quart d’heure à pied`,
        formula: 'quartiers de périmètre connu sans lieu à quinze minutes à pied',
        methodNote: 'territoires',
        sources: sourcesNamed(run, /qpv|quartier|bpe/i),
      }),
    );
  }),
  'quarters-placed': simple(({ chapters, run }, part) => {
    if (part !== '' || chapters.quarters === undefined) return undefined;
    const value = chapters.quarters.summaries.filter(({ perimeterKnown }) => perimeterKnown).length;
    return answer(
      value,
      { unit: 'quarters' },
      plainOrigin({
        label: 'Quartiers dont le périmètre est connu',
        formula: 'quartiers dont le contour est dans les fichiers',
        methodNote: 'territoires',
        sources: sourcesNamed(run, /qpv|quartier/i),
      }),
    );
  }),
  'profile-mean': simple((context, part) => {
    const found = accessProfile(context, part);
    return (
      found &&
      answer(
        found.meanMinutes,
        { unit: 'min' },
        originFrom(context.run, 'range-minutes.proximity', {
          label: `Temps moyen, ${ACCESS_PROFILE_LABELS[found.profile]}`,
          formula: 'moyenne des communes, pondérée par ceux du profil qui y vivent',
        }),
      )
    );
  }),
  'border-outside': simple((context, part) => {
    const found = context.chapters.accessMeasures?.border.find(({ serviceType }) => serviceType === part);
    return (
      found &&
      answer(
        found.outsideShareRatio,
        { unit: 'ratio', truthful: true },
        originFrom(context.run, `service-minutes.${part}`, {
          label: `Habitants dont le lieu le plus proche est hors du Département : ${found.label}`,
          formula: 'habitants dont le lieu le plus proche est au-delà de la limite ÷ habitants',
        }),
      )
    );
  }),
  'scalogram-reproducibility': simple(({ chapters, run }, part) => {
    const found = part === '' ? chapters.hierarchy?.scalogram : null;
    return found == null
      ? undefined
      : answer(
          found.reproducibility,
          { unit: 'score', decimals: 2 },
          originFrom(run, 'services-count', {
            label: 'Reproductibilité de l’échelle des services (Guttman)',
            formula: 'un moins la part des présences qui contredisent l’ordre des services',
          }),
        );
  }),
};
