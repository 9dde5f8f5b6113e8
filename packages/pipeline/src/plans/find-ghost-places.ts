import type { PlanProblem } from '@maillage/domain/plans/check-plan.ts';
import type { ActionPlace, ActionPlan } from '@maillage/domain/plans/plan.ts';
import type { PlanNames } from './plan-document.ts';

const COMMUNE_CODE = /^(?:\d{2}|2[AB])\d{3}$/;
const keyOf = ({ kind, code }: Pick<ActionPlace, 'kind' | 'code'>) => `${kind} ${code}`;

/**
 * Places that `next` brings and that no territory is: a commune, an EPCI or a neighbourhood whose code the published run does not
 * know. Places that the plan already has are let be, for a run of another vintage may have forgotten them. Nothing is found before any run.
 */
export function findGhostPlaces(current: ActionPlan, next: ActionPlan, names: PlanNames): PlanProblem[] {
  const known = new Set(current.actionSheets.flatMap(({ places }) => places.map(keyOf)));
  const kinds = new Set([...names.keys()].map((key) => key.slice(0, key.indexOf(' '))));
  const problems: PlanProblem[] = [];
  for (const { id, places } of next.actionSheets)
    for (const place of places) {
      if (known.has(keyOf(place))) continue;
      const problem = placeProblem(place, { names, kinds });
      if (problem !== null) problems.push({ where: `fiche ${id}`, message: problem });
    }
  return problems;
}

function placeProblem({ kind, code }: ActionPlace, { names, kinds }: { names: PlanNames; kinds: ReadonlySet<string> }): string | null {
  const shown = code.slice(0, 20);
  if (kind === 'departement') return null;
  if (kind === 'commune' || kind === 'site') {
    if (!COMMUNE_CODE.test(code)) {
      const zero = /^\d{4}$/.test(code) ? ' : son zéro de tête a été perdu dans un tableur, mettez la colonne au format texte' : '';
      return `« ${shown} » n’est pas le code d’une commune (5 caractères, par exemple 01004)${zero}.`;
    }
    if (!kinds.has('commune') || names.has(`commune ${code}`)) return null;
    return `aucune commune du calcul publié n’a le code ${shown} : corrigez-le, ou donnez celui de la commune nouvelle.`;
  }
  if (!kinds.has(kind) || names.has(`${kind} ${code}`)) return null;
  return kind === 'epci'
    ? `aucun EPCI du calcul publié n’a le code ${shown} : corrigez-le (9 chiffres).`
    : `aucun quartier prioritaire du calcul publié n’a le code ${shown} : corrigez-le.`;
}
