/** What the sheets of a plan stand under: its axes, their objectives, its organisations. Edited as one, in the order in which they are read. */
import type { PlanProblem } from './check-plan.ts';
import { type ActionPlan, type ActionSheet, type Axis, type NamesOrganisations, type Objective, organisationsOfSheet } from './plan.ts';

export type PlanHeading = Omit<ActionPlan, 'actionSheets'>;
/** An organisation that takes another name, and keeps all that the plan says of it. */
export interface Renaming {
  from: string;
  to: string;
}

const MOST_AXES = 99;
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** The number of a new axis: after the last one, else the first that is free; null when all are taken. */
export function nextAxisId(axes: readonly Axis[]): string | null {
  const taken = new Set(axes.map(({ id }) => Number(id)));
  const last = Math.max(0, ...taken);
  if (last < MOST_AXES) return String(last + 1);
  const free = Array.from({ length: MOST_AXES }, (_, index) => index + 1).find((number) => !taken.has(number));
  return free === undefined ? null : String(free);
}

/** The mark of a new objective of an axis: the letter after the last one, else the first that is free; null when all are taken. */
export function nextObjectiveId({ id, objectives }: Axis): string | null {
  const taken = new Set(objectives.map((one) => one.id.split('.')[1]));
  const last = LETTERS.findLastIndex((letter) => taken.has(letter));
  const letter = LETTERS[last + 1] ?? LETTERS.find((one) => !taken.has(one));
  return letter === undefined ? null : `${id}.${letter}`;
}

/** A list where one item goes up (−1) or down (1); the same list at its ends. */
export function moveItem<Item>(items: readonly Item[], index: number, by: -1 | 1): Item[] {
  const moved = [...items];
  const [item, other] = [moved[index], moved[index + by]];
  if (item === undefined || other === undefined) return moved;
  moved[index] = other;
  moved[index + by] = item;
  return moved;
}

/** How many sheets stand under each axis and objective, and name each organisation. */
export interface HeadingUses {
  axes: ReadonlyMap<string, number>;
  objectives: ReadonlyMap<string, number>;
  organisations: ReadonlyMap<string, number>;
}

export function countUses(sheets: readonly (NamesOrganisations & Pick<ActionSheet, 'axisId' | 'objectiveId'>)[]): HeadingUses {
  const count = (names: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts;
  };
  return {
    axes: count(sheets.map(({ axisId }) => axisId)),
    objectives: count(sheets.flatMap(({ objectiveId }) => objectiveId ?? [])),
    organisations: count(sheets.flatMap(organisationsOfSheet)),
  };
}

/** The same sheet, where organisations have their new names. */
export function renameOrganisations(sheet: ActionSheet, renamings: readonly Renaming[]): ActionSheet {
  const names = new Map(renamings.map(({ from, to }) => [from, to]));
  const nameOf = <Name extends string | null>(name: Name) => (name === null ? name : (names.get(name) ?? name));
  return {
    ...sheet,
    ...{ lead: nameOf(sheet.lead), legalOwner: nameOf(sheet.legalOwner) },
    ...{ coLeads: sheet.coLeads.map(nameOf), partners: sheet.partners.map(nameOf) },
    budget: sheet.budget.map((line) => ({ ...line, funder: nameOf(line.funder) })),
    operations: sheet.operations.map((one) => ({ ...one, lead: nameOf(one.lead) })),
  };
}

/** What is wrong with renamings, given the organisations before and after them. */
export function checkRenamings(before: PlanHeading, after: PlanHeading, renamings: readonly Renaming[]): PlanProblem[] {
  const [old, next] = [before, after].map(({ organisations }) => new Set(organisations.map(({ name }) => name))) as [
    Set<string>,
    Set<string>,
  ];
  const problems: PlanProblem[] = [];
  const say = (message: string) => problems.push({ where: 'organismes', message });
  for (const { from, to } of renamings) {
    if (!old.has(from)) say(`« ${from} » n’est pas un organisme du plan : il ne peut pas changer de nom.`);
    else if (next.has(from)) say(`« ${from} » change de nom et reste dans la liste : ôtez-le, ou gardez-lui son nom.`);
    else if (!next.has(to)) say(`« ${from} » devient « ${to} », qui n’est pas dans la liste des organismes.`);
    else if (old.has(to)) say(`« ${from} » ne peut pas devenir « ${to} », qui est un autre organisme du plan.`);
  }
  for (const names of [renamings.map(({ from }) => from), renamings.map(({ to }) => to)])
    if (new Set(names).size < names.length) say('un organisme change de nom deux fois, ou deux organismes prennent le même nom.');
  return problems;
}

/** Items in the order that a file gives when it names them all; else as they were, so that a file of a few of them moves nothing. */
export function inGivenOrder<Item extends Axis | Objective>(items: readonly Item[], given: readonly string[]): Item[] {
  const ranks = new Map(given.map((id, index) => [id, index]));
  if (!items.every(({ id }) => ranks.has(id))) return [...items];
  return items.toSorted((a, b) => ranks.get(a.id)! - ranks.get(b.id)!);
}
