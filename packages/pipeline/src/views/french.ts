import { formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';

/** « 1 habitant », « 17 495 habitants »: French takes the plural from two. The irregular plural is given when it is not a mere « s ». */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count >= 2 ? plural : singular}`;
}

/** A share that never rounds a few people to nobody, nor all but a few to everybody: « moins de 0,1 % », « plus de 99,9 % ». */
export function truthfulPercent(ratio: number): string {
  if (ratio > 0 && ratio < 0.0005) return `moins de ${formatRatioAsPercent(0.001)}`;
  if (ratio < 1 && ratio > 0.9995) return `plus de ${formatRatioAsPercent(0.999)}`;
  return formatRatioAsPercent(ratio);
}

/** « 62041 Arras, 62498 Lens et 62178 Bruay »: a code is always beside its name. */
export function joinFrench(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} et ${items.at(-1)}`;
}

/** The sentence, which on a fictional run ends by « (fictif) »: it may be copied without the banner of its page. */
export function withFictionalMark(sentence: string, manifest: Pick<RunManifest, 'fictional'>): string {
  return manifest.fictional ? `${sentence.replace(/\.$/, '')} (fictif).` : sentence;
}
