import { assert } from '../assert.ts';

/** Car minutes = minutesAtOneKm × (straight-line km ^ exponent). */
export interface EstimateModel {
  /** Minutes for one kilometre as the crow flies. */
  minutesAtOneKm: number;
  /** Below 1: longer journeys use faster roads and straighter routes. */
  exponent: number;
}

/**
 * Fitted by scripts/calibrate-estimate.ts on the 512 × 512 car matrix of Isère (OSRM, July 2021), pairs chosen by
 * distance (under 25 km) and never by time, each distance band weighing the same, journeys to the nearest town
 * counting for a third: docs/methods/temps-de-trajet.md.
 */
export const ISERE_MODEL: EstimateModel = { minutesAtOneKm: 2.91, exponent: 0.81 };

/**
 * Estimated car minutes, off-peak, between two points `distanceKm` apart as the crow flies: 0 for 0,
 * strictly growing with distance, `Infinity` for `Infinity`. Stands in where there is no road graph.
 */
export function estimateMinutes(distanceKm: number, model: EstimateModel): number {
  assert(distanceKm >= 0, `distance négative ou absente : ${distanceKm}`);
  return model.minutesAtOneKm * distanceKm ** model.exponent;
}

/** The distance that is estimated at `minutes`: the other way round. */
export function estimatedKm(minutes: number, model: EstimateModel): number {
  assert(minutes >= 0, `durée négative ou absente : ${minutes}`);
  return (minutes / model.minutesAtOneKm) ** (1 / model.exponent);
}
