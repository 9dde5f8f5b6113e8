import { FIGURE_REFERENCE } from '@maillage/domain/documents/prose.ts';
import { expect, test } from 'vitest';
import { buildProvenance } from '../views/provenance.ts';
import { buildFigureBook } from './build-figure-book.ts';
import { fourCommunesFacts, fourCommunesRun } from './testing/four-communes-facts.ts';

// Bourg 0 min (1 000 inhabitants), Hameau 10 (300), Ferme 20 (200), Île without road nor known population.
const book = buildFigureBook(fourCommunesFacts());
const plain = (text: string | undefined) => text?.replace(/[\u00a0\u202f]/g, ' ');
const read = (reference: string) => plain(book.find(reference)?.text);

test.each([
  ['range-minutes.proximity@commune:00002', '10,0 min'],
  ['range-minutes.proximity@epci:200000001', '4,7 min'],
  ['service-minutes.D307@commune:00004', 'hors d’atteinte'],
  ['service-minutes.F312@commune:00001', 'non recensé dans ce millésime'],
  ['need-component.povertyRate@commune:00004', 'couvert par le secret statistique'],
  ['need-component.povertyRate@commune:00002', '20,0 %'],
  ['people-far.proximity@departement:00', '500 habitants'],
  ['people-far.proximity:bare@departement:00', '500'],
  ['people-far.D307@epci:200000001', '500 habitants'],
  ['people-far-share.proximity@departement:00', '33,3 %'],
  ['communes-untold.far.proximity@departement:00', '1 commune'],
  ['communes@departement:00', '4 communes'],
  ['centres.level1@departement:00', '1 centre local'],
  ['centres.level2@departement:00', '0 centre intermédiaire'],
  ['services-collected', '2 services'],
  ['quarters@commune:00001', '1 quartier prioritaire'],
  ['france-services@epci:200000001', '1 espace France services'],
  ['service-communes.D307', '1 commune'],
  ['parameter.far.proximity', '7 minutes'],
  ['map.pharmacie.class-0.communes', '1 commune'],
  ['need-rank.social@commune:00002', '1er'],
])('« %s » reads « %s »', (reference, text) => {
  expect(reference).toMatch(FIGURE_REFERENCE);
  expect(read(reference)).toBe(text);
});

test.each([
  ['plan.sheets', '2 fiches'],
  ['plan.sheets.underway', '1 fiche'],
  ['plan.sheets.late@axis:3', '1 fiche'],
  ['plan.budget.planned@axis:3', '4 000 €'],
  ['plan.budget.ratio', '6 %'],
  ['plan.budget.planned.year2026', '3 000 €'],
  ['plan.steps.done', '1 étape'],
  ['plan.steps.late', '1 étape'],
  ['sheet.3.1.days-late', '10 jours'],
  ['sheet.3.1.indicator.usagers.value', '32'],
  ['sheet.3.1.indicator.usagers.progress', '40 %'],
  ['sheet.3.2.budget.planned', 'non renseigné'],
  ['procedure.bodies', '1 instance'],
])('« %s » of the plan reads « %s »', (reference, text) => {
  expect(reference).toMatch(FIGURE_REFERENCE);
  expect(read(reference)).toBe(text);
});

test.each([
  'nothing',
  'nothing@departement:00',
  'people-far.proximity@commune:99999',
  'people-far.proximity',
  'people-far.unknown@departement:00',
  'service-mean.Z999',
  'plan.budget.planned@departement:00',
  'sheet.9.9.budget.planned',
  'map.unknown.class-0.communes',
  'map.pharmacie.limit-99',
  'map.pharmacie.limit-x',
  'population@commune:96001', // a neighbour is not of the scheme
  '__proto__',
  'constructor@commune:00001',
])('« %s » is no figure of this run', (reference) => {
  expect(book.find(reference)).toBeUndefined();
});

test('a figure of the catalogue has the value, the text and the origin of « D’où vient ce chiffre ? », on every commune', () => {
  const { run } = book.context;
  for (const { id } of run.catalogue)
    for (const { code } of run.ownCommunes) {
      const told = buildProvenance(run, id, { kind: 'commune', code });
      const figure = book.find(`${id}@commune:${code}`)!;
      expect(figure).toMatchObject({ value: told.value, text: told.text, unit: told.figure.unit, runId: told.runId });
      expect(figure.origin).toMatchObject({
        figureId: id,
        formula: told.figure.formula,
        estimated: told.figure.estimated,
        error: told.figure.error,
      });
      expect(figure.origin.sources.length > 0).toBe(told.sources.length > 0);
    }
});

test('a sum says how it was made, on what, from which files, and that its minutes are estimated', () => {
  const { origin, value, unit } = book.find('people-far.proximity@departement:00')!;
  expect({ value, unit }).toEqual({ value: 500, unit: 'inhabitants' });
  expect(origin).toMatchObject({
    territory: { kind: 'departement', code: '00', name: 'Quatre-Communes' },
    figureId: null,
    methodNote: 'acces',
    estimated: true,
  });
  expect(origin.sources).toContainEqual(expect.objectContaining({ title: 'Base permanente des équipements', vintage: 2019 }));
  expect(plain(origin.error ?? '')).toContain('2 min');
});

test('the same reference is the same figure', () => {
  expect(book.find('people-far.proximity@departement:00')).toBe(book.find('people-far.proximity@departement:00'));
});

test('a run published before is read beside this one, and the difference of two shares is in points', () => {
  const before = fourCommunesRun();
  const row = before.facts.territoryFigures.find(({ kind }) => kind === 'departement')!;
  const moved = { ...before, territoryFigures: new Map(before.territoryFigures).set(`departement\n00\n${row.figureId}`, 6.2) };
  const both = buildFigureBook(fourCommunesFacts({ runBefore: moved }));
  expect(plain(both.find('before.range-minutes.proximity@departement:00')?.text)).toBe('6,2 min');
  expect(plain(both.find('change.range-minutes.proximity@departement:00')?.text)).toBe('−1,5 min');
  expect(book.find('before.range-minutes.proximity@departement:00')).toBeUndefined();
});

test('figures are found by words, accents and case forgiven, the whole before its parts, fifty at most', () => {
  const found = book.searchFigures('PHARMACIE hameau').map(({ id }) => id);
  expect(found).toContain('service-minutes.D307@commune:00002');
  expect(found.every((id) => id.endsWith('@commune:00002'))).toBe(true);
  expect(book.searchFigures('proximite loin')[0]?.id).toBe('people-far.proximity@departement:00');
  expect(book.searchFigures('fiches en retard').map(({ id }) => id)).toContain('plan.sheets.late');
  expect(book.searchFigures('a').length).toBeLessThanOrEqual(50);
  expect(book.searchFigures('rien de tel')).toEqual([]);
  expect(book.searchFigures('  ')).toEqual([]);
});
