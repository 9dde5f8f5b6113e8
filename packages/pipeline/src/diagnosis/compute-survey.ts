import type { PerceivedAccess, SurveyRow, SurveySummary } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { SurveyDesign, SurveyQuestion, SurveyRespondent } from '@maillage/domain/sources/records.ts';
import { weightedMean } from '@maillage/engine/statistics/weighted-minutes.ts';
import { hideSmallCells } from '@maillage/engine/survey/hide-small-cells.ts';
import {
  countForMargin,
  designEffect,
  effectiveCount,
  marginOfError,
  weightedShare,
  wilsonInterval,
} from '@maillage/engine/survey/proportions.ts';
import { findEmptyGroups, rakeWeights, type SurveyMargin } from '@maillage/engine/survey/raking.ts';
import { meanReached } from '../access-measures/compute-profiles.ts';
import type { ComputedAccess } from '../compute/compute-access.ts';
import { listGreyScopes } from '../grey-zones/grey-scopes.ts';
import type { Referential } from '../referential/referential.ts';

/** Methods §8: final weights are held between these, then brought to the margins again. */
const WEIGHT_LIMITS = { low: 0.3, high: 3 };
const RAKING = { maxRounds: 100, tolerance: 1e-8, limits: WEIGHT_LIMITS };
/** Fewer effective respondents than this give no figure. */
const LEAST_EFFECTIVE = 30;
/** Inhabitants per km² under which a commune is counted rural, as in the measures of equity. */
const RURAL_DENSITY = 300;
export const EVERYBODY = 'Ensemble';

export interface SurveyResults {
  survey: SurveyRow[];
  surveys: SurveySummary[];
  perceived: PerceivedAccess[];
  emptyReason: string | null;
}

/** What the inhabitants answered, weighted to the margins when they were drawn, with the precision of each figure. */
export function computeSurveys(input: {
  referential: Referential;
  computed: ComputedAccess;
  parameters: Pick<RunParameters, 'themes' | 'baskets'>;
}): SurveyResults {
  const { surveys } = input.referential;
  const done = surveys.map((one) => computeSurvey(one, input));
  return {
    survey: done.flatMap(({ rows }) => rows),
    surveys: done.map(({ summary }) => summary),
    perceived: done.flatMap(({ perceived }) => perceived),
    emptyReason:
      surveys.length === 0
        ? 'Aucune enquête auprès des habitants n’est chargée : déposez un export de LimeSurvey, ou un tableau et son fichier de correspondance (page « Données »).'
        : done.every(({ rows }) => rows.length === 0)
          ? 'L’enquête chargée n’a aucune réponse des communes du Département.'
          : null,
  };
}

type Loaded = Referential['surveys'][number];

function computeSurvey({ survey, vintage, respondents }: Loaded, input: Parameters<typeof computeSurveys>[0]) {
  const { referential } = input;
  const own = respondents.filter((one) => isOwn(one, referential));
  const { weights, margins, notes } = weigh(survey, own);
  const start = Float64Array.from(own, ({ startWeight }) => startWeight);
  const groups = listGroups(survey, own, referential);
  const rows = survey.questions.flatMap((question, index) => countAnswers({ survey, question, index, groups, own, weights }));
  const summary: SurveySummary = {
    ...{ title: survey.title, vintage, probabilistic: survey.probabilistic, respondentCount: own.length },
    effectiveCount: effectiveCount(weights),
    designEffectBefore: own.length === 0 ? 1 : designEffect(start),
    designEffectAfter: own.length === 0 ? 1 : designEffect(weights),
    marginRatio: survey.probabilistic && own.length > 0 ? marginOfError(effectiveCount(weights)) : null,
    countForFivePoints: survey.probabilistic && own.length > 0 ? countForMargin(0.05, designEffect(weights)) : null,
    ...{ margins, notes: [...notes, ...tellUnknownScopes(survey, input)] },
  };
  return { rows, summary, perceived: comparePerceived(survey, rows, input) };
}

function isOwn({ communeCode, epciCode }: SurveyRespondent, { communes, ownCount }: Referential): boolean {
  const own = communes.slice(0, ownCount);
  if (communeCode !== null) return own.some(({ code }) => code === communeCode);
  return epciCode === null || own.some((commune) => commune.epciCode === epciCode);
}

/** Volunteers stand for themselves: they are never weighted. A margin with an empty cell is left out, and told. */
function weigh(survey: SurveyDesign, own: readonly SurveyRespondent[]): { weights: Float64Array; margins: string[]; notes: string[] } {
  const start = Float64Array.from(own, ({ startWeight }) => startWeight);
  if (!survey.probabilistic)
    return {
      weights: new Float64Array(own.length).fill(1),
      margins: [],
      notes: [
        'Questionnaire ouvert à tous : ce sont des expressions, sans redressement ni intervalle. Elles ne mesurent pas l’opinion des habitants.',
      ],
    };
  const notes: string[] = [];
  const margins: { label: string; margin: SurveyMargin }[] = [];
  for (const [index, { label, values, targets }] of survey.groupings.entries()) {
    if (targets === null || own.length === 0) continue;
    const margin = { groupOf: Int32Array.from(own, ({ groups }) => groups[index]!), targets: Float64Array.from(targets) };
    const empty = findEmptyGroups(margin).map((group) => `« ${values[group]} »`);
    if (empty.length === 0) margins.push({ label, margin });
    else
      notes.push(
        `La marge « ${label} » n’est pas appliquée : personne n’a répondu dans ${empty.join(', ')}. Réunissez cette case avec une voisine dans le fichier de correspondance (même valeur, parts additionnées).`,
      );
  }
  if (margins.length === 0) return { weights: start, margins: [], notes };
  const raked = rakeWeights(
    margins.map(({ margin }) => margin),
    { start, ...RAKING },
  );
  if (!raked.converged)
    notes.push(
      `Les marges ne sont pas toutes atteintes après ${raked.rounds} tours : l’écart le plus grand est de ${(100 * raked.largestError).toLocaleString('fr-FR', { maximumFractionDigits: 2 })} %.`,
    );
  return { weights: raked.weights, margins: margins.map(({ label }) => label), notes };
}

/** Families of groups, each a partition: everybody, each grouping of the file, the rural communes and the others, intercommunalities. */
function listGroups(survey: SurveyDesign, own: readonly SurveyRespondent[], { communes, ownCount, territories }: Referential) {
  const communeOf = new Map(communes.slice(0, ownCount).map((commune) => [commune.code, commune]));
  const nameOf = new Map(territories.flatMap(({ kind, code, name }) => (kind === 'epci' ? [[code, name] as const] : [])));
  const all = [...own.keys()];
  const by = (keyOf: (respondent: SurveyRespondent) => string | null) =>
    [...Map.groupBy(all, (index) => keyOf(own[index]!))].flatMap(([label, members]) => (label === null ? [] : [{ label, members }]));
  const epciOf = ({ communeCode, epciCode }: SurveyRespondent) => {
    const code = (communeCode === null ? undefined : communeOf.get(communeCode)?.epciCode) ?? epciCode;
    return code === null ? null : (nameOf.get(code) ?? code);
  };
  const densityOf = ({ communeCode }: SurveyRespondent) => {
    const commune = communeCode === null ? undefined : communeOf.get(communeCode);
    if (commune?.populationCount == null || !commune.areaKm2) return null;
    return commune.populationCount / commune.areaKm2 < RURAL_DENSITY
      ? 'Communes rurales (moins de 300 hab./km²)'
      : 'Communes denses (300 hab./km² et plus)';
  };
  const sorted = (groups: { label: string; members: number[] }[]) => groups.sort((a, b) => (a.label < b.label ? -1 : 1));
  return [
    [{ label: EVERYBODY, members: all }],
    ...survey.groupings.map(({ label, values }, grouping) =>
      sorted(by(({ groups }) => (groups[grouping] === -1 ? null : `${label} : ${values[groups[grouping]!]}`))),
    ),
    sorted(by(densityOf)),
    sorted(by(epciOf)),
  ];
}

/** Effective respondents of each group, and the groups whose figures are hidden: few, or told by what the others leave. */
function countEffective(weightsOfGroups: readonly Float64Array[]) {
  const counts = Float64Array.from(weightsOfGroups, effectiveCount);
  return { counts, hidden: hideSmallCells(counts, LEAST_EFFECTIVE) };
}

function countAnswers(given: {
  survey: SurveyDesign;
  question: SurveyQuestion;
  index: number;
  groups: ReturnType<typeof listGroups>;
  own: readonly SurveyRespondent[];
  weights: Float64Array;
}): SurveyRow[] {
  const { index, groups, own, weights } = given;
  const weightsOf = (members: readonly number[]) => Float64Array.from(members, (member) => weights[member]!);
  return groups.flatMap((family) => {
    const asked = family.map(({ members }) => weightsOf(members));
    const spoke = family.map(({ members }) => members.filter((member) => own[member]!.answers[index]! >= 0));
    const spokeWeights = spoke.map(weightsOf);
    const [ofAsked, ofSpoke] = [countEffective(asked), countEffective(spokeWeights)];
    return family.flatMap(({ label, members }, place) =>
      countAnswersOfGroup({
        ...given,
        ...{ group: label, members, spoke: spoke[place]! },
        asked: { weights: asked[place]!, effective: ofAsked.counts[place]!, isHidden: ofAsked.hidden[place] === 1 },
        spoken: { weights: spokeWeights[place]!, effective: ofSpoke.counts[place]!, isHidden: ofSpoke.hidden[place] === 1 },
      }),
    );
  });
}

interface CellWeights {
  weights: Float64Array;
  effective: number;
  isHidden: boolean;
}

function countAnswersOfGroup(given: {
  survey: SurveyDesign;
  question: SurveyQuestion;
  index: number;
  group: string;
  own: readonly SurveyRespondent[];
  members: readonly number[];
  /** Those of the members who answered. */
  spoke: readonly number[];
  asked: CellWeights;
  spoken: CellWeights;
}): SurveyRow[] {
  const { survey, question, index, group, own, members, spoke, asked, spoken } = given;
  const row = (kind: SurveyRow['kind'], answer: string, chosen: Uint8Array, { weights, effective, isHidden }: CellWeights): SurveyRow => {
    const shareRatio = isHidden ? null : weightedShare(chosen, weights);
    const interval = shareRatio === null || !survey.probabilistic ? null : wilsonInterval(shareRatio, effective);
    return {
      ...{ survey: survey.title, question: question.label, answer, kind, group, shareRatio },
      ...{ low: interval?.low ?? null, high: interval?.high ?? null, effectiveCount: effective },
    };
  };
  const chose = (isChosen: (answer: string) => boolean) =>
    Uint8Array.from(spoke, (member) => Number(isChosen(question.answers[own[member]!.answers[index]!]!)));
  const silent = Uint8Array.from(members, (member) => Number(own[member]!.answers[index]! < 0));
  return [
    ...question.answers.map((answer) =>
      row(
        'answer',
        answer,
        chose((one) => one === answer),
        spoken,
      ),
    ),
    ...(question.favourable.length === 0
      ? []
      : [
          row(
            'favourable',
            'Favorable',
            chose((one) => question.favourable.includes(one)),
            spoken,
          ),
        ]),
    ...(question.unfavourable.length === 0
      ? []
      : [
          row(
            'unfavourable',
            'Défavorable',
            chose((one) => question.unfavourable.includes(one)),
            spoken,
          ),
        ]),
    row('no-answer', 'Sans réponse', silent, asked),
  ];
}

function tellUnknownScopes(survey: SurveyDesign, { referential, parameters }: Parameters<typeof computeSurveys>[0]): string[] {
  const known = new Set(listGreyScopes(referential.groupings, parameters).map(({ id }) => id));
  return survey.questions.flatMap(({ label, scopeId }) =>
    scopeId === null || known.has(scopeId)
      ? []
      : [
          `La question « ${label} » parle de « ${scopeId} », que ce calcul ne connaît pas : elle n’est comparée à aucun temps d’accès. Corrigez « scope » dans le fichier de correspondance.`,
        ],
  );
}

/** The share of the satisfied in each territory beside the mean minutes of its inhabitants to the services that the question is about. */
function comparePerceived(
  survey: SurveyDesign,
  rows: readonly SurveyRow[],
  { referential, computed, parameters }: Parameters<typeof computeSurveys>[0],
): PerceivedAccess[] {
  const { communes, ownCount, groupings, territories } = referential;
  const own = communes.slice(0, ownCount);
  const scopes = new Map(listGreyScopes(groupings, parameters).map((scope) => [scope.id, scope]));
  const columnOf = new Map(groupings.map(({ code }, column) => [code, column]));
  const nameOf = new Map(territories.flatMap(({ kind, code, name }) => (kind === 'epci' ? [[code, name] as const] : [])));
  return survey.questions.flatMap(({ label, scopeId }) => {
    const scope = scopeId === null ? undefined : scopes.get(scopeId);
    if (scope === undefined || scope.serviceTypes.length === 0) return [];
    const columns = scope.serviceTypes.map((code) => columnOf.get(code)!);
    const minutes = Float64Array.from(own, (_, row) => meanReached(computed.access.minutes, row * groupings.length, columns));
    const meanOf = (territory: string) => {
      const members = [...own.keys()].filter((row) => {
        const { epciCode } = own[row]!;
        return territory === EVERYBODY || (epciCode !== null && (nameOf.get(epciCode) ?? epciCode) === territory);
      });
      return weightedMean(
        Float64Array.from(members, (row) => minutes[row]!),
        Float64Array.from(members, (row) => own[row]!.populationCount ?? 0),
      ).mean;
    };
    const isTerritory = new Set([EVERYBODY, ...nameOf.values()]);
    return rows.flatMap((row): PerceivedAccess[] =>
      row.question === label && row.kind === 'favourable' && row.shareRatio !== null && isTerritory.has(row.group)
        ? [
            {
              ...{ survey: survey.title, question: label, scopeId: scope.id, territory: row.group },
              ...{ favourableRatio: row.shareRatio, effectiveCount: row.effectiveCount, meanMinutes: meanOf(row.group) },
            },
          ]
        : [],
    );
  });
}
