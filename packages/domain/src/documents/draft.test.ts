import { expect, test } from 'vitest';
import type { DocumentFigure, FigureBook } from './document.ts';
import { documentPlace, isPublicDocument, sectionId, splitParagraphs } from './draft.ts';
import { listHandTypedNumbers, markReference, replaceNumber, suggestFigures } from './hand-typed.ts';
import { keepReadings, listParagraphsToReview } from './written-figures.ts';

const figure = (id: string, value: number | null, text: string, runId = 'mai'): DocumentFigure => ({
  ...{ id, value, unit: '', text, runId },
  origin: {
    ...{ label: `Chiffre ${id}`, figureId: null, territory: null, formula: '', parameters: [], sources: [], methodNote: '' },
    ...{ estimated: false, error: null },
  },
});
const book = (...figures: DocumentFigure[]): FigureBook => ({
  runId: 'mai',
  find: (reference) => figures.find(({ id }) => id === reference),
});
const JANUARY = book(figure('far@commune:00001', 12, '12\u00a0%', 'janvier'), figure('people', 17_495, '17\u202f495 habitants', 'janvier'));
const MAY = book(figure('far@commune:00001', 11, '11\u00a0%'), figure('people', 17_495, '17\u202f495 habitants'));

test('a text saved while one types keeps the reading of then: what nobody read again stays to be read', () => {
  const text = 'Loin : {{far@commune:00001}}.';
  const then = keepReadings({ text, book: JANUARY, before: {}, reread: [] });
  expect(then).toEqual({ 'far@commune:00001': { text: '12\u00a0%', runId: 'janvier' } });
  const typed = keepReadings({ text: `${text} Soit {{people}}.`, book: MAY, before: then, reread: [] });
  expect(typed['far@commune:00001']).toEqual({ text: '12\u00a0%', runId: 'janvier' });
  expect(typed.people).toEqual({ text: '17\u202f495 habitants', runId: 'mai' });
});

test('a figure that its author read again takes its value of today', () => {
  const before = { 'far@commune:00001': { text: '12\u00a0%', runId: 'janvier' } };
  expect(keepReadings({ text: '{{far@commune:00001}}', book: MAY, before, reread: ['far@commune:00001'] })).toEqual({
    'far@commune:00001': { text: '11\u00a0%', runId: 'mai' },
  });
});

test('a figure that left the text leaves its reading; the automatic draft has none', () => {
  const before = { people: { text: '1', runId: 'janvier' } };
  expect(keepReadings({ text: 'Rien.', book: MAY, before, reread: [] })).toEqual({});
  expect(keepReadings({ text: null, book: MAY, before, reread: [] })).toEqual({});
});

test('only the paragraph whose figure moved is to be read again, with both values', () => {
  const text = 'Il y a {{people}}.\n\nLoin : {{far@commune:00001}}.\n\n{{far@commune:00001 > 11.5 | Plus d’un sur neuf}}.';
  const written = keepReadings({ text, book: JANUARY, before: {}, reread: [] });
  expect(listParagraphsToReview(text, JANUARY, written)).toEqual([]);
  const [moved, untrue, ...rest] = listParagraphsToReview(text, MAY, written);
  expect(rest).toEqual([]);
  expect([moved!.index, moved!.reasons, moved!.references]).toEqual([
    1,
    ['Chiffre far@commune:00001 : 12\u00a0% est devenu 11\u00a0%.'],
    ['far@commune:00001'],
  ]);
  expect([untrue!.index, untrue!.reasons[0]]).toEqual([2, expect.stringContaining('n’est plus vrai')]);
});

test('numbers typed by hand are seen; figures, comparisons, dates and codes are not taken for them', () => {
  const text =
    'En [[2024]], {{people}} soit 17\u202f495 habitants, 1,2 % et {{far@commune:00001 > 3 | plus de trois}} ; 3 communes, 1 200.';
  expect(listHandTypedNumbers(text).map((one) => one.text)).toEqual(['17\u202f495', '1,2', '3', '1 200']);
  for (const { text: number, index } of listHandTypedNumbers(text)) expect(text.slice(index).startsWith(number)).toBe(true);
});

test('a number typed by hand is offered the figures that print alike, and gives them its place with its unit', () => {
  const figures = [
    figure('rank', 17_495, '17\u202f495'),
    figure('people', 17_495, '17\u202f495 habitants'),
    figure('secret', null, '17 495'),
  ];
  const text = 'Soit 17 495 habitants.';
  const [number] = listHandTypedNumbers(text);
  expect(suggestFigures(text, number!, figures).map(({ id }) => id)).toEqual(['people', 'rank']);
  expect(replaceNumber(text, number!, figures[1]!)).toBe('Soit {{people}}.');
  expect(replaceNumber(text, number!, figures[0]!)).toBe('Soit {{rank}} habitants.');
  expect(markReference('Loi de 2015.', listHandTypedNumbers('Loi de 2015.')[0]!)).toBe('Loi de [[2015]].');
});

test('paragraphs are parted by empty lines', () => {
  expect(splitParagraphs('Un.\nSuite.\n\n \n\nDeux.\n')).toEqual(['Un.\nSuite.', 'Deux.']);
});

test('what is not decided is no public document; addresses name sections and territories of the right form', () => {
  expect(['diagnostic', 'atlas', 'synthese', 'bilan', 'portrait'].every((kind) => isPublicDocument(kind as 'atlas'))).toBe(true);
  expect([isPublicDocument('plan'), isPublicDocument('consultation')]).toEqual([false, false]);
  expect(sectionId.safeParse('diagnostic.essentiel').success).toBe(true);
  expect(sectionId.safeParse('../x').success).toBe(false);
  expect(documentPlace.safeParse('epci:200069037').success).toBe(true);
  expect(documentPlace.safeParse('epci').success).toBe(false);
});
