import { typeset } from '@maillage/domain/typography.ts';
import { expect, test } from 'vitest';
import { listAtlasMaps, readDrawnMap } from '../atlas/atlas-maps.ts';
import { buildFigureBook } from './build-figure-book.ts';
import { createMapMaker } from './build-map-block.ts';
import { curl, inlinesOf, readInlines } from './prose-inlines.ts';
import { FOUR_ATLAS, FOUR_SHAPES, fourCommunesFacts, fourCommunesRun } from './testing/four-communes-facts.ts';
import { writeHeadline } from './write-headline.ts';

const book = buildFigureBook(fourCommunesFacts());
const maker = createMapMaker(book, FOUR_SHAPES);

test.each(FOUR_ATLAS.maps.map(({ id }) => id))('the document reads the headline of « %s » as the page does', (id) => {
  for (const fictional of [false, true]) {
    const run = fourCommunesRun({ fictional });
    const own = buildFigureBook(fourCommunesFacts({}, run));
    const drawn = readDrawnMap(run, FOUR_ATLAS.maps.find((map) => map.id === id)!, 'light');
    expect(readInlines(inlinesOf(own, writeHeadline(own, id)))).toBe(typeset(curl(drawn.headline)));
  }
});

test('classes, counts and colours of the document are those of the page', () => {
  for (const map of listAtlasMaps(book.context.run, FOUR_ATLAS, false).filter(({ style }) => style !== 'bivariate')) {
    const { description } = readDrawnMap(book.context.run, FOUR_ATLAS.maps.find(({ id }) => id === map.id)!, 'light');
    const block = maker.build(map.id)!;
    const classes = block.legend.filter(({ hatched }) => !hatched);
    expect(classes.map(({ label, colour, communes, people }) => [readInlines(label), colour, communes?.value, people?.value])).toEqual(
      description.entries.map(({ label, colour, communeCount, populationCount }) => [label, colour, communeCount, populationCount]),
    );
    const hatched = block.legend.filter((line) => line.hatched);
    expect(hatched.map(({ communes }) => communes?.value)).toEqual(
      description.greyZones === null ? [] : [description.greyZones.communeCount],
    );
    for (const { colour, communeCount } of description.entries)
      if (description.style === 'areas' && communeCount > 0) expect(block.svg).toContain(`fill="${colour}"`);
  }
});

test('the limits of the classes and of the hatches are figures, written as on the page and told where they come from', () => {
  const { description } = readDrawnMap(book.context.run, FOUR_ATLAS.maps.find(({ id }) => id === 'temps-proximite')!, 'light');
  const figures = maker
    .build('temps-proximite')!
    .legend.flatMap(({ label }) => label.flatMap((piece) => (piece.kind === 'figure' ? piece.figure : [])));
  expect([...new Set(figures.map(({ value }) => value))]).toEqual([...new Set([...description.breaks, description.greyZones!.threshold])]);
  for (const { id, unit, origin } of figures) {
    expect(id).toMatch(/^map\.temps-proximite\.(limit-\d|grey\.threshold)/);
    expect([unit, origin.sources.length > 0, origin.label]).toEqual(['min', true, expect.stringContaining('Carte «')]);
  }
});

test('a crossed map has its nine colours in a key, and only the rest in its legend', () => {
  const block = maker.build('croisee')!;
  expect(block.bivariate?.colours).toHaveLength(block.bivariate!.across.labels.length * block.bivariate!.up.labels.length);
  expect(block.legend.map(({ label }) => readInlines(label))).toEqual(['non renseigné']);
  // As the page writes them, and each limit is a figure of the side that it cuts.
  const { bivariate } = readDrawnMap(book.context.run, FOUR_ATLAS.maps.find(({ id }) => id === 'croisee')!, 'light').description;
  for (const side of ['across', 'up'] as const) {
    expect(block.bivariate![side].labels.map(readInlines)).toEqual(bivariate![side].labels);
    const limits = block.bivariate![side].labels.flat().flatMap((piece) => (piece.kind === 'figure' ? [piece.figure] : []));
    expect(new Set(limits.map(({ value }) => value))).toEqual(new Set(bivariate![side].breaks));
    for (const { id, origin } of limits) {
      expect(id).toMatch(new RegExp(`^map\\.croisee\\.${side}-\\d`));
      expect(origin.label).toContain('limite');
    }
  }
});

test('the map alone has neither title nor legend, and says in words what it shows, to whom and where', () => {
  const block = maker.build('temps-proximite')!;
  expect(block.svg).not.toContain('<title');
  expect(block.svg).toContain('url(#hachures)');
  expect(block.alternative).toContain('500 habitants');
  expect(block.alternative).toContain('Ferme (00003)');
  expect(readInlines(block.credits)).toContain('INSEE (2019');
  const inAtlas = createMapMaker(book, FOUR_SHAPES, { paper: 'a3-landscape' }).build('temps-proximite')!;
  expect(readInlines(inAtlas.credits)).toContain('Base permanente des équipements 2019');
  expect(block.svg).toContain(`viewBox="0 0 ${block.size.width} ${block.size.height}"`);
  expect(createMapMaker(book, FOUR_SHAPES).build('temps-proximite')?.svg).toBe(block.svg);
});

test('a map that the atlas has not, and a run without shapes, have no block', () => {
  expect(maker.build('inconnue')).toBeUndefined();
  expect(createMapMaker(book, null).build('pharmacie')).toBeUndefined();
});

test('a map of a territory counts its communes only, says so, and has no answer of the whole Département', () => {
  const place = book.findPlace('epci', '200000001')!;
  const communeCodes = new Set(place.communes!.map(({ code }) => code));
  const block = maker.build('temps-proximite', { kind: 'epci', code: '200000001', name: place.name, communeCodes })!;
  const { description } = readDrawnMap(book.context.run, FOUR_ATLAS.maps.find(({ id }) => id === 'temps-proximite')!, 'light');
  const sum = (counted: readonly (number | null | undefined)[]) => counted.reduce<number>((total, one) => total + (one ?? 0), 0);
  const classes = block.legend.filter(({ hatched }) => !hatched);
  expect(communeCodes.size).toBeLessThan(book.context.run.ownCommunes.length);
  expect(sum(classes.map(({ communes }) => communes?.value))).toBe(communeCodes.size);
  expect(sum(description.entries.map(({ communeCount }) => communeCount))).toBe(book.context.run.ownCommunes.length);
  expect(readInlines(block.title)).toContain(place.name);
  expect(block.headline).toEqual([]);
  expect(block.alternative).toContain(place.name);
  expect(readInlines(block.comment)).toContain('les comptes sont les siens');
});
