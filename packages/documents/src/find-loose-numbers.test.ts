import type { Block, Inline } from '@maillage/domain/documents/document.ts';
import { expect, test } from 'vitest';
import { findLooseNumbers } from './find-loose-numbers.ts';
import { sampleDocument, sampleFigure } from './testing/sample-document.ts';

const text = (words: string): Inline => ({ kind: 'text', text: words });
const HEADING: Block = { kind: 'heading', level: 1, id: 'acces', content: [text('Accès')] };

test('a document whose numbers are figures, dates or words of a partner has no loose one', () => {
  expect(findLooseNumbers(sampleDocument())).toEqual([]);
});

const figure = sampleFigure('a', 1, 'min', '1\u00a0min');
const column = { label: 'Commune', unit: '', align: 'left' as const };
test.each<[string, Block]>([
  ['paragraphe', { kind: 'paragraph', content: [text('Il y a '), text('3 guichets.')] }],
  ['liste', { kind: 'list', ordered: false, items: [[text('rien')], [text('3 guichets.')]] }],
  ['tableau', { kind: 'table', caption: [], columns: [column], rows: [[[text('3 guichets.')]]], totals: null, note: null }],
  ['tableau', { kind: 'table', caption: [], columns: [column], rows: [], totals: [[text('3 guichets.')]], note: null }],
  ['tableau', { kind: 'table', caption: [], columns: [column], rows: [], totals: null, note: [text('3 guichets.')] }],
  ['graphique', { kind: 'chart', caption: [], unit: '3 guichets.', bars: [], alternative: '' }],
  [
    'graphique',
    { kind: 'chart', caption: [], unit: '', bars: [{ label: [text('3 guichets.')], figure, isReference: false }], alternative: '' },
  ],
  ['chiffres à retenir', { kind: 'keyFigures', items: [{ figure, label: [text('3 guichets.')] }] }],
  ['encadré', { kind: 'callout', tone: 'note', title: [text('3 guichets.')], blocks: [] }],
  ['paragraphe', { kind: 'callout', tone: 'note', title: [], blocks: [{ kind: 'paragraph', content: [text('3 guichets.')] }] }],
])('a number typed in a %s is found, and where', (where, block) => {
  expect(findLooseNumbers(sampleDocument({ blocks: [HEADING, block] }))).toEqual([{ where: `Accès › ${where}`, text: '3 guichets.' }]);
});

test('a number in the head of a table is found, but in a date or the name of a public', () => {
  const columns = [
    { ...column, label: 'Plus de 7 minutes' },
    { ...column, label: '2025', isReference: true },
    { ...column, unit: 'hab./km²' },
  ];
  const table: Block = { kind: 'table', caption: [], columns, rows: [], totals: null, note: null };
  expect(findLooseNumbers(sampleDocument({ blocks: [HEADING, table] }))).toEqual([
    { where: 'Accès › tableau', text: 'Plus de 7 minutes ' },
  ]);
});

test('a number in the key of two figures, or over a legend, is found', () => {
  const map = sampleDocument().blocks.find((block) => block.kind === 'map')!;
  const side = (title: string, label: string) => ({ title: [text(title)], labels: [[text(label)]] });
  const bivariate = { across: side('Minutes', 'plus de 7'), up: side('75 ans', 'peu'), colours: [] };
  const found = findLooseNumbers(sampleDocument({ blocks: [HEADING, { ...map, bivariate, legendTitle: [text('1 sur 3')] }] }));
  expect(found.map((loose) => loose.text)).toEqual(['1 sur 3', 'plus de 7', '75 ans']);
});

test('a number in the legend of a map, half or whole, is found too; the exponent of a unit counts nothing', () => {
  const map = sampleDocument().blocks.find((block) => block.kind === 'map')!;
  const legend = [{ ...map.legend[0]!, label: [text('½ heure')] }];
  expect(findLooseNumbers(sampleDocument({ blocks: [HEADING, { ...map, legend, comment: [text('par km²')] }] }))).toEqual([
    { where: 'Accès › carte', text: '½ heure' },
  ]);
});
