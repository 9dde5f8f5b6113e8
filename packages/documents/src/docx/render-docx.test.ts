import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { anchorOfMap, type Block } from '@maillage/domain/documents/document.ts';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { HOSTILE, hostileDocument } from '../testing/hostile-document.ts';
import { type MarkupElement, parseXml as parse } from '../testing/parse-markup.ts';
import { sampleDocument, sampleFigure } from '../testing/sample-document.ts';
import { renderDocx } from './render-docx.ts';

const run = promisify(execFile);
const canConvert = existsSync('/usr/bin/soffice') && existsSync('/usr/bin/pdftotext');

type Parts = Record<string, string>;
const open = (bytes: Uint8Array): Parts =>
  Object.fromEntries(
    Object.entries(unzipSync(bytes)).flatMap(([name, data]) => (/\.(?:xml|rels|svg)$/.test(name) ? [[name, strFromU8(data)]] : [])),
  );
const all = (xml: string, tag: string) => [...parse(xml).getElementsByTagName(tag)];

let rendered: Awaited<ReturnType<typeof renderDocx>>;
let parts: Parts;
beforeAll(async () => {
  rendered = await renderDocx(sampleDocument());
  parts = open(rendered.bytes);
});
const main = () => parts['word/document.xml']!;

test('every part is well-formed, and none refers to anything outside the file', () => {
  for (const [name, xml] of Object.entries(parts)) {
    expect(() => parse(xml), name).not.toThrow();
    expect(xml, name).not.toContain('TargetMode="External"');
  }
});

test('the same document gives the same bytes', async () => {
  expect(Buffer.compare((await renderDocx(sampleDocument())).bytes, rendered.bytes)).toBe(0);
});

test('headings, texts, captions and tables have named styles that exist in the file', () => {
  const known = new Set(all(parts['word/styles.xml']!, 'w:style').map((style) => style.getAttribute('w:styleId')));
  const used = ['w:pStyle', 'w:rStyle', 'w:tblStyle'].flatMap((tag) => all(main(), tag).map((style) => style.getAttribute('w:val')));
  expect(used.filter((style) => !known.has(style))).toEqual([]);
  for (const style of [
    'Title',
    'Heading1',
    'Heading2',
    'BodyText',
    'Caption',
    'Tableau',
    'Encadre',
    'ARevoir',
    'Chiffre',
    'TableauMaillage',
  ])
    expect(used).toContain(style);
  const names = all(parts['word/styles.xml']!, 'w:name').map((name) => name.getAttribute('w:val'));
  for (const name of ['Encadré', 'À revoir', 'Chiffre']) expect(names).toContain(name);
});

test('the contents are a field that Word counts again, and are not empty before it does', () => {
  const [contents] = all(main(), 'w:sdt').filter((each) => each.getElementsByTagName('w:docPartGallery').length > 0);
  expect(contents!.textContent).toMatch(/TOC .*\\o "1-3"/);
  const lines = [...contents!.getElementsByTagName('w:p')].map((line) => line.textContent);
  expect(lines.some((line) => line.includes('Qui est loin de quoi ?'))).toBe(true);
  expect(lines.find((line) => line.includes('Méthodes'))).toMatch(/\d+$/);
});

test('captions are numbered by fields, and already bear their numbers', () => {
  const captions = all(main(), 'w:p').filter((line) => line.innerHTML.includes('w:val="Caption"'));
  expect(captions.map((line) => line.textContent.replace(/SEQ [A-Za-z]+/, ''))).toEqual([
    'Tableau\u00a01. Temps d’accès par commune',
    'Carte\u00a01. Où la proximité est-elle loin ?',
    'Figure\u00a01. Minutes par commune',
  ]);
});

test('a header row comes back on every page, and no row is cut', () => {
  const tables = all(main(), 'w:tbl').filter((table) => table.textContent.startsWith('Commune'));
  expect(tables).toHaveLength(1);
  const [header, ...rows] = [...tables[0]!.getElementsByTagName('w:tr')];
  expect(header!.getElementsByTagName('w:tblHeader')).toHaveLength(1);
  expect(header!.textContent).toBe('CommuneProximité (min)Pauvreté');
  expect(rows.map((row) => row.textContent)).toEqual([
    '00001 Bourg0\u00a0minnon renseigné',
    '00002 Ferme15\u00a0mincouvert par le secret statistique',
  ]);
});

test('a map, its legend, its words and its sources stay on one page, and a short table is never cut', () => {
  const [body] = [...parse(main()).getElementsByTagName('w:body')];
  const lines = [...body!.children];
  const isKept = (line: MarkupElement) =>
    [...line.getElementsByTagName('w:pPr')].every((each) => each.getElementsByTagName('w:keepNext').length > 0);
  const styleOf = (line: MarkupElement) => [...line.getElementsByTagName('w:pStyle')][0]?.getAttribute('w:val');
  const picture = lines.findIndex((line) => line.getElementsByTagName('w:drawing').length > 0);
  const source = lines.findIndex((line, index) => index > picture && styleOf(line) === 'Source');
  const between = lines.slice(picture, source);
  expect(between.some((line) => line.outerHTML.startsWith('<w:tbl'))).toBe(true);
  // What has no keepNext of its own has that of its style.
  expect(between.filter((line) => styleOf(line) !== 'Carte' && !isKept(line)).map(({ textContent }) => textContent)).toEqual([]);
  const [table] = all(main(), 'w:tbl').filter((each) => each.textContent.startsWith('Commune'));
  expect([...table!.getElementsByTagName('w:tr')].map(isKept)).toEqual([true, true, false]);
});

test('a long table begins with four rows, and its totals keep the two rows before them', async () => {
  const line = (words: string) => [[{ kind: 'text' as const, text: words }]];
  const rows = Array.from({ length: 20 }, (_, row) => line(`rang ${'abcdefghijklmnopqrst'[row]}`));
  const columns = [{ label: 'Rang', unit: '', align: 'left' as const }];
  const blocks = [{ kind: 'table' as const, caption: [], columns, rows, totals: line('ensemble'), note: null }];
  const xml = open((await renderDocx(sampleDocument({ blocks }))).bytes)['word/document.xml']!;
  const kept = all(xml, 'w:tr').flatMap((row) => (row.getElementsByTagName('w:keepNext').length > 0 ? [row.textContent] : []));
  expect(kept).toEqual(['Rang', 'rang a', 'rang b', 'rang c', 'rang s', 'rang t']);
});

test('a column is as wide as its longest word', async () => {
  const column = (label: string, weight: number) => ({ label, unit: '', align: 'left' as const, weight });
  const words = ['Commune', 'Intercommunalité', 'Quartiers'].map((label, index) => column(label, [9, 1, 1][index]!));
  const cell = (text: string) => [{ kind: 'text' as const, text }];
  const blocks = [
    {
      kind: 'table' as const,
      caption: [],
      columns: words,
      rows: [[cell('Arras'), cell('Communauté'), cell('prioritaires')]],
      totals: null,
      note: null,
    },
  ];
  const xml = open((await renderDocx(sampleDocument({ blocks }))).bytes)['word/document.xml']!;
  const widths = all(xml, 'w:gridCol').map((each) => Number(each.getAttribute('w:w')));
  // About a hundred twentieths of a point for a letter.
  expect(widths[1]).toBeGreaterThan(1100);
  expect(widths[2]).toBeGreaterThan(1200);
});

test('a map is a drawing with a picture for a Word that reads none, and says what it shows', () => {
  const drawings = all(main(), 'wp:docPr');
  expect(drawings.map((each) => each.getAttribute('descr'))).toEqual(['Carte de deux communes : Bourg est près, Ferme est loin.']);
  expect(parts['word/media/image1.svg']).toContain('<path');
  const png = unzipSync(rendered.bytes)['word/media/image1.png']!;
  expect([...png.slice(1, 4)]).toEqual([...Buffer.from('PNG')]);
});

test('a figure keeps its reference beside its text, and the list of figures follows the reading', () => {
  const tags = all(main(), 'w:tag').map((tag) => tag.getAttribute('w:val'));
  expect(tags).toContain('far-share.proximity@departement:00');
  expect(rendered.printed.map(({ text, page }) => `${text} ${page}`).slice(0, 5)).toEqual([
    '17\u202f495 habitants null',
    '1,2\u00a0% null',
    '17\u202f495 habitants null',
    '1,2\u00a0% null',
    '7\u00a0min null',
  ]);
  const text = parse(main()).documentElement.textContent;
  let from = text.indexOf('Qui est loin de quoi ?', text.indexOf('Méthodes')); // after the contents
  for (const { text: figure } of rendered.printed) {
    from = text.indexOf(figure, from);
    expect(from, figure).toBeGreaterThan(0);
    from += figure.length;
  }
});

test('a paragraph to read again carries a comment that says why', () => {
  expect(all(main(), 'w:commentReference')).toHaveLength(1);
  expect(parse(parts['word/comments.xml']!).documentElement.textContent).toBe(
    'À revoir. Part loin\u00a0: 4,2\u00a0% est devenu 1,2\u00a0%.',
  );
});

test('the file is in French, signed, dated of its publication, and marked when its Département is fictional', async () => {
  const core = parts['docProps/core.xml']!;
  expect(core).toContain('<dc:language>fr-FR</dc:language>');
  expect(core).toContain('<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-02T10:00:00Z');
  expect(core).toContain('données d’exemple');
  expect(all(parts['word/styles.xml']!, 'w:lang')[0]!.getAttribute('w:val')).toBe('fr-FR');
  expect(Object.entries(parts).some(([name, xml]) => name.startsWith('word/header') && xml.includes('données d’exemple'))).toBe(true);
  const real = open((await renderDocx(sampleDocument({ fictional: false }))).bytes);
  expect(Object.values(real).join('')).not.toContain('fictif');
});

test('an atlas lies on A3 sheets', async () => {
  const [size] = all(open((await renderDocx(sampleDocument({ paper: 'a3-landscape' }))).bytes)['word/document.xml']!, 'w:pgSz');
  expect([size!.getAttribute('w:w'), size!.getAttribute('w:h'), size!.getAttribute('w:orient')]).toEqual(['23811', '16838', 'landscape']);
});

test('a page break opens the next paragraph, and never leaves an empty page', () => {
  const [methods] = all(main(), 'w:p').filter((line) => line.innerHTML.includes('Heading1') && line.textContent === 'Méthodes');
  expect(methods!.getElementsByTagName('w:pageBreakBefore')).toHaveLength(1);
});

test('nothing stands between a table that ends a page and the next page: it could be a page of its own', async () => {
  const columns = [{ label: 'Commune', unit: '', align: 'left' as const }];
  const rows = [[[{ kind: 'text' as const, text: 'Bourg' }]]];
  const table: Block = { kind: 'table', caption: [], columns, rows, totals: null, note: null };
  const xml = open((await renderDocx(sampleDocument({ blocks: [table, { kind: 'pageBreak' }, table, table] }))).bytes)[
    'word/document.xml'
  ]!;
  const around = all(xml, 'w:tbl').map((each) => (each as unknown as { nextSibling: MarkupElement }).nextSibling.innerHTML);
  expect(around).toHaveLength(3);
  expect(around[0]).toContain('w:pageBreakBefore');
  expect(around[1]).not.toContain('w:pageBreakBefore');
  expect(around[1]).toContain('Intervalle');
});

test('hostile texts are letters, everywhere', async () => {
  const hostile = open((await renderDocx(hostileDocument())).bytes);
  for (const [name, xml] of Object.entries(hostile)) {
    const document = parse(xml);
    expect(document.getElementsByTagName('script'), name).toHaveLength(0);
  }
  const said = HOSTILE.replace('\u0001', '');
  expect(parse(hostile['word/document.xml']!).documentElement.textContent.split(said).length).toBeGreaterThan(20);
  expect(parse(hostile['word/comments.xml']!).documentElement.textContent).toContain(said);
});

test('the page of a map is a field that Word counts, towards the first map of that name', async () => {
  const map = sampleDocument().blocks.find((block) => block.kind === 'map')!;
  const blocks: Block[] = [
    { kind: 'paragraph', content: [{ kind: 'page', text: 'voir', anchor: anchorOfMap(map.mapId) }] },
    { kind: 'paragraph', content: [{ kind: 'page', text: 'nulle part', anchor: anchorOfMap('absente') }] },
    map,
    { ...map },
  ];
  const xml = open((await renderDocx(sampleDocument({ blocks }))).bytes)['word/document.xml']!;
  const marks = all(xml, 'w:bookmarkStart').map((each) => each.getAttribute('w:name')!);
  expect(marks).toHaveLength(1);
  expect(all(xml, 'w:instrText').map(({ textContent }) => textContent)).toContainEqual(expect.stringContaining(`PAGEREF ${marks[0]}`));
  expect(parse(xml).documentElement.textContent).toContain('nulle part');
});

test('two headings whose ids look alike have bookmarks of their own', async () => {
  const heading = (id: string) => ({ kind: 'heading' as const, level: 1 as const, id, content: [{ kind: 'text' as const, text: id }] });
  const blocks = [heading('zones grises'), heading('zones-grises'), heading(`long-${'x'.repeat(80)}a`), heading(`long-${'x'.repeat(80)}b`)];
  const xml = open((await renderDocx(sampleDocument({ blocks }))).bytes)['word/document.xml']!;
  const names = all(xml, 'w:bookmarkStart').map((each) => each.getAttribute('w:name')!);
  expect(new Set(names).size).toBe(names.length);
  expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(40);
});

test('a figure without value, a chart without length and an empty list of key figures are written', async () => {
  const secret = sampleFigure('need.poverty@commune:00002', null, 'ratio', 'couvert par le secret statistique');
  const { printed } = await renderDocx(
    sampleDocument({
      blocks: [
        { kind: 'keyFigures', items: [] },
        { kind: 'chart', caption: [], unit: '', alternative: '', bars: [{ label: [], figure: secret, isReference: false }] },
      ],
    }),
  );
  expect(printed.map(({ value, text }) => [value, text])).toEqual([[null, 'couvert par le secret statistique']]);
});

test.skipIf(!canConvert)('LibreOffice opens the file and lays out what it says, page after page', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-docx-'));
  try {
    await writeFile(join(folder, 'essai.docx'), rendered.bytes);
    await run('soffice', [
      `-env:UserInstallation=file://${folder}/profil`,
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      join(folder, 'essai.docx'),
    ]);
    const { stdout } = await run('pdftotext', ['-layout', join(folder, 'essai.pdf'), '-']);
    const pages = stdout.split('\f').filter((page) => page.trim() !== '');
    expect(pages[0]).toMatch(/Sommaire[\s\S]*Qui est loin de quoi\s\?[.\s]*2\n/);
    expect(pages[1]).toContain('Qui est loin de quoi');
    const methods = pages.findIndex((page) => /^\s*Méthodes$/m.test(page));
    expect(pages[0]).toMatch(new RegExp(`Méthodes[.\\s]*${methods + 1}\\n`));
    expect(pages.join('')).toContain('Page 2 sur');
    const words = new Set(pages.join(' ').split(/\s+/)); // a cell may fold its text, its words stay whole
    for (const { text } of rendered.printed) for (const word of text.split(/\s+/)) expect(words, text).toContain(word.replace(/,$/, ''));
  } finally {
    await rm(folder, { recursive: true });
  }
});
