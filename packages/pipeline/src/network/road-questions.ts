import { ISOCHRONE_MINUTES, type RoadJourney } from '@maillage/domain/accessibility/road-answers.ts';
import type { AreaOptions } from '@maillage/engine/network/isochrone-area.ts';
import { drawReach, findRoutes, reachFrom, type Spot, type SpotGround } from './answer-spots.ts';
import { explainRoute } from './route-sentences.ts';

/** What is asked of the roads of a run; plain data, so that a thread can be asked. */
export type RoadQuestion =
  | { kind: 'journeys'; from: Spot; to: readonly (Spot | null)[] }
  | { kind: 'isochrones'; from: Spot; to: readonly Spot[] }
  | { kind: 'minutes'; from: Spot; to: readonly Spot[]; maxMinutes: number };

export interface RoadAnswers {
  journeys: (RoadJourney | null)[];
  isochrones: { bands: { minutes: number; area: [lon: number, lat: number][][][] }[]; minutesTo: (number | null)[] };
  minutes: (number | null)[];
}
export type RoadAnswer<Q extends RoadQuestion> = RoadAnswers[Q['kind']];

/** An outline for a screen: what lies within 400 m of a reached road, in few points; holes of less than four square kilometres are filled. */
const SCREEN_AREA: AreaOptions = { bufferMetres: 400, cellMetres: 200, minHoleSquareMetres: 4_000_000 };

/** Answers one question on roads that are open. Throws `data-missing` when the spot that it starts from is far from every road. */
export function answerOnRoads(ground: SpotGround, question: RoadQuestion): RoadAnswers[RoadQuestion['kind']] {
  switch (question.kind) {
    case 'journeys':
      return journeysOf(ground, question);
    case 'isochrones':
      return isochronesOf(ground, question);
    case 'minutes':
      return reachFrom(ground, question.from, question.to, question.maxMinutes).minutesTo;
  }
}

function journeysOf(ground: SpotGround, { from, to }: Extract<RoadQuestion, { kind: 'journeys' }>): RoadAnswers['journeys'] {
  const asked = to.filter((spot) => spot !== null);
  const routes = findRoutes(ground, from, asked).values();
  return to.map((spot) => {
    const route = spot === null ? null : (routes.next().value ?? null);
    if (route === null) return null;
    const { minutes, metres, line } = route;
    return { minutes, metres, line: line.map(roundSpot), sentences: explainRoute(route) };
  });
}

function isochronesOf(ground: SpotGround, { from, to }: Extract<RoadQuestion, { kind: 'isochrones' }>): RoadAnswers['isochrones'] {
  const reach = reachFrom(ground, from, to, ISOCHRONE_MINUTES.at(-1)!);
  return {
    bands: ISOCHRONE_MINUTES.map((minutes) => ({
      minutes,
      area: drawReach(reach, minutes, SCREEN_AREA).map((polygon) => polygon.map((ring) => ring.map(roundSpot))),
    })),
    minutesTo: reach.minutesTo,
  };
}

/** A metre or so: less than the width of a line on any screen. */
const roundSpot = ([lon, lat]: readonly [number, number]): [number, number] => [Number(lon.toFixed(5)), Number(lat.toFixed(5))];
