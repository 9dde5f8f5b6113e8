import type { DocumentFigure } from '@maillage/domain/documents/document.ts';
import { type FigureContext, findPlace, type Searchable } from './figures/figure-context.ts';

const MAX_ANSWERS = 50;
/** More words than this add nothing; a bit stands for each. */
const MAX_WORDS = 12;
const KIND_ORDER = ['departement', 'region', 'france', 'epci', 'arrondissement', 'canton', 'qpv', 'commune', 'axis'];

/** Letters alone, without accents nor ligatures, in lower case. */
export const foldWords = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

interface Spot {
  kind: string;
  code: string;
  words: string;
}

/**
 * Finds figures by words, without writing out every figure of every territory: which words a figure holds and which a territory
 * holds are looked at apart, and only pairs that hold them all together are made.
 */
export function createFigureSearch(context: FigureContext, searchables: readonly Searchable[]): (words: string) => DocumentFigure[] {
  const figures = searchables.map((one) => ({ ...one, words: ` ${foldWords(`${one.label} ${one.reference}`)}` }));
  const spots = listSpots(context);
  return (asked) => {
    const terms = [...new Set(foldWords(asked).split(' '))].filter((term) => term !== '').slice(0, MAX_WORDS);
    if (terms.length === 0) return [];
    const all = (1 << terms.length) - 1;
    const maskOf = (words: string) => terms.reduce((mask, term, index) => (words.includes(` ${term}`) ? mask | (1 << index) : mask), 0);
    const spotMasks = spots.map(({ words }) => maskOf(words));
    const found: DocumentFigure[] = [];
    // Figures that hold the most words first: the rest of the words are then a territory.
    const ranked = figures
      .map((figure) => ({ figure, mask: maskOf(figure.words) }))
      .filter(({ figure, mask }) => mask !== 0 || figure.kinds.length > 0)
      .sort((a, b) => bits(b.mask) - bits(a.mask));
    const perFigure = new Map<string, number>();
    for (const { figure, mask } of ranked) {
      if (figure.kinds.length === 0) {
        if (mask === all) push(found, context, figure.reference);
      } else
        for (const [index, spot] of spots.entries()) {
          if ((mask | spotMasks[index]!) !== all || !figure.kinds.includes(spot.kind)) continue;
          // A figure alone, without a territory in the words, is shown for the whole first, then for a few.
          const count = perFigure.get(figure.reference) ?? 0;
          if (mask === all && count >= FEW) break;
          perFigure.set(figure.reference, count + 1);
          push(found, context, `${figure.reference}@${spot.kind}:${spot.code}`);
          if (found.length >= MAX_ANSWERS) break;
        }
      if (found.length >= MAX_ANSWERS) break;
    }
    return found;
  };
}
const FEW = 8;

function push(found: DocumentFigure[], { find }: FigureContext, reference: string): void {
  const figure = find(reference);
  if (figure !== undefined) found.push(figure);
}

function bits(mask: number): number {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count++;
  return count;
}

/** Every territory and axis that a figure may be about, the widest first. */
function listSpots(context: FigureContext): Spot[] {
  const { run, plan } = context;
  const { manifest, territories, qpvs } = run.facts;
  const named = [
    { kind: 'departement', code: manifest.departementCode },
    { kind: 'france', code: 'FR' },
    ...territories.filter(({ kind }) => kind !== 'departement' && kind !== 'commune'),
    ...run.ownCommunes.map(({ code }) => ({ kind: 'commune', code })),
    ...qpvs.map(({ code }) => ({ kind: 'qpv', code })),
    ...(plan?.plan.axes ?? []).map(({ id }) => ({ kind: 'axis', code: id })),
  ];
  const ownGroups = new Set(run.ownCommunes.flatMap((one) => [one.epciCode, one.cantonCode, one.arrondissementCode]));
  return named
    .flatMap(({ kind, code }): Spot[] => {
      if (['epci', 'canton', 'arrondissement'].includes(kind) && !ownGroups.has(code)) return [];
      const name = kind === 'commune' ? run.communes.get(code)?.name : findPlace(context, kind, code)?.name;
      return name === undefined ? [] : [{ kind, code, words: ` ${foldWords(`${name} ${code} ${KIND_WORDS[kind] ?? ''}`)}` }];
    })
    .sort((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind));
}
const KIND_WORDS: Readonly<Record<string, string>> = {
  ...{ departement: 'Département', epci: 'intercommunalité epci', canton: 'canton', arrondissement: 'arrondissement', commune: 'commune' },
  ...{ qpv: 'quartier prioritaire qpv', region: 'région', france: 'France', axis: 'axe' },
};
