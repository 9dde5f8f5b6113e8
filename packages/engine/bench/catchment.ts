/**
 * `node packages/engine/bench/catchment.ts`: two-step floating catchment over five million pairs, beside the plain two-pass loop over
 * typed arrays that one would write by hand. Prints the ratio of the medians, both taken in this run, in turn.
 */
import { demandOfSites, floatingCatchment } from '../src/catchment/floating-catchment.ts';
import { seededRandom } from '../src/seeded-random.ts';

const [ORIGINS, PAIRS_EACH, SITES, ROUNDS] = [10_000, 500, 4_000, 15];
const random = seededRandom(62);
const first = Uint32Array.from({ length: ORIGINS + 1 }, (_, origin) => origin * PAIRS_EACH);
const site = Uint32Array.from({ length: ORIGINS * PAIRS_EACH }, () => Math.floor(random() * SITES));
const weight = Float64Array.from(site, () => [1, 0.42, 0.09][Math.floor(random() * 3)]!);
const population = Float64Array.from({ length: ORIGINS }, () => Math.floor(random() * 2000));
const supply = Float64Array.from({ length: SITES }, () => Math.floor(random() * 4));
const pairs = { siteCount: SITES, first, site, weight };

function ours(): number {
  return floatingCatchment(pairs, demandOfSites(pairs, population), supply).access.reduce((sum, value) => sum + value, 0);
}

function plain(): number {
  const demand = new Float64Array(SITES);
  for (let origin = 0; origin < ORIGINS; origin++)
    for (let pair = first[origin]!; pair < first[origin + 1]!; pair++) demand[site[pair]!]! += weight[pair]! * population[origin]!;
  const ratio = supply.map((value, place) => (demand[place]! > 0 ? value / demand[place]! : 0));
  const access = new Float64Array(ORIGINS);
  for (let origin = 0; origin < ORIGINS; origin++)
    for (let pair = first[origin]!; pair < first[origin + 1]!; pair++) access[origin]! += weight[pair]! * ratio[site[pair]!]!;
  return access.reduce((sum, value) => sum + value, 0);
}

const time = (work: () => number): { milliseconds: number; value: number } => {
  const start = performance.now();
  const value = work();
  return { milliseconds: performance.now() - start, value };
};
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const rounds = Array.from({ length: ROUNDS }, () => [time(ours), time(plain)] as const);
const gap = Math.abs(rounds[0]![0].value / rounds[0]![1].value - 1);
if (gap > 1e-9) throw new Error(`Les deux calculs diffèrent de ${gap}`);
const [mine, theirs] = [0, 1].map((which) => median(rounds.map((round) => round[which]!.milliseconds)));
process.stdout.write(
  `${site.length} trajets : ${mine!.toFixed(1)} ms, boucle simple ${theirs!.toFixed(1)} ms, rapport ${(mine! / theirs!).toFixed(2)}\n`,
);
