import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ChangeCause, FigureChange, RunChange } from '@maillage/domain/change/run-change.ts';
import { SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { computeAccess } from '../compute/compute-access.ts';
import { countFacilities } from '../compute/compute-centres.ts';
import { computeTerritoryFigures } from '../compute/compute-territory-figures.ts';
import { computeRangeAccess } from '../compute/range-access.ts';
import type { TravelTimes } from '../compute/travel-times.ts';
import type { Referential } from '../referential/referential.ts';
import type { ChangeBase } from './change-base.ts';
import { mixFacts } from './mix-facts.ts';

/** Counts minutes in a world; null when the network is not there any more. */
export type TravelMaker = (base: ChangeBase) => Promise<((referential: Referential) => TravelTimes) | null>;

const BREATH_MILLISECONDS = 20;

/** What a world reads of a base for the sake of one cause: where two runs say the same there, replacing it changes nothing. */
const INPUT_OF: Record<Exclude<ChangeCause, 'method'>, (base: ChangeBase) => unknown> = {
  offer: ({ facts }) => [facts.offer, facts.groupings, facts.communes.map(({ code, lon, lat }) => [code, lon, lat])],
  population: ({ facts }) => [facts.populationCells, facts.communes.map(({ code, populationCount }) => [code, populationCount])],
  network: ({ networkKey }) => networkKey,
};

type Values = ReadonlyMap<string, number | null>;
interface Inputs {
  offer: ChangeBase;
  population: ChangeBase;
  network: ChangeBase;
  method: ChangeBase;
}

/**
 * How much of the change of each headline figure comes from the facilities, the people, the network and the method: one input is
 * replaced at a time, in that order, all on the later geography. The parts add up to the whole change exactly; what the older
 * geography and an older engine make belongs to the method. When the older network is gone, the network is replaced first,
 * which needs only the later one, and the notes say so.
 */
export async function decomposeChange(input: {
  before: ChangeBase;
  after: ChangeBase;
  /** The figures as each run published them. */
  published: { before: Values; after: Values };
  project(code: string): string | undefined;
  makeTravel: TravelMaker;
}): Promise<Pick<RunChange, 'figures' | 'notes'>> {
  const { before, after, published, project, makeTravel } = input;
  const travels = new Map([
    [before, await makeTravel(before)],
    [after, await makeTravel(after)],
  ]);
  const valuesOf = async ({ offer, population, network, method }: Inputs): Promise<Values> => {
    const travelIn = travels.get(network);
    if (travelIn == null) return new Map();
    // A road network takes seconds to prepare: between two, the job says that it lives and the server answers its readers.
    await delay(BREATH_MILLISECONDS);
    const referential = mixFacts({
      ...{ geography: after.facts, offer: offer.facts, population: population.facts, method: method.facts, project },
    });
    return computeHeadlines(referential, travelIn(referential), method);
  };
  const inOrder = travels.get(before) !== null;
  const order = inOrder ? (['offer', 'population', 'network'] as const) : (['network', 'offer', 'population'] as const);
  let inputs: Inputs = { offer: before, population: before, network: before, method: before };
  // Without its network the older world cannot be made again: it is what was published.
  const steps = [inOrder ? await valuesOf(inputs) : published.before];
  for (const cause of order) {
    inputs = { ...inputs, [cause]: after };
    const moves = !isDeepStrictEqual(INPUT_OF[cause](before), INPUT_OF[cause](after));
    steps.push(moves ? await valuesOf(inputs) : steps.at(-1)!);
  }
  const labelOf = new Map(after.facts.groupings.map(({ code, label }) => [code, label]));
  return {
    figures: [...published.after.keys()].map((figureId) => explain(figureId, { published, steps, order, labelOf })),
    notes: [
      inOrder
        ? 'Une entrée est remplacée à la fois, dans l’ordre offre, population, réseau, méthode, sur la géographie du calcul le plus récent.'
        : 'Le réseau du calcul précédent n’est plus dans le dossier : le réseau est remplacé d’abord, puis l’offre, la population et la méthode.',
      'La somme des quatre parts est exactement l’écart. Ce que changent la géographie de référence et la version du moteur est compté dans la méthode.',
    ],
  };
}

function explain(
  figureId: string,
  {
    published,
    steps,
    order,
    labelOf,
  }: {
    published: { before: Values; after: Values };
    steps: readonly Values[];
    order: readonly Exclude<ChangeCause, 'method'>[];
    labelOf: ReadonlyMap<string, string>;
  },
): FigureChange {
  const before = published.before.get(figureId) ?? null;
  const after = published.after.get(figureId) ?? null;
  const values = steps.map((step) => step.get(figureId) ?? null);
  const { label, unit } = describeHeadline(figureId, labelOf);
  const change: FigureChange = { figureId, label, unit, before, after, offer: null, population: null, network: null, method: null };
  if (before === null || after === null || values.includes(null)) return change;
  let told = 0;
  for (const [step, cause] of order.entries()) {
    change[cause] = values[step + 1]! - values[step]!;
    told += change[cause];
  }
  return { ...change, method: after - before - told };
}

/** The figures of the Département that are explained: each range, then each service. */
export function isHeadline(figureId: string): boolean {
  return /^(far-share|range-minutes|service-minutes)\./.test(figureId);
}

function describeHeadline(figureId: string, labelOf: ReadonlyMap<string, string>): Pick<FigureChange, 'label' | 'unit'> {
  const [family = '', part = ''] = figureId.split('.');
  const range = SERVICE_RANGES.find((one) => one === part);
  if (range === undefined) return { label: `Temps moyen d’accès : ${labelOf.get(part) ?? part}`, unit: 'min' };
  return family === 'far-share'
    ? { label: `Part des habitants loin de la gamme ${SERVICE_RANGE_LABELS[range]}`, unit: 'ratio' }
    : { label: `Temps moyen d’accès à la gamme ${SERVICE_RANGE_LABELS[range]}`, unit: 'min' };
}

/** The headline figures of the Département in a mixed world, by the very functions of a run. */
async function computeHeadlines(referential: Referential, travel: TravelTimes, { parameters }: ChangeBase): Promise<Values> {
  const { access, originMinutes } = await computeAccess({ referential, travel, parameters, onProgress: () => undefined });
  const ranges = computeRangeAccess({
    ...{ communes: referential.communes, origins: travel.origins, originMinutes, groupings: referential.groupings },
    thresholds: parameters.farThresholdMinutes,
  });
  const figures = computeTerritoryFigures({
    ...{ referential, access, ranges, needs: [], needComponents: [] },
    facilityCounts: countFacilities(referential),
    uncovered: new Set(),
  });
  return new Map(
    figures.filter(({ kind, figureId }) => kind === 'departement' && isHeadline(figureId)).map(({ figureId, value }) => [figureId, value]),
  );
}
