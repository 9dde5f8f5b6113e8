/** What a common beginning adds, and how long it may be (Winkler, 1990). */
const PREFIX_SCALE = 0.1;
const PREFIX_LENGTH = 4;

/** Similarity of two texts, 0 (nothing in common) to 1 (equal): Jaro, with Winkler's bonus for a common beginning. */
export function jaroWinkler(first: string, second: string): number {
  const jaro = jaroSimilarity(first, second);
  let prefix = 0;
  while (prefix < PREFIX_LENGTH && prefix < first.length && first[prefix] === second[prefix]) prefix++;
  return jaro + prefix * PREFIX_SCALE * (1 - jaro);
}

function jaroSimilarity(first: string, second: string): number {
  if (first === second) return 1;
  if (first.length === 0 || second.length === 0) return 0;
  const reach = Math.max(0, Math.floor(Math.max(first.length, second.length) / 2) - 1);
  const taken = new Uint8Array(second.length);
  const matched: string[] = [];
  for (let at = 0; at < first.length; at++) {
    const end = Math.min(second.length - 1, at + reach);
    for (let other = Math.max(0, at - reach); other <= end; other++) {
      if (taken[other] === 1 || second[other] !== first[at]) continue;
      taken[other] = 1;
      matched.push(first[at]!);
      break;
    }
  }
  if (matched.length === 0) return 0;
  let displaced = 0;
  let next = 0;
  for (let other = 0; other < second.length; other++) if (taken[other] === 1 && second[other] !== matched[next++]) displaced++;
  const count = matched.length;
  return (count / first.length + count / second.length + (count - displaced / 2) / count) / 3;
}
