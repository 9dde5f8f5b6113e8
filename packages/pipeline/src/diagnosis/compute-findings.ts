import type { Finding, SurveyRow } from '@maillage/domain/diagnosis/diagnosis.ts';
import { formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import type { CentreResult, NeedComponentValue, RangeAccess, ServiceResult, TerritoryFigure } from '@maillage/domain/runs/results.ts';
import { SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { EVERYBODY } from './compute-survey.ts';

export interface FindingInput {
  communes: readonly Commune[];
  ranges: readonly RangeAccess[];
  centres: readonly CentreResult[];
  services: readonly ServiceResult[];
  needComponents: readonly NeedComponentValue[];
  territoryFigures: readonly TerritoryFigure[];
  survey: readonly SurveyRow[];
}

/** At least one commune in ten on either side makes two movements, not one and its exceptions. */
const BOTH_SIDES = 0.1;
/** Minutes to the station, and share of households without a car, from which mobility is an issue. */
const FAR_STATION_MINUTES = 15;
const WITHOUT_CAR_RATIO = 0.1;
/** A service found in fewer communes than this share of them is rare. */
const RARE_FREQUENCY = 0.1;

/** The eight findings of the model scheme, as rules that the data of a run meet, contradict, or do not let be told. */
export function computeFindings(input: FindingInput): Finding[] {
  return [
    hierarchy(input),
    adaptation(input),
    dynamics(input),
    untold({
      id: 'operators-coordination',
      title: 'Les opérateurs ont besoin de coordonner leurs présences',
      rule: 'Au moins une ouverture ou fermeture d’un opérateur n’est pas connue des autres.',
      missing: 'Les projets de présence des opérateurs ne sont dans aucun fichier ouvert.',
      public: 'opérateurs de services',
    }),
    digital(input),
    mobility(input),
    culture(input),
    untold({
      id: 'users-involved',
      title: 'Les services se construisent et s’essaient avec leurs usagers',
      rule: 'Au moins un groupe d’usagers a été réuni sur chaque thème étudié.',
      missing: 'Les réunions d’usagers ne sont dans aucun fichier chargé.',
      public: 'usagers, habitants, citoyens',
    }),
  ].map((finding) => ({
    ...finding,
    title: typeset(finding.title),
    rule: typeset(finding.rule),
    figures: finding.figures.map(({ label, text }) => ({ label: typeset(label), text: typeset(text) })),
  }));
}

function hierarchy({ centres }: FindingInput): Finding {
  const levels = [
    { label: 'pôles supérieurs (centres structurants et majeurs)', codes: centresOf(centres, [3, 4]) },
    { label: 'pôles intermédiaires', codes: centresOf(centres, [2]) },
    { label: 'pôles de proximité', codes: centresOf(centres, [1]) },
  ];
  return {
    id: 'centres-hierarchy',
    title: 'L’architecture départementale présente des pôles supérieurs, intermédiaires et de proximité',
    rule: 'Il y a au moins un pôle de chacun des trois niveaux.',
    holds: centres.length === 0 ? null : levels.every(({ codes }) => codes.length > 0),
    figures: centres.length === 0 ? [noFigure] : levels.map(({ label, codes }) => ({ label, text: formatNumber(codes.length) })),
    territories: levels[0]!.codes,
    public: 'tous les habitants',
  };
}

function adaptation({ ranges, territoryFigures, communes }: FindingInput): Finding {
  const value = (kind: TerritoryFigure['kind'], range: string) =>
    territoryFigures.find((row) => row.kind === kind && row.figureId === `far-share.${range}`)?.value ?? null;
  const shares = SERVICE_RANGES.map((range) => ({ range, own: value('departement', range), region: value('region', range) }));
  const known = shares.flatMap(({ range, own, region }) => (own === null || region === null ? [] : [{ range, own, region }]));
  const own = new Set(communes.map(({ code }) => code));
  const far = ranges.filter((row) => row.range === 'proximity' && (row.farShareRatio ?? 0) > 0.5 && own.has(row.communeCode));
  return {
    id: 'adaptation-not-lack',
    title: 'L’enjeu est d’adapter les services plus que d’en combler le manque, sauf dans certains secteurs',
    rule: 'Pour chaque gamme, la part des habitants au-delà du seuil n’est pas plus grande dans le Département que dans la région.',
    holds: known.length < SERVICE_RANGES.length ? null : known.every((share) => share.own <= share.region),
    figures: [
      ...shares.map((share) => ({
        label: `loin de la gamme ${SERVICE_RANGE_LABELS[share.range]}, Département et région`,
        text: `${formatRatioAsPercent(share.own)} et ${formatRatioAsPercent(share.region)}`,
      })),
      ...(known.length < SERVICE_RANGES.length
        ? [{ label: 'ce qui manque', text: 'les communes et les équipements de toute la région, pour comparer' }]
        : []),
    ],
    territories: far.map(({ communeCode }) => communeCode),
    public: 'habitants des secteurs éloignés',
  };
}

function dynamics({ needComponents }: FindingInput): Finding {
  const growth = valuesOf(needComponents, 'annualGrowth');
  const rising = growth.filter(({ value }) => value > 0);
  const falling = growth.filter(({ value }) => value < 0);
  const least = BOTH_SIDES * growth.length;
  return {
    id: 'contrasted-dynamics',
    title: 'L’offre doit s’adapter à des dynamiques de population contraires',
    rule: 'Au moins une commune sur dix gagne des habitants et au moins une sur dix en perd.',
    holds: growth.length === 0 ? null : rising.length >= least && falling.length >= least,
    figures:
      growth.length === 0
        ? [noFigure]
        : [
            { label: 'communes qui gagnent des habitants', text: `${formatNumber(rising.length)} sur ${formatNumber(growth.length)}` },
            { label: 'communes qui en perdent', text: `${formatNumber(falling.length)} sur ${formatNumber(growth.length)}` },
          ],
    territories: falling.map(({ communeCode }) => communeCode),
    public: 'jeunes enfants et personnes âgées',
  };
}

/** Satisfaction with digital services under this is an issue: the share that the model scheme was struck by. */
const DIGITAL_SATISFACTION = 0.75;
const DIGITAL = /num[ée]rique|internet|d[ée]mat[ée]rialis/i;

function digital({ survey }: FindingInput): Finding {
  const found = survey.filter(
    ({ kind, group, question, low, shareRatio }) =>
      kind === 'favourable' && group === EVERYBODY && DIGITAL.test(question) && shareRatio !== null && low !== null,
  );
  return {
    id: 'digital-mediation',
    title: 'La dématérialisation appelle de la médiation numérique',
    rule: 'Moins de trois habitants sur quatre se disent satisfaits des services numériques (haut de l’intervalle à 95 %).',
    holds: found.length === 0 ? null : found.every(({ high }) => high! < DIGITAL_SATISFACTION),
    figures:
      found.length === 0
        ? [{ label: 'ce qui manque', text: 'une enquête par sondage avec une question de satisfaction sur les services numériques' }]
        : found.map(({ question, shareRatio, low, high }) => ({
            label: `satisfaits, « ${question} »`,
            text: `${formatRatioAsPercent(shareRatio)} (de ${formatRatioAsPercent(low)} à ${formatRatioAsPercent(high)})`,
          })),
    territories: [],
    public: 'habitants éloignés du numérique',
  };
}

function mobility({ communes, needComponents }: FindingInput): Finding {
  const populationOf = new Map(communes.map(({ code, populationCount }) => [code, populationCount ?? 0]));
  const people = (rows: readonly { communeCode: string }[]) =>
    rows.reduce((sum, { communeCode }) => sum + (populationOf.get(communeCode) ?? 0), 0);
  const stations = valuesOf(needComponents, 'stationMinutes');
  const far = stations.filter(({ value }) => value > FAR_STATION_MINUTES);
  const cars = valuesOf(needComponents, 'withoutCar');
  const carPeople = people(cars);
  const withoutCar =
    carPeople === 0 ? null : cars.reduce((sum, row) => sum + row.value * (populationOf.get(row.communeCode) ?? 0), 0) / carPeople;
  const farShare = people(stations) === 0 ? null : people(far) / people(stations);
  return {
    id: 'mobility',
    title: 'La mobilité est un enjeu fort',
    rule: `Au moins un ménage sur dix n’a pas de voiture, et au moins un habitant sur dix est à plus de ${FAR_STATION_MINUTES} minutes d’une gare.`,
    holds: withoutCar === null || farShare === null ? null : withoutCar >= WITHOUT_CAR_RATIO && farShare >= BOTH_SIDES,
    figures: [
      { label: 'ménages sans voiture (moyenne des communes selon leur population)', text: formatRatioAsPercent(withoutCar) },
      { label: `habitants à plus de ${FAR_STATION_MINUTES} minutes d’une gare`, text: formatRatioAsPercent(farShare) },
    ],
    territories: far.map(({ communeCode }) => communeCode),
    public: 'habitants sans voiture',
  };
}

function culture({ services }: FindingInput): Finding {
  const ours = services.filter(
    ({ serviceType, collected, frequencyRatio }) => /^F/.test(serviceType) && collected && frequencyRatio !== null,
  );
  const rare = ours.filter(({ frequencyRatio }) => frequencyRatio! < RARE_FREQUENCY);
  return {
    id: 'culture-sport-leisure',
    title: 'L’offre de culture, de sport et de loisirs est à structurer',
    rule: 'Au moins un service collecté de culture, de sport ou de loisirs sur deux n’est présent que dans moins d’une commune sur dix.',
    holds: ours.length === 0 ? null : rare.length * 2 >= ours.length,
    figures:
      ours.length === 0
        ? [noFigure]
        : [{ label: 'services rares de culture, sport et loisirs', text: `${formatNumber(rare.length)} sur ${formatNumber(ours.length)}` }],
    territories: [],
    public: 'jeunes et familles',
  };
}

const noFigure = { label: 'ce qui manque', text: 'aucun fichier chargé ne le donne' };

function untold({ missing, ...finding }: { id: string; title: string; rule: string; missing: string; public: string }): Finding {
  return { ...finding, holds: null, figures: [{ label: 'ce qui manque', text: missing }], territories: [] };
}

function centresOf(centres: readonly CentreResult[], levels: readonly number[]): string[] {
  return centres.filter(({ level }) => levels.includes(level)).map(({ communeCode }) => communeCode);
}

function valuesOf(components: readonly NeedComponentValue[], id: string): { communeCode: string; value: number }[] {
  return components.flatMap(({ componentId, communeCode, value }) =>
    componentId === id && value !== null ? [{ communeCode, value }] : [],
  );
}
