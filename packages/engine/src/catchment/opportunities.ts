import { assert } from '../assert.ts';

/** Supply within `thresholdMinutes`, included. */
export function cumulativeAccess(supply: Float64Array, minutes: Float64Array, thresholdMinutes: number): number {
  return sumOver(supply, minutes, (time) => Number(time <= thresholdMinutes));
}

/** Supply weighted by e^(−β·minutes). */
export function gravityAccess(supply: Float64Array, minutes: Float64Array, beta: number): number {
  assert(beta > 0, 'décroissance positive');
  return sumOver(supply, minutes, (time) => Math.exp(-beta * time));
}

/** Supply weighted by a bell that is 1 at the door and 0 from `thresholdMinutes` on. */
export function gaussianAccess(supply: Float64Array, minutes: Float64Array, thresholdMinutes: number): number {
  assert(thresholdMinutes > 0, 'seuil positif');
  const floor = Math.exp(-0.5);
  return sumOver(supply, minutes, (time) =>
    time > thresholdMinutes ? 0 : (Math.exp(-0.5 * (time / thresholdMinutes) ** 2) - floor) / (1 - floor),
  );
}

/** What a journey is worth, 100 at `lowMinutes` or less, 0 at `highMinutes` or more. */
export function nearnessScore(minutes: number, lowMinutes: number, highMinutes: number): number {
  assert(highMinutes > lowMinutes && lowMinutes >= 0, 'bornes croissantes');
  return 100 * (1 - Math.min(1, Math.max(0, (minutes - lowMinutes) / (highMinutes - lowMinutes))));
}

function sumOver(supply: Float64Array, minutes: Float64Array, weightOf: (time: number) => number): number {
  assert(supply.length === minutes.length, 'un temps par lieu');
  let sum = 0;
  for (let place = 0; place < supply.length; place++) {
    assert(minutes[place]! >= 0, `temps absent ou négatif au rang ${place}`);
    sum += supply[place]! * weightOf(minutes[place]!);
  }
  return sum;
}
