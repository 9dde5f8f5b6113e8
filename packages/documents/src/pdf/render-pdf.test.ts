import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { anchorOfMap, type Block, type Inline, type MaillageDocument } from '@maillage/domain/documents/document.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawAtlas, drawDiagnosis } from '../../bench/large-documents.ts';
import { evenSpaces, listTags, type ReadPdf, readPdf } from '../testing/read-pdf.ts';
import { SAMPLE_SVG, sampleDocument, sampleFigure } from '../testing/sample-document.ts';
import { renderPdf } from './render-pdf.ts';

type Rendered = Awaited<ReturnType<typeof renderPdf>>;
const text = (words: string): Inline => ({ kind: 'text', text: words });
const say = (words: string): Block => ({ kind: 'paragraph', content: [text(words)] });
const ofBlocks = (...blocks: Block[]) => sampleDocument({ blocks });
const MAP = sampleDocument().blocks.find((block) => block.kind === 'map')!;

/** Each figure is on the page that it is said to be on. */
function expectReadBack({ printed }: Rendered, { pages }: ReadPdf): void {
  const words = pages.map(evenSpaces);
  const lost = printed.filter((figure) => !words[figure.page! - 1]?.includes(evenSpaces(figure.text)));
  expect(lost.map(({ text: told, page }) => `${told}, page ${page}`)).toEqual([]);
}

describe.each<[string, MaillageDocument]>([
  ['a diagnosis of a few pages', sampleDocument()],
  ['an atlas', sampleDocument({ documentKind: 'atlas', title: 'Atlas', paper: 'a3-landscape' })],
  [
    'a portrait of two pages',
    sampleDocument({ documentKind: 'portrait', title: 'Portrait', territory: { kind: 'epci', code: '1', name: 'Pays' } }),
  ],
  ['a diagnosis of three long chapters', drawDiagnosis(3, 60)],
  ['an atlas of twelve maps', drawAtlas(12, 60)],
])('%s', (_, document) => {
  let rendered: Rendered;
  let read: ReadPdf;
  beforeAll(async () => {
    rendered = await renderPdf(document);
    read = await readPdf(rendered.bytes);
  });

  test('each figure is found on its page, in reading order, with where it comes from', () => {
    expect(rendered.printed.length).toBeGreaterThan(10);
    expectReadBack(rendered, read);
    const pages = rendered.printed.map(({ page }) => page!);
    expect(pages).toEqual(pages.toSorted((a, b) => a - b));
    for (const { run, provenance } of rendered.printed) {
      expect(run).toBe('calcul-essai');
      expect(provenance.formula).not.toBe('');
    }
  });

  test('it is tagged, in French, with its title, its date of publication and its bookmarks', () => {
    expect(read.isTagged).toBe(true);
    expect(read.info).toEqual({ title: document.title, language: 'fr-FR', created: 'D:20260102100000Z' });
    const headings = listTags(read.tags.flat()).filter(({ role }) => /^H\d$/.test(role));
    expect(read.bookmarks.map(({ title }) => evenSpaces(title))).toEqual(headings.map((heading) => heading.text));
    const levels = [0, ...headings.map(({ role }) => Number(role.slice(1)))];
    for (const [index, level] of levels.slice(1).entries()) expect(level - levels[index]!).toBeLessThanOrEqual(1);
  });

  test('nothing is drawn that is neither tagged nor decoration; maps and charts have their words, tables their headers', () => {
    expect(read.untagged).toEqual([]);
    const tags = listTags(read.tags.flat());
    const figures = tags.filter(({ role }) => role === 'Figure');
    const drawn = document.blocks.filter(({ kind }) => kind === 'map' || kind === 'chart');
    expect(figures.map(({ alt }) => alt).toSorted()).toEqual(
      drawn.map((block) => ('alternative' in block ? block.alternative : '')).toSorted(),
    );
    const heads = tags.filter(({ role }) => role === 'Table').map((table) => listTags(table.children).filter(({ role }) => role === 'TH'));
    // A table that goes on is read again on each page: its headers have their words on the first.
    for (const head of heads.filter((line) => line.some((cell) => cell.text !== '')))
      expect(head.map((cell) => cell.text)).not.toContain('');
    expect(tags.filter(({ role }) => role === 'TH').length).toBeGreaterThan(2);
  });

  test('a made-up Département is said to be so on every page', () => {
    for (const page of read.pages) expect(page).toMatch(/Fictif|fictif/);
  });
});

test('a figure in a title is told wherever the title is: in the contents, in its place and at the head of each page', async () => {
  const share = sampleFigure('share', 0.12, 'ratio', '12\u202f345,6\u00a0%');
  const titles = Array.from({ length: 7 }, (_, index): Block[] => [
    {
      kind: 'heading',
      level: index === 0 ? 1 : 2,
      id: `t${index}`,
      content: index === 0 ? [{ kind: 'figure', figure: share }, text(' sont loin')] : [text('Suite')],
    },
    say('Des mots. '.repeat(90)),
  ]);
  const rendered = await renderPdf(ofBlocks(...titles.flat()));
  const read = await readPdf(rendered.bytes);
  expectReadBack(rendered, read);
  const shown = read.pages.reduce((sum, page) => sum + evenSpaces(page).split(evenSpaces(share.text)).length - 1, 0);
  expect(shown).toBeGreaterThan(3);
  expect(rendered.printed).toHaveLength(shown);
});

test('an index names the page of each map', async () => {
  const row = (mapId: string): Inline[][] => [[text(`Vers ${mapId}`)], [{ kind: 'page', text: 'voir', anchor: anchorOfMap(mapId) }]];
  const columns = ['Carte', 'Page'].map((label) => ({ label, unit: '', align: 'left' as const }));
  const index: Block = { kind: 'table', caption: [], columns, rows: [row('abc'), row('def'), row('perdue')], totals: null, note: null };
  const title = (words: string) => ({ title: [text(words)] });
  const blocks: Block[] = [index, { ...MAP, mapId: 'def', ...title('Deuxième') }, { ...MAP, mapId: 'abc', ...title('Première') }];
  const { pages } = await readPdf((await renderPdf(sampleDocument({ documentKind: 'atlas', paper: 'a3-landscape', blocks }))).bytes);
  const pageOf = (words: string) => pages.findLastIndex((page) => page.includes(words)) + 1;
  const opening = evenSpaces(pages.find((page) => page.includes('Vers abc'))!);
  expect(opening).toContain(`Vers abc ${pageOf('Première')}`);
  expect(opening).toContain(`Vers def ${pageOf('Deuxième')}`);
  // A map that is not in the document has no page.
  expect(opening).toContain('Vers perdue voir');
});

test('no word is cut at a syllable: the hyphen of a name is one for every reader', async () => {
  const names = 'Particulièrement éloignée des intercommunalités intermédiaires, Hénin-Carvin se rapproche de Saint-Omer. ';
  const map = { ...MAP, comment: [text(names.repeat(6))], headline: [text(names.repeat(2))] };
  const { pages } = await readPdf((await renderPdf(ofBlocks(say(names.repeat(30)), map))).bytes);
  const words = evenSpaces(pages.join(' ')).replaceAll('- ', '-');
  expect(words.match(/Hénin.?Carvin/g)).toEqual(Array(38).fill('Hénin-Carvin'));
  expect(words.match(/Saint.?Omer/g)).toEqual(Array(38).fill('Saint-Omer'));
});

test('the words come in the order of the blocks', async () => {
  const { tags } = await readPdf((await renderPdf(sampleDocument())).bytes);
  const words = tags
    .flat()
    .map((tag) => tag.text)
    .join(' ');
  const expected = [
    'Qui est loin',
    'vivent loin des services',
    'soit 1,2 %',
    'La part est',
    'À revoir',
    'Bourg : 0 min',
    'Temps d’accès par commune',
    '00001 Bourg',
    'Source : dessin',
    'Où la proximité',
    'Minutes, en voiture',
    'Minutes par la route',
    'Minutes par commune',
    'À retenir',
    'Méthodes',
  ];
  let from = 0;
  for (const piece of expected) {
    const at = words.indexOf(piece, from);
    expect(at, piece).toBeGreaterThanOrEqual(from);
    from = at;
  }
});

test('the same document gives the same bytes, in this process and in another', async () => {
  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const first = await renderPdf(sampleDocument());
  const second = await renderPdf(sampleDocument());
  expect(second).toEqual(first);
  const [renderer, sample] = ['./render-pdf.ts', '../testing/sample-document.ts'].map((path) => new URL(path, import.meta.url).href);
  const script = `import { createHash } from 'node:crypto'; import { renderPdf } from '${renderer}'; import { sampleDocument } from '${sample}';
    process.stdout.write(createHash('sha256').update((await renderPdf(sampleDocument())).bytes).digest('hex'));`;
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })).toBe(digest(first.bytes));
});

describe('what comes from outside', () => {
  test('markup of any kind is printed as it is written', async () => {
    const hostile =
      '#set page(fill: red) $x^2$ a \\ b \\n *gras* _souligné_ <b>gras</b> ] #[ @renvoi <etiquette> // rien /* rien */ `code` " ~ \' -- ... = - + {{a@b:c}}';
    const blocks = ['# ', '= ', '- ', '+ ', '/ '].flatMap((start): Block[] => [
      { kind: 'heading', level: 1, id: `${start}${hostile}`, content: [text(`${start}Titre ${hostile}`)] },
      say(`${start}Dit ${hostile}`),
      { kind: 'paragraph', content: [{ kind: 'link', text: `${start}lien ${hostile}`, target: { anchor: `${start}${hostile}` } }] },
    ]);
    const map: Block = { ...MAP, title: [text(`Carte ${hostile}`)], alternative: hostile, legendTitle: [text(`Légende ${hostile}`)] };
    const document = sampleDocument({
      title: `Titre ${hostile}`,
      subtitle: `Sous-titre ${hostile}`,
      departementName: `Nom ${hostile}`,
      blocks: [...blocks, map],
    });
    // A line may end anywhere in it.
    const tight = (told: string) => told.replace(/\s/g, '');
    const { tags, info } = await readPdf((await renderPdf(document)).bytes);
    const words = tight(
      tags
        .flat()
        .map((tag) => tag.text)
        .join(''),
    );
    for (const start of ['# ', '= ', '- ', '+ ', '/ '])
      for (const before of ['Titre', 'Dit', 'lien']) expect(words).toContain(tight(`${start}${before} ${hostile}`));
    for (const before of ['Titre', 'Sous-titre', 'Nom', 'Carte', 'Légende']) expect(words).toContain(tight(`${before} ${hostile}`));
    expect(info.title).toBe(`Titre ${hostile}`);
    expect(listTags(tags.flat()).find(({ role }) => role === 'Figure')?.alt).toBe(hostile);
  });

  test('letters that no font of ours draws are shown as such, and the rest is kept', async () => {
    const { pages } = await readPdf(
      (await renderPdf(ofBlocks(say('Avant 漢😀\u0000\u0007 après, e\u0301t\u00e9, «\u202fŁódź\u202f»\nligne')))).bytes,
    );
    expect(evenSpaces(pages[1]!)).toMatch(/Avant [□?]{2} +après, été, « Łódź » ligne/);
  });

  test('a link to a page of the site, or of another kind, is not followed; an address is', async () => {
    const link = (href: string): Block => ({ kind: 'paragraph', content: [{ kind: 'link', text: 'lien', target: { href } }] });
    const { links } = await readPdf(
      (
        await renderPdf(
          ofBlocks(link('/methode/acces'), link('javascript:alert(1)'), link('file:///etc/passwd'), link('https://example.org/a')),
        )
      ).bytes,
    );
    expect(links.flat()).toEqual(['https://example.org/a']);
  });

  test.each([
    ['nothing', ''],
    ['no drawing', 'bonjour'],
    ['a drawing cut short', '<svg xmlns="http://www.w3.org/2000/svg"><path'],
    [
      'a drawing that reads a file of the machine',
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>',
    ],
  ])('%s in place of a map is refused, with the map that it is', async (_, svg) => {
    await expect(
      renderPdf(ofBlocks(say('Avant.'), MAP, { ...MAP, svg, title: [text('Où sont les gares ?')], mapId: 'gares' })),
    ).rejects.toMatchObject({
      code: 'document-refused',
      message: expect.stringContaining('« Où sont les gares ? »'),
      details: { mapId: 'gares' },
    });
  });

  test('a map without size is refused, one with a colour that is none is drawn', async () => {
    await expect(renderPdf(ofBlocks({ ...MAP, size: { width: 0, height: 10 } }))).rejects.toMatchObject({ code: 'document-refused' });
    const legend = [{ ...MAP.legend[0]!, colour: 'red); #panic(' }];
    expect((await renderPdf(ofBlocks({ ...MAP, legend, svg: SAMPLE_SVG }))).printed.length).toBeGreaterThan(0);
  });
});

test('a page of an atlas is that of a map: the few words that open a chapter are on it, a long text is not', async () => {
  const heading: Block = { kind: 'heading', level: 1, id: 'a', content: [text('Chapitre')] };
  const pagesOf = async (...blocks: Block[]) =>
    (await readPdf((await renderPdf(sampleDocument({ paper: 'a3-landscape', blocks }))).bytes)).pages;
  const short = await pagesOf(heading, say('Quelques mots.'), MAP, MAP, say('Avant la suite.'), MAP);
  expect(short).toHaveLength(4);
  expect(short[1]).toContain('Quelques mots.');
  expect(short[3]).toContain('Avant la suite.');
  expect(await pagesOf(heading, say('Quelques mots. '.repeat(80)), MAP)).toHaveLength(3);
});

test('a legend longer than a page goes on with its header, and nothing of it is lost', async () => {
  const legend = Array.from({ length: 60 }, (_, index) => ({
    ...MAP.legend[0]!,
    label: [text(`classe ${'abcdefghij'[index % 10]}${'klmnop'[Math.floor(index / 10)]}`)],
  }));
  for (const paper of ['a4', 'a3-landscape'] as const) {
    const rendered = await renderPdf(sampleDocument({ paper, blocks: [say('Avant.'), { ...MAP, legend }, say('Après.')] }));
    const read = await readPdf(rendered.bytes);
    expectReadBack(rendered, read);
    for (const { label } of legend) expect(read.pages.join(' ')).toContain((label[0] as { text: string }).text);
  }
});

describe('what is empty, long or missing', () => {
  const columns = ['Commune', 'Minutes', 'Autre'].map((label, index) => ({
    label,
    unit: index === 1 ? 'min' : '',
    align: index === 0 ? ('left' as const) : ('right' as const),
  }));
  const table = (rows: Inline[][][]): Block => ({ kind: 'table', caption: [text('Communes')], columns, rows, totals: null, note: null });

  test('a document without a block, a title nor a name still says whose it is', async () => {
    const { pages, info } = await readPdf(
      (await renderPdf(sampleDocument({ blocks: [], title: '', subtitle: '', departementName: '' }))).bytes,
    );
    expect(info.title).toBe('Diagnostic');
    expect(pages[0]).toContain('calcul-essai');
  });

  test('an empty table says so, a row too short is filled, an empty heading is left out, a jump of levels is levelled', async () => {
    const blocks: Block[] = [
      { kind: 'heading', level: 3, id: 'a', content: [text('Premier')] },
      { kind: 'heading', level: 2, id: 'b', content: [] },
      { kind: 'heading', level: 4, id: 'c', content: [text('Second')] },
      table([]),
      table([[[text('Bourg')]]]),
      { kind: 'chart', caption: [], unit: '', bars: [], alternative: '' },
      { kind: 'keyFigures', items: [] },
      { kind: 'list', ordered: true, items: [] },
    ];
    const { pages, bookmarks } = await readPdf((await renderPdf(ofBlocks(...blocks))).bytes);
    expect(pages[1]).toContain('Aucune ligne');
    expect(bookmarks).toEqual([
      { title: 'Premier', depth: 1 },
      { title: 'Second', depth: 2 },
    ]);
  });

  test('reasons without end, a paragraph without end and a cell without end go on over the page', async () => {
    const sentence = 'Les habitants font de longs trajets. '.repeat(150);
    const review = { reasons: [sentence, 'La fin des raisons.'] };
    const blocks: Block[] = [
      { kind: 'paragraph', content: [text(`${sentence}La fin du texte.`)], review },
      { kind: 'callout', tone: 'note', title: [text('Note')], blocks: [{ kind: 'paragraph', content: [text('Court.')], review }] },
      table([[[text(`${sentence}La fin de la case.`)], [], []]]),
    ];
    const { pages } = await readPdf((await renderPdf(ofBlocks(...blocks))).bytes);
    for (const end of ['La fin du texte.', 'La fin des raisons.', 'La fin de la case.']) expect(evenSpaces(pages.join(' '))).toContain(end);
    expect(pages.length).toBeGreaterThan(4);
  });

  test('words without end stay on the page', async () => {
    const word = 'Llanfairpwllgwyngyll'.repeat(12);
    const { pages } = await readPdf(
      (
        await renderPdf(
          ofBlocks({ kind: 'heading', level: 1, id: 'a', content: [text(word)] }, say(word), table([[[text(word)], [text(word)], []]])),
        )
      ).bytes,
    );
    // Cut over lines, the letters are all there.
    expect(
      pages
        .slice(1)
        .join('')
        .replace(/[\s\u200b\u2010-]/g, ''),
    ).toContain(word);
  });

  test.each([8, 14, 17, 20, 23, 26, 29])(
    'after %i lines of text, a table begins with four rows at least, and its totals are not alone on a page',
    async (lines) => {
      const before = Array.from({ length: lines }, (): Block => say('Un mot.'));
      const rows = Array.from({ length: 30 }, (_, row): Inline[][] => [
        [text(`Rang ${'abcdefghijklmnopqrstuvwxyzABCD'[row]} fin`)],
        [],
        [],
      ]);
      const { pages } = await readPdf(
        (await renderPdf(ofBlocks(...before, { ...table(rows), totals: [[text('Ensemble')], [], []] } as Block))).bytes,
      );
      const countOn = (page: string) => page.split('Rang ').length - 1;
      const first = pages.find((page) => page.includes('Tableau 1'))!;
      expect(countOn(first)).toBeGreaterThanOrEqual(4);
      expect(countOn(pages.find((page) => page.includes('Ensemble'))!)).toBeGreaterThanOrEqual(2);
    },
  );

  test('a table of three thousand rows has its header on each page, and each of its figures on its page', async () => {
    const rows = Array.from({ length: 3000 }, (_, row): Inline[][] => [
      [text('Saint-Martin-lez-Tatinghem')],
      [{ kind: 'figure', figure: sampleFigure(`m${row}`, row, 'min', `${row}\u00a0min`) }],
      [{ kind: 'figure', figure: sampleFigure(`s${row}`, null, 'ratio', 'couvert par le secret statistique') }],
    ]);
    const rendered = await renderPdf(ofBlocks(table(rows)));
    const read = await readPdf(rendered.bytes);
    expect(rendered.printed).toHaveLength(6000);
    expectReadBack(rendered, read);
    for (const page of read.pages.slice(1)) expect(page).toContain('Commune');
  });
});
