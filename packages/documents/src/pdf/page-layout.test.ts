import type { Block, Inline } from '@maillage/domain/documents/document.ts';
import { expect, test } from 'vitest';
import { hasPdftotext, readPages, readWordsUnder } from '../testing/read-pages.ts';
import { readPdf } from '../testing/read-pdf.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { renderPdf } from './render-pdf.ts';

// What stands on which page, and how much of it.
const text = (words: string): Inline => ({ kind: 'text', text: words });
const say = (words: string): Block => ({ kind: 'paragraph', content: [text(words)] });
const ofBlocks = (...blocks: Block[]) => sampleDocument({ blocks });
/** Of running text, in points from the top of an A4 page: a last line stands on it, its tails a little lower. */
const BODY_BOTTOM = ((297 - 22) / 25.4) * 72 + 4;
/** Of the same page, two thirds down. */
const LOWER_THIRD = ((297 * 2) / 3 / 25.4) * 72;
const MAP = sampleDocument().blocks.find((block) => block.kind === 'map')!;

test('a map is read under the heading of its own part, whatever room the words before it leave', async () => {
  const part = (id: string): Block => ({ kind: 'heading', level: 2, id, content: [text(`Partie ${id}`)] });
  for (const lines of [12, 24, 32]) {
    const words = Array.from({ length: lines }, () => say('Une ligne de mots.'));
    const map = { ...MAP, title: [text('Dessin de la première')] };
    const blocks = [part('première'), ...words, map, say('Fin de la première.'), part('seconde'), ...words.slice(0, 8)];
    const read = (await readPdf((await renderPdf(ofBlocks(...blocks))).bytes)).pages.join(' ');
    // The name of the first part comes back at the head of its pages.
    const [first, ...others] = ['Partie première', 'Dessin de la première', 'Fin de la première', 'Partie seconde'] as const;
    const places = [read.indexOf(first), ...others.map((said) => read.lastIndexOf(said))];
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  }
});

test.each([1, 6, 12, 20])('between two page breaks, a map takes the room that %i lines and a table leave, on one page', async (lines) => {
  const rows = ['Bourg', 'Hameau', 'Vallon', 'Rivage'].map((name): Inline[][] => [[text(name)]]);
  const columns = [{ label: 'Commune', unit: '', align: 'left' as const }];
  const plate: Block[] = [
    { kind: 'heading', level: 2, id: 'theme', content: [text('Santé')] },
    ...Array.from({ length: lines }, () => say('Un mot.')),
    MAP,
    { kind: 'table', caption: [text('Lieux')], columns, rows, totals: null, note: [text('La note.')] },
  ];
  const { bytes } = await renderPdf(ofBlocks(say('Avant.'), { kind: 'pageBreak' }, ...plate, { kind: 'pageBreak' }, say('Après.')));
  const { pages } = await readPdf(bytes);
  expect(pages).toHaveLength(4);
  for (const words of ['Santé', 'Carte 1', 'Bourg', 'Rivage', 'La note.']) expect(pages[2]).toContain(words);
  expect(pages[3]).toContain('Après.');
});

test.skipIf(!hasPdftotext)(
  'whatever its words and its rows, nothing of such a page goes down on its foot',
  { timeout: 180_000 },
  async () => {
    const columns = ['Service', 'Gamme'].map((label) => ({ label, unit: '', align: 'left' as const }));
    const page = (lines: number, rows: number): Block[] => [
      { kind: 'pageBreak' },
      { kind: 'heading', level: 2, id: `l${lines}r${rows}`, content: [text('Santé')] },
      say('Les habitants de cette commune font de longs trajets. '.repeat(lines)),
      MAP,
      ...(rows === 0
        ? []
        : [
            {
              kind: 'table' as const,
              ...{ caption: [text('Services')], columns, totals: null, note: [text('La note.')] },
              rows: Array.from({ length: rows }, () => [
                [text('Magasin d’électroménager et de matériel audio-vidéo')],
                [text('proximité')],
              ]),
            },
          ]),
    ];
    const pages = [0, 3, 6, 9, 12, 15].flatMap((rows) => [1, 6, 11, 16, 21].flatMap((lines) => page(lines, rows)));
    const { bytes } = await renderPdf(ofBlocks(say('Avant.'), ...pages, { kind: 'pageBreak' }, say('Après.')));
    const under = await readWordsUnder(bytes, BODY_BOTTOM);
    // The foot alone: what is published, when, and the number of the page.
    const foot = under.at(-1)!.slice(0, -1).join(' ');
    expect(under.slice(1).map((words) => words.slice(0, -1).join(' '))).toEqual(under.slice(1).map(() => foot));
  },
);

test.skipIf(!hasPdftotext)('a map that ends its pages fills the last of them, wherever the words stop', { timeout: 180_000 }, async () => {
  const lengths = [1, 8, 16, 24, 32, 40, 48];
  const parts = lengths.flatMap((lines, index): Block[] => [
    ...(index === 0 ? [] : [{ kind: 'pageBreak' as const }]),
    { kind: 'heading', level: 2, id: `l${lines}`, content: [text(`Partie de longueur ${'abcdefg'[index]}`)] },
    // Another map, so that the words are more than a page: the page is no plate.
    MAP,
    say('Bien avant la carte. '),
    MAP,
    say('Les habitants de cette commune font de longs trajets. '.repeat(2)),
    ...Array.from({ length: lines }, () => say('Une ligne de mots.')),
    {
      ...MAP,
      size: { width: 300, height: 400 },
      title: [text(`Fin de longueur ${'abcdefg'[index]}`)],
      credits: [text('Sources de la fin.')],
    },
  ]);
  const { bytes } = await renderPdf(ofBlocks(...parts));
  const [pages, low, under] = [await readPages(bytes), await readWordsUnder(bytes, LOWER_THIRD), await readWordsUnder(bytes, BODY_BOTTOM)];
  const foot = under.at(-1)!.slice(0, -1).join(' ');
  for (const letter of 'abcdefg') {
    const page = pages.findLastIndex((read) => read.includes(`Fin de longueur ${letter}`));
    expect(pages[page]).toContain('Sources de la fin.');
    expect(low[page]!.slice(0, -under[page]!.length).join(' ')).toContain('Sources de la fin.');
    expect(under[page]!.slice(0, -1).join(' ')).toBe(foot);
  }
});

test('a portrait holds on two pages, drawn closer when it must; what holds on no two pages is all there', async () => {
  const territory = { kind: 'epci', code: '1', name: 'Pays' };
  const row = (name: string): Inline[][] => [[text(name)]];
  const columns = [{ label: 'Commune', unit: '', align: 'left' as const }];
  const portrait = async (count: number) => {
    const rows = Array.from({ length: count }, (_, line) => row(`Rang ${String.fromCharCode(97 + (line % 26)).repeat(3)}`));
    const table: Block = {
      kind: 'table',
      caption: [text('Communes')],
      columns,
      rows: [...rows, row('Dernière')],
      totals: null,
      note: null,
    };
    const { pages } = await readPdf((await renderPdf(sampleDocument({ documentKind: 'portrait', territory, blocks: [MAP, table] }))).bytes);
    expect(pages.at(-1)).toContain('Dernière');
    return pages.length;
  };
  expect(await portrait(40)).toBe(2);
  // As it is meant, it would take three.
  expect(await portrait(80)).toBe(2);
  expect(await portrait(150)).toBeGreaterThan(2);
});

test('a short list of chapters leaves its page to the first of them, a longer one does not', async () => {
  const chapters = (count: number) =>
    Array.from({ length: count }, (_, index): Block[] => [
      { kind: 'heading', level: 1, id: `c${index}`, content: [text(`Chapitre ${'abcdefghijklmnopqrst'[index]}`)] },
      say('Des mots.'),
    ]).flat();
  const contentsOf = async (count: number) => (await readPdf((await renderPdf(ofBlocks(...chapters(count)))).bytes)).pages[1]!;
  expect(await contentsOf(8)).toContain('Des mots.');
  expect(await contentsOf(28)).not.toContain('Des mots.');
});

test('a page whose words leave no room for its map goes on over the next, and loses nothing', async () => {
  const before = Array.from({ length: 34 }, (_, line) => say(`Ligne ${'abcdefghijklmnopqrstuvwxyzABCDEFGH'[line]} dite.`));
  const { bytes } = await renderPdf(ofBlocks(say('Avant.'), { kind: 'pageBreak' }, ...before, MAP, say('Fin.')));
  const { pages } = await readPdf(bytes);
  expect(pages[2]).toContain('Ligne H dite.');
  expect(pages[3]).toContain('Carte 1');
  expect(pages[3]).toContain('Fin.');
});
