import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ActionPlan,
  actionPlan,
  BUDGET_NATURES,
  CHANNELS,
  INDICATOR_KINDS,
  OPERATION_STATUSES,
  ORGANISATION_KINDS,
  PRIORITIES,
  PUBLICS,
  SHEET_STATUSES,
  sortPlan,
} from '@maillage/domain/plans/plan.ts';
import { comparePlans } from '@maillage/domain/plans/plan-changes.ts';
import { readPlanFile } from '@maillage/sources/action-plan/read-plan-file.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLAN_FORMATS, type PlanFormat, writePlan } from './write-plan.ts';
import { writePlanDocx } from './write-plan-docx.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-plan-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const EMPTY: ActionPlan = actionPlan.parse({ departementCode: '00', axes: [], actionSheets: [] });
const SMALL: ActionPlan = sortPlan(
  actionPlan.parse({
    departementCode: '00',
    organisations: [{ name: 'CAF', kind: 'operator' }, { name: 'MSA' }],
    axes: [{ id: '3', title: 'Services publics', objectives: [{ id: '3.a', title: 'Ouvrir plus' }] }],
    actionSheets: [
      {
        ...{ id: '3.2', axisId: '3', objectiveId: '3.a', title: 'Ouvrir une permanence', lead: 'CAF', status: 'underway' },
        places: [{ kind: 'commune', code: '00012' }],
        budget: [{ funder: 'CAF', year: 2026, nature: 'operating', plannedEuros: 1200.5 }],
        indicators: [{ id: 'usagers', label: 'Usagers', kind: 'result', series: [{ date: '2026-01-31', value: 4 }] }],
      },
      { id: '3.10', axisId: '3', title: 'Dix', dependsOn: ['3.2'] },
    ],
  }),
);

async function readText(content: string | Uint8Array, current: ActionPlan = SMALL) {
  const path = join(folder, 'plan');
  await writeFile(path, content);
  const read = await readPlanFile(path, 'plan', current);
  return { ...read, changes: comparePlans(current, read.plan) };
}

test('a broken file says where it breaks and what to do; a Word document says that it is only read', async () => {
  const whole = new TextDecoder().decode(await writePlan(SMALL, 'json'));
  await expect(readText(whole.slice(0, 400))).rejects.toThrow(/\(ligne \d+, caractère \d+\)\. Exportez de nouveau le plan/);
  await expect(readText('{')).rejects.toThrow(/ligne|avant la fin/);
  await expect(readText(await writePlanDocx(SMALL, new Map()))).rejects.toThrow('document Word : il se lit, mais ne se réimporte pas');
});

/** Texts that break files: quotes, separators, formulas, line ends, accents, emoji, workbook escapes. */
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '=1+1',
    "'=x",
    '- liste\n- suite',
    '"',
    'a,b',
    '@SUM(A1)',
    '_x000D_',
    '_x005F_x0041_',
    '<b>&amp;</b>',
    'é\r\nè',
    '+33',
    "''",
    ' x ',
    '12',
    '2026-05-31',
    'TRUE',
  ),
);
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const none = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const named = nasty.map((text) => `n${text.replaceAll(';', ',')}`);
const euros = none(fc.integer({ min: 0, max: 10 ** 9 }).map((cents) => cents / 100));
const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((value) => (Object.is(value, -0) ? 0 : value));
const listOf = <T>(values: readonly T[]) => fc.subarray([...values]);
const uniqueBy = <T>(arbitrary: fc.Arbitrary<T>, selector: (item: T) => string) => fc.uniqueArray(arbitrary, { maxLength: 4, selector });

const anyPlan = fc
  .record({ names: uniqueBy(named, (name) => name.trim().toLocaleLowerCase('fr')), count: fc.integer({ min: 0, max: 4 }) })
  .chain(({ names, count }) => {
    const clean = actionPlan.parse({ departementCode: '00', axes: [], actionSheets: [], organisations: names.map((name) => ({ name })) });
    const known = clean.organisations.map(({ name }) => name);
    const one = known.length === 0 ? fc.constant(null) : none(fc.constantFrom(...known));
    const some = listOf(known);
    const sheet = (index: number) =>
      fc.record({
        id: fc.constant(`1.${index + 1}`),
        axisId: fc.constant('1'),
        objectiveId: none(fc.constant('1.a')),
        title: named,
        ...{ context: nasty, aims: nasty, description: nasty, risks: nasty, blockedReason: nasty },
        findingIds: listOf(['concentration', 'ageing']),
        publics: listOf(PUBLICS),
        channels: listOf(CHANNELS),
        priority: none(fc.constantFrom(...PRIORITIES)),
        status: fc.constantFrom(...SHEET_STATUSES),
        ...{ lead: one, legalOwner: one, coLeads: some, partners: some },
        startDate: none(day),
        fte: none(fc.integer({ min: 0, max: 99 }).map((tenths) => tenths / 10)),
        places: uniqueBy(
          fc.record({
            kind: fc.constantFrom('commune', 'epci', 'qpv'),
            code: fc.stringMatching(/^[0-9]{5}$/),
            lon: none(fc.integer({ min: -5, max: 5 })),
          }),
          ({ kind, code }) => kind + code,
        ).map((places) => places.map((place) => ({ ...place, lat: place.lon }))),
        // Two steps of one sheet may have the same name: « comité », each year.
        steps: fc.array(fc.record({ label: fc.oneof(named, fc.constant('Comité')), dueDate: none(day), doneDate: none(day) }), {
          maxLength: 4,
        }),
        budget:
          known.length === 0
            ? fc.constant([])
            : uniqueBy(
                fc.record({
                  funder: fc.constantFrom(...known),
                  year: fc.integer({ min: 2018, max: 2030 }),
                  nature: fc.constantFrom(...BUDGET_NATURES),
                  plannedEuros: euros,
                  spentEuros: euros,
                }),
                ({ funder, year, nature }) => funder + year + nature,
              ),
        relatedSchemes: fc.array(nasty, { maxLength: 3 }),
        operations: uniqueBy(
          fc.record({
            id: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,9}$/),
            title: named,
            lead: one,
            status: fc.constantFrom(...OPERATION_STATUSES),
            startDate: none(day),
          }),
          ({ id }) => id,
        ),
        indicators: uniqueBy(
          fc.record({
            id: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,9}$/),
            label: named,
            kind: fc.constantFrom(...INDICATOR_KINDS),
            ...{ unit: nasty, source: nasty, formula: nasty, owner: nasty },
            direction: fc.constantFrom('up', 'down'),
            baseline: none(fc.record({ value: number, date: fc.constant('2018-01-01') })),
            target: none(fc.record({ value: number, date: fc.constant('2024-01-01') })),
            frequencyMonths: none(fc.integer({ min: 1, max: 24 })),
            series: uniqueBy(fc.record({ value: number, date: day }), ({ date }) => date),
          }),
          ({ id }) => id,
        ),
      });
    return fc.record({
      departementCode: fc.constant('00'),
      title: nasty,
      fictional: fc.boolean(),
      startDate: none(day),
      organisations: fc
        .constant(known)
        .chain((all) =>
          fc.tuple(...all.map((name) => fc.record({ name: fc.constant(name), kind: fc.constantFrom(...ORGANISATION_KINDS) }))),
        ),
      // In any order: it is that of their owners.
      axes: fc
        .record({
          ids: fc.shuffledSubarray(['1', '2', '10'], { minLength: 3 }),
          objectives: fc.shuffledSubarray(['1.a', '1.b', '1.c'], { minLength: 3 }),
          title: named,
        })
        .map(({ ids, objectives, title }) =>
          ids.map((id) => ({ id, title, objectives: id === '1' ? objectives.map((one) => ({ id: one, title: `But ${one}` })) : [] })),
        ),
      actionSheets: fc.tuple(...Array.from({ length: count }, (_, index) => sheet(index))),
    });
  })
  .map((plan) => sortPlan(actionPlan.parse(plan)));

test.each(PLAN_FORMATS)('whatever its texts, a plan is the same after a %s file and back', async (format: PlanFormat) => {
  await fc.assert(
    fc.asyncProperty(anyPlan, async (plan) => {
      const bytes = await writePlan(plan, format);
      const fromNothing = await readText(bytes, EMPTY);
      expect(fromNothing.rejects).toEqual([]);
      expect(fromNothing.plan).toEqual(plan);
      expect((await readText(bytes, plan)).changes).toEqual([]);
      expect(await writePlan(fromNothing.plan, format)).toEqual(bytes);
    }),
    { numRuns: format === 'xlsx' ? 25 : 60, seed: 47 },
  );
});

test('no cell of a CSV can be run by a spreadsheet', async () => {
  const sheet = { ...SMALL.actionSheets[0]!, title: '=HYPERLINK("http://mechant.example")', description: '@x\n=y' };
  const text = new TextDecoder().decode(await writePlan({ ...SMALL, actionSheets: [sheet] }, 'csv'));
  expect(text).toContain('"\'=HYPERLINK(""http://mechant.example"")"');
  expect(text).toContain(`"'@x\n=y"`);
  expect(text).not.toMatch(/,"?[=@]/);
});

test('a table of sheets alone, as a colleague types it, changes only what it says', async () => {
  const { changes, rejects, absentSheetIds } = await readText(
    'Fiche;Titre;État;Pilote;Début\r\n3.2;Ouvrir deux permanences;terminée;Carsat;01/09/2026\r\n3.11;Nouvelle;;;\r\n',
  );
  expect(rejects).toEqual([]);
  expect(changes.map(({ text }) => text)).toEqual([
    'Organisme « Carsat » : ajout.',
    'Fiche 3.2 « Ouvrir deux permanences » : titre, « Ouvrir une permanence » → « Ouvrir deux permanences ».',
    'Fiche 3.2 « Ouvrir deux permanences » : pilote, « CAF » → « Carsat ».',
    'Fiche 3.2 « Ouvrir deux permanences » : début, rien → 1er septembre 2026.',
    'Fiche 3.2 « Ouvrir deux permanences » : état, en cours → terminée.',
    'Fiche 3.11 « Nouvelle » : ajout.',
  ]);
  expect(absentSheetIds).toEqual(['3.10']);
});

test('new values of an indicator are added to those it has', async () => {
  const { changes, plan } = await readText('enregistrement;fiche;indicateur;date;valeur\nmesures;Fiche 3.2;usagers;2026-02-28;6,5\n');
  expect(changes.map(({ field }) => field)).toEqual(['indicators']);
  expect(plan.actionSheets[0]!.indicators[0]!.series).toEqual([
    { date: '2026-01-31', value: 4 },
    { date: '2026-02-28', value: 6.5 },
  ]);
});

test('a budget line that is gone from a whole file is gone from the plan', async () => {
  const text = new TextDecoder().decode(await writePlan(SMALL, 'csv'));
  const without = text.split('\n').filter((line) => !line.startsWith('budget'));
  // Without any line of the table, nothing is known of it: the budget stays.
  expect((await readText(without.join('\n'))).changes).toEqual([]);
  const workbook = await writePlan({ ...SMALL, actionSheets: SMALL.actionSheets.map((sheet) => ({ ...sheet, budget: [] })) }, 'xlsx');
  expect((await readText(workbook)).changes.map(({ field }) => field)).toEqual(['budget']);
});

test.each([
  ['une date impossible', 'fiche;titre;début\n3.2;Titre;31/02/2026\n', '« début » : « 31/02/2026 » n’est pas une date'],
  ['un état inconnu', 'fiche;titre;état\n3.2;Titre;presque\n', 'n’est pas l’une de ces valeurs : idée, proposée'],
  ['un numéro faux', 'fiche;titre\n3-2;Titre\n', 'une fiche porte deux nombres'],
  ['une ligne donnée deux fois', 'fiche;titre\n3.2;A\n3.2;B\n', 'donnée deux fois'],
  [
    'un budget sans fiche',
    'enregistrement;fiche;financeur;année;nature\nbudget;9.9;CAF;2026;fonctionnement\n',
    'la fiche 9.9 n’existe pas',
  ],
  ['une partie inconnue', 'enregistrement;fiche\nmagie;3.2\n', '« magie » n’est pas une partie du plan'],
])('%s est rejetée et comptée, avec sa raison', async (_, text, reason) => {
  const { rejects } = await readText(text);
  expect(rejects.map((reject) => reject.reason).join(' ')).toContain(reason);
  expect(rejects[0]!.line).toBeGreaterThan(1);
});

test.each([
  ['un JSON coupé', '{"axes": [', 'ce n’est pas du JSON entier'],
  ['un JSON d’autre chose', '{"axes": 3, "actionSheets": [], "departementCode": "00"}', 'ce n’est pas un plan d’actions'],
  ['un champ mal écrit', '{"departementCode":"00","axes":[],"actionSheets":[],"titel":"x"}', 'titel'],
  ['un autre Département', '{"departementCode":"62","axes":[],"actionSheets":[]}', 'celui du Département 62'],
  ['un autre tableau', 'commune;population\n00001;3\n', 'ne sont pas celles d’un plan'],
  ['rien', '', 'vide'],
])('%s est refusé en français', async (_, text, reason) => {
  await expect(readText(text)).rejects.toThrow(reason);
});
