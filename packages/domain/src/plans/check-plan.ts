import { type ActionPlan, type ActionSheet, organisationsOfSheet } from './plan.ts';

/** What does not hold together in a plan: where, and how to mend it. */
export interface PlanProblem {
  /** « fiche 3.2 », « axe 4 ». */
  where: string;
  message: string;
}

/** Every contradiction of a plan, in the order of its parts; none when it may be kept. */
export function checkPlan(plan: ActionPlan): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const say = (where: string, message: string) => problems.push({ where, message });
  for (const id of repeated(plan.axes.map((one) => one.id))) say(`axe ${id}`, 'ce numéro d’axe est pris deux fois.');
  const objectives = plan.axes.flatMap((one) => one.objectives.map(({ id }) => ({ id, axisId: one.id })));
  for (const id of repeated(objectives.map((one) => one.id))) say(`objectif ${id}`, 'ce repère d’objectif est pris deux fois.');
  for (const name of repeated(plan.organisations.map((one) => one.name.toLocaleLowerCase('fr'))))
    say('organismes', `« ${name} » est écrit deux fois.`);
  for (const id of repeated(plan.actionSheets.map((one) => one.id))) say(`fiche ${id}`, 'ce numéro de fiche est pris deux fois.');
  const ids = new Set(plan.actionSheets.map((one) => one.id));
  const axes = new Set(plan.axes.map((one) => one.id));
  const organisations = new Set(plan.organisations.map((one) => one.name));
  for (const sheet of plan.actionSheets) {
    const where = `fiche ${sheet.id}`;
    if (!axes.has(sheet.axisId)) say(where, `l’axe ${sheet.axisId} n’existe pas : ajoutez-le, ou corrigez l’axe de la fiche.`);
    if (sheet.objectiveId !== null && !objectives.some((one) => one.id === sheet.objectiveId && one.axisId === sheet.axisId))
      say(where, `l’objectif ${sheet.objectiveId} n’est pas un objectif de l’axe ${sheet.axisId}.`);
    for (const name of organisationsOfSheet(sheet))
      if (!organisations.has(name)) say(where, `l’organisme « ${name} » n’est pas dans la liste des organismes.`);
    for (const id of sheet.dependsOn) if (!ids.has(id)) say(where, `elle dépend de la fiche ${id}, qui n’existe pas.`);
    for (const problem of checkSheet(sheet)) say(where, problem);
  }
  for (const id of findCycle(plan.actionSheets)) say(`fiche ${id}`, 'elle dépend d’elle-même, par d’autres fiches ou directement.');
  return problems;
}

/** What does not hold together inside one sheet, as ends of sentences. */
export function checkSheet(sheet: ActionSheet): string[] {
  const problems: string[] = [];
  const order = (what: string, start: string | null, end: string | null) => {
    if (start !== null && end !== null && end < start) problems.push(`${what} se termine (${end}) avant de commencer (${start}).`);
  };
  order('l’action', sheet.startDate, sheet.endDate);
  for (const one of sheet.operations) order(`l’opération « ${one.title} »`, one.startDate, one.endDate);
  for (const id of repeated(sheet.operations.map((one) => one.id))) problems.push(`le repère d’opération « ${id} » est pris deux fois.`);
  for (const id of repeated(sheet.indicators.map((one) => one.id))) problems.push(`le repère d’indicateur « ${id} » est pris deux fois.`);
  for (const { label, series, baseline, target } of sheet.indicators) {
    for (const date of repeated(series.map((one) => one.date)))
      problems.push(`l’indicateur « ${label} » a deux valeurs à la date du ${date}.`);
    if (baseline !== null && target !== null && target.date < baseline.date)
      problems.push(`l’indicateur « ${label} » a une cible (${target.date}) antérieure à son départ (${baseline.date}).`);
  }
  for (const key of repeated(sheet.budget.map(({ funder, year, nature }) => `${funder}, ${year}, ${nature}`)))
    problems.push(`le budget a deux lignes pour ${key} : faites-en une.`);
  for (const key of repeated(sheet.places.map(({ kind, code, name }) => `${kind} ${code} ${name}`)))
    problems.push(`le lieu « ${key.trim()} » est donné deux fois.`);
  for (const { kind, name, code, lon, lat } of sheet.places) {
    if (kind === 'site' && name === '') problems.push(`un site (commune ${code}) n’a pas de nom.`);
    if ((lon === null) !== (lat === null)) problems.push(`le lieu « ${name || code} » a une coordonnée sans l’autre.`);
  }
  return problems;
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(values.filter((value) => seen.size === seen.add(value).size))];
}

/** The sheets of one circle of dependencies; empty when there is none. */
export function findCycle(sheets: readonly Pick<ActionSheet, 'id' | 'dependsOn'>[]): string[] {
  const next = new Map(sheets.map((sheet) => [sheet.id, sheet.dependsOn]));
  const settled = new Set<string>();
  for (const { id: start } of sheets) {
    // Iterative: a chain of 5,000 sheets must not exhaust the stack.
    const path: { id: string; rest: string[] }[] = [{ id: start, rest: [...(next.get(start) ?? [])] }];
    while (path.length > 0) {
      const { id, rest } = path.at(-1)!;
      const following = rest.pop();
      if (following === undefined) {
        settled.add(id);
        path.pop();
        continue;
      }
      const at = path.findIndex((step) => step.id === following);
      if (at !== -1) return path.slice(at).map((step) => step.id);
      if (!settled.has(following) && next.has(following)) path.push({ id: following, rest: [...next.get(following)!] });
    }
  }
  return [];
}
