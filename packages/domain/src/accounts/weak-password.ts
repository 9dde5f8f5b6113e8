/** Beginnings that everybody tries first, in French and here. */
const TRIED_FIRST = [
  'motdepasse',
  'password',
  'azerty',
  'qwerty',
  'maillage',
  'departement',
  'prefecture',
  'sdaasp',
  'bonjour',
  'soleil',
  'doudou',
];
/** Keys side by side, letters and digits in order, both ways. */
const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'azertyuiopqsdfghjklmwxcvbn', 'qwertyuiopasdfghjklzxcvbnm'];
const MIN_DISTINCT = 5;
/** How much of a password may be guessed from elsewhere: what is left is what protects. */
const MIN_LEFT = 6;

/**
 * Why a password long enough would still be guessed, in French; null when it is not obviously so. Length is what counts: no digit
 * nor capital is asked. `own` is what anybody knows of the person: address, name.
 */
export function weaknessOf(password: string, own: { email: string; name: string }): string | null {
  const folded = fold(password);
  if (new Set(folded).size < MIN_DISTINCT) return 'Ce mot de passe répète les mêmes caractères : prenez une phrase.';
  const known = [...TRIED_FIRST, ...own.email.split('@'), ...own.name.split(/\s+/)].map(fold).filter((word) => word.length >= 4);
  let left = folded;
  for (const word of known.sort((a, b) => b.length - a.length)) left = left.replaceAll(word, '');
  if (withoutRuns(left).length < MIN_LEFT)
    return 'Ce mot de passe se devine : il suit le clavier, un mot courant, votre nom ou votre adresse. Prenez une phrase.';
  return null;
}

const fold = (text: string) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The text with each run of four keys or more that follow one another taken out. */
function withoutRuns(text: string): string {
  const lines = RUNS.flatMap((run) => [run, [...run].reverse().join('')]);
  let kept = '';
  for (let at = 0; at < text.length; ) {
    let length = 1;
    while (at + length < text.length && lines.some((line) => line.includes(text.slice(at, at + length + 1)))) length++;
    if (length < 4) kept += text.slice(at, at + length);
    at += length;
  }
  return kept;
}
