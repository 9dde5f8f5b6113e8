import { assert } from '../assert.ts';

/** What a journey weighs: `weights[b]` up to `bandMinutes[b]`, included; 0 beyond the last. */
export interface BandDecay {
  bandMinutes: readonly number[];
  weights: readonly number[];
}

/** Weight of a journey of so many minutes; 0 when it has no duration (NaN) or is beyond the last band. */
export function bandWeight(minutes: number, { bandMinutes, weights }: BandDecay): number {
  for (let band = 0; band < bandMinutes.length; band++) if (minutes <= bandMinutes[band]!) return weights[band]!;
  return 0;
}

export function checkDecay({ bandMinutes, weights }: BandDecay): void {
  assert(bandMinutes.length > 0 && bandMinutes.length === weights.length, 'autant de poids que de bandes');
  assert(
    bandMinutes.every((minutes, band) => minutes > 0 && (band === 0 || minutes > bandMinutes[band - 1]!)),
    'bandes croissantes',
  );
  assert(
    weights.every((weight) => weight >= 0 && weight < Infinity),
    'poids positifs ou nuls',
  );
}
