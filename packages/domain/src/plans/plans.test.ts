import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPlan } from './check-plan.ts';
import { type ActionPlan, type ActionSheet, actionIndicator, actionPlan, actionSheet, axis, cleanText, compareNumbered } from './plan.ts';
import { comparePlans, compareSheets } from './plan-changes.ts';
import { axisProgress, isLate, lightOf, readProgress, totalBudget } from './progress.ts';

const sheet = (changes: Partial<ActionSheet> = {}): ActionSheet =>
  actionSheet.parse({ id: '3.2', axisId: '3', title: 'Ouvrir une permanence', ...changes });
const plan = (changes: Partial<ActionPlan> = {}): ActionPlan =>
  actionPlan.parse({
    departementCode: '00',
    organisations: [{ name: 'CAF', kind: 'operator' }],
    axes: [{ id: '3', title: 'Services publics', objectives: [{ id: '3.a', title: 'Ouvrir plus' }] }],
    actionSheets: [sheet()],
    ...changes,
  });
const indicator = (changes: object) => actionIndicator.parse({ id: 'usagers', label: 'Usagers', kind: 'result', ...changes });

test('20 to 50, at 32 after six tenths of the time: progress 0.4, amber (methods §11.1)', () => {
  const read = readProgress(
    indicator({
      baseline: { value: 20, date: '2020-01-01' },
      target: { value: 50, date: '2030-01-01' },
      series: [{ value: 32, date: '2025-12-31' }],
    }),
    '2026-01-01',
  );
  expect(read.progressRatio).toBeCloseTo(0.4, 12);
  expect(read.timeRatio).toBeCloseTo(0.6, 3);
  expect(read.light).toBe('amber');
});

test('the light turns at one tenth and at three tenths of the time', () => {
  expect([lightOf(0.4, 0.5), lightOf(0.4, 0.51), lightOf(0.4, 0.7), lightOf(0.4, 0.71)]).toEqual(['green', 'amber', 'amber', 'red']);
});

test('a falling indicator progresses when it falls; past its target it is whole, and below its start it is nothing', () => {
  const falling = { direction: 'down', baseline: { value: 12, date: '2026-01-01' }, target: { value: 8, date: '2028-01-01' } };
  const at = (value: number) =>
    readProgress(indicator({ ...falling, series: [{ value, date: '2027-01-01' }] }), '2027-01-01').progressRatio;
  expect([at(10), at(7), at(13)]).toEqual([0.5, 1, 0]);
});

test('a target equal to the start is met by a value on its right side', () => {
  const kept = { baseline: { value: 5, date: '2026-01-01' }, target: { value: 5, date: '2028-01-01' } };
  const at = (value: number) => readProgress(indicator({ ...kept, series: [{ value, date: '2027-01-01' }] }), '2027-01-01').progressRatio;
  expect([at(5), at(6), at(4)]).toEqual([1, 1, 0]);
});

test('without value for more than a period and a half, the light is out; a value to come counts for nothing', () => {
  const yearly = { frequencyMonths: 12, baseline: { value: 0, date: '2024-01-01' }, target: { value: 10, date: '2030-01-01' } };
  const late = indicator({ ...yearly, series: [{ value: 9, date: '2024-06-01' }] });
  expect(readProgress(late, '2025-11-01').light).toBe('green');
  expect(readProgress(late, '2026-01-01').light).toBe('grey');
  expect(readProgress(indicator({ ...yearly, series: [{ value: 9, date: '2027-01-01' }] }), '2024-02-01').value).toBe(0);
  expect(readProgress(indicator({}), '2026-01-01')).toEqual({ value: null, progressRatio: null, timeRatio: null, light: 'grey' });
});

test('an axis weighs its sheets by their budget when each has one, else equally; nothing planned is not zero', () => {
  const half = [
    indicator({
      baseline: { value: 0, date: '2026-01-01' },
      target: { value: 2, date: '2027-01-01' },
      series: [{ value: 1, date: '2026-02-01' }],
    }),
  ];
  const whole = [
    indicator({
      baseline: { value: 0, date: '2026-01-01' },
      target: { value: 1, date: '2027-01-01' },
      series: [{ value: 1, date: '2026-02-01' }],
    }),
  ];
  const line = (plannedEuros: number) => [{ funder: 'CAF', year: 2026, nature: 'operating' as const, plannedEuros, spentEuros: null }];
  const three = axis.parse({ id: '3', title: 'Services' });
  const sheets = [sheet({ indicators: half, budget: line(300) }), sheet({ id: '3.3', indicators: whole, budget: line(100) })];
  expect(axisProgress(three, sheets, '2026-06-01')).toBe(0.625);
  expect(axisProgress(three, [sheets[0]!, { ...sheets[1]!, budget: [] }], '2026-06-01')).toBe(0.75);
  expect(axisProgress(three, [sheet()], '2026-06-01')).toBeNull();
  expect(totalBudget([])).toEqual({ plannedEuros: null, spentEuros: null });
  expect(totalBudget([...line(0.1), ...line(0.2)]).plannedEuros).toBe(0.3);
});

test('a sheet is late when its end, or its start, has passed without it', () => {
  expect(isLate(sheet({ status: 'underway', endDate: '2026-01-01' }), '2026-01-02')).toBe(true);
  expect(isLate(sheet({ status: 'validated', startDate: '2026-01-01' }), '2026-01-02')).toBe(true);
  expect(isLate(sheet({ status: 'done', endDate: '2026-01-01' }), '2026-01-02')).toBe(false);
});

test('sheet 3.10 comes after 3.2', () => {
  expect(['3.10', '10.1', '3.2', '3.b', '3'].sort(compareNumbered)).toEqual(['3', '3.2', '3.10', '3.b', '10.1']);
});

test('a sound plan has no problem', () => expect(checkPlan(plan())).toEqual([]));

test.each<[string, Partial<ActionPlan>]>([
  ['axe 9 n’existe', { actionSheets: [sheet({ axisId: '9' })] }],
  ['objectif 9.a', { actionSheets: [sheet({ objectiveId: '9.a' })] }],
  ['« MSA » n’est pas', { actionSheets: [sheet({ partners: ['MSA'] })] }],
  ['fiche 4.1, qui n’existe pas', { actionSheets: [sheet({ dependsOn: ['4.1'] })] }],
  ['dépend d’elle-même', { actionSheets: [sheet({ dependsOn: ['3.3'] }), sheet({ id: '3.3', dependsOn: ['3.2'] })] }],
  ['pris deux fois', { actionSheets: [sheet(), sheet()] }],
  ['avant de commencer', { actionSheets: [sheet({ startDate: '2026-02-01', endDate: '2026-01-01' })] }],
])('a contradiction is told: %s', (words, changes) => {
  expect(
    checkPlan(plan(changes))
      .map(({ where, message }) => `${where} : ${message}`)
      .join(' '),
  ).toContain(words);
});

test('a chain of dependencies is no circle, however long', () => {
  const chain = Array.from({ length: 900 }, (_, index) => sheet({ id: `3.${index + 1}`, dependsOn: index === 0 ? [] : [`3.${index}`] }));
  expect(checkPlan(plan({ actionSheets: chain }))).toEqual([]);
});

test('the order of a list that has none is no change', () => {
  const two = {
    organisations: [
      { name: 'CAF', kind: 'operator' as const },
      { name: 'MSA', kind: 'operator' as const },
    ],
  };
  const [first, second] = [sheet({ partners: ['CAF', 'MSA'] }), sheet({ partners: ['MSA', 'CAF'] })];
  expect(
    comparePlans(plan({ ...two, actionSheets: [first] }), plan({ organisations: two.organisations.toReversed(), actionSheets: [second] })),
  ).toEqual([]);
  expect(compareSheets(first, second)).toEqual([]);
});

test('a change says the sheet, the field, and both values', () => {
  const [only] = comparePlans(plan(), plan({ actionSheets: [sheet({ title: 'Deux permanences' })] }));
  expect(only).toMatchObject({ kind: 'changed', record: 'actionSheet', id: '3.2', field: 'title', before: 'Ouvrir une permanence' });
  expect(only!.text).toBe('Fiche 3.2 « Deux permanences » : titre, « Ouvrir une permanence » → « Deux permanences ».');
  expect(comparePlans(plan(), plan({ actionSheets: [] }))[0]).toMatchObject({ kind: 'removed', id: '3.2' });
  expect(comparePlans(plan(), plan({ axes: [] })).map(({ record }) => record)).toEqual(['axis', 'objective']);
});

test('cleaning a text twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = cleanText(text);
      expect(cleanText(once)).toBe(once);
      expect(once).not.toMatch(/[\r\0]/);
    }),
  );
});

test('a change of state, of date or of public is told with the words of the plan, never with a code', () => {
  const changed = compareSheets(sheet(), sheet({ status: 'underway', startDate: '2026-03-01', publics: ['elderly'] }));
  const texts = changed.map(({ text }) => text);
  expect(texts).toContain('Fiche 3.2 : état, idée → en cours.');
  expect(texts).toContain('Fiche 3.2 : début, rien → 1er mars 2026.');
  expect(texts.join(' ')).not.toMatch(/underway|elderly|2026-03/);
});
