import { expect, test } from 'vitest';
import type { DocumentFigure, FigureBook } from './document.ts';
import { evaluateComparison, listWrittenFigures, parseProse, resolveProse } from './prose.ts';

// A Département where 12.3 % are far, a région where 10 % are, a canton that is 4.9 minutes away against 5.
const figure = (id: string, value: number | null, text: string): DocumentFigure => ({
  ...{ id, value, unit: 'ratio', text, runId: 'r2' },
  origin: {
    ...{ label: `Part loin (${id})`, figureId: null, territory: null, formula: '', parameters: [], sources: [], methodNote: 'acces' },
    ...{ estimated: false, error: null },
  },
});
const FIGURES = [
  figure('far@departement:62', 0.123, '12,3 %'),
  figure('far@region:32', 0.1, '10,0 %'),
  figure('far@canton:6201', 0.34, '34,0 %'),
  figure('near@canton:6201', 4.9, '5 min'),
  figure('near@canton:6202', 5.4, '5 min'),
  figure('secret@canton:6201', null, 'couvert par le secret statistique'),
];
const book: FigureBook = { runId: 'r2', find: (reference) => FIGURES.find(({ id }) => id === reference) };
const SENTENCE =
  'Le **{{far@departement:62}}** des habitants est loin, une part {{far@departement:62 > far@region:32 | plus forte}} que la région, au [[31 mai 2018]].';

test('a paragraph is its words, its figures, its comparisons and its dates, in order', () => {
  expect(parseProse(SENTENCE).map(({ kind }) => kind)).toEqual([...['text', 'figure', 'text', 'comparison', 'text', 'reference', 'text']]);
  const read = resolveProse(SENTENCE, book, null);
  expect(read.reasons).toEqual([]);
  expect(read.content[1]).toMatchObject({ kind: 'figure', strong: true, figure: { text: '12,3 %' } });
  expect(read.content[3]).toEqual({ kind: 'text', text: 'plus forte' });
});

test('a figure that prints otherwise than when it was written makes its sentence to be read again, with both values', () => {
  const written = { 'far@departement:62': { text: '14,0 %', runId: 'r1' }, 'far@region:32': { text: '10,0 %', runId: 'r1' } };
  expect(resolveProse(SENTENCE, book, written).reasons).toEqual(['Part loin (far@departement:62) : 14,0 % est devenu 12,3 %.']);
});

test('a comparison that no longer holds is told, one that cannot be checked too', () => {
  expect(resolveProse('{{far@departement:62 < far@region:32 | moindre}}', book, null).reasons[0]).toContain('n’est plus vrai');
  expect(resolveProse('{{secret@canton:6201 < 1/2 | rare}}', book, null).reasons[0]).toContain('ne peut plus être vérifié');
});

test.each([
  ['far@canton:6201 ~ 1/3', true],
  ['far@departement:62 ~ 1/3', false],
  ['near@canton:6201 = near@canton:6202', true], // printed alike
  ['far@departement:62 = far@region:32', false],
  ['far@departement:62 >= 0.123', true],
])('« %s » is %s', (expression, holds) => {
  const [piece] = parseProse(`{{${expression} | mots}}`);
  expect(piece?.kind === 'comparison' && evaluateComparison(piece.comparison, book)).toBe(holds);
});

test('what is typed by hand stays, and a number of it is not taken for a figure', () => {
  expect(resolveProse('Il y a 3 agents.', book, null).content).toEqual([{ kind: 'stated', text: 'Il y a 3 agents.' }]);
  const broken = resolveProse('{{pas un chiffre !}} puis {{far@region:32 > | rien}}', book, null);
  expect(broken.content.map((piece) => ('text' in piece ? piece.text : ''))).toEqual([
    '{{pas un chiffre !}}',
    ' puis ',
    '{{far@region:32 > | rien}}',
  ]);
  expect(broken.reasons).toHaveLength(2);
  expect(resolveProse('{{inconnu@epci:1}}', book, null).reasons).toEqual(['Le chiffre « inconnu@epci:1 » n’est pas dans ce calcul.']);
});

test('saving a paragraph keeps how each of its figures read', () => {
  expect(listWrittenFigures(SENTENCE, book)).toEqual({
    'far@departement:62': { text: '12,3 %', runId: 'r2' },
    'far@region:32': { text: '10,0 %', runId: 'r2' },
  });
});
