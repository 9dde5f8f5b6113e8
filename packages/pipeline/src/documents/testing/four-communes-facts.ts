import type { AtlasDeclaration } from '@maillage/domain/atlas/atlas.ts';
import type { ActionPlan } from '@maillage/domain/plans/plan.ts';
import { actionPlan } from '@maillage/domain/plans/plan.ts';
import { replayScheme } from '@maillage/domain/schemes/procedure.ts';
import { indexRun } from '../../views/index-run.ts';
import type { IndexedRun } from '../../views/run-rows.ts';
import { buildFourCommunes } from '../../views/testing/four-communes.ts';
import { type DocumentFacts, factsOfRun } from '../document-facts.ts';

/** The four communes that one can draw, ready for documents, with an atlas of five maps, a plan of two sheets and a procedure begun. */
export const FOUR_ATLAS: AtlasDeclaration = {
  version: 1,
  themes: [{ id: 'ensemble', label: 'Vue d’ensemble' }],
  maps: [
    {
      id: 'temps-proximite',
      theme: 'ensemble',
      title: 'À combien de minutes ?',
      figure: 'range-minutes.proximity',
      comment: 'En voiture.',
    },
    { id: 'pharmacie', theme: 'ensemble', title: 'Temps d’accès : pharmacie', figure: 'service-minutes.D307', comment: '' },
    { id: 'poles', theme: 'ensemble', title: 'Où sont les pôles ?', figure: 'centre-level', comment: '' },
    { id: 'besoin-social', theme: 'ensemble', title: 'Besoins : structure sociale', figure: 'need.social', comment: '' },
    {
      ...{ id: 'croisee', theme: 'ensemble', title: 'Loin, et des besoins', figure: 'range-minutes.proximity' },
      ...{ crossedWith: 'need.social', comment: '' },
    },
    { id: 'patinoire', theme: 'ensemble', title: 'Temps d’accès : patinoire', figure: 'service-minutes.F312', comment: '' },
  ],
};

/** Four squares of a tenth of a degree in a row, one for each commune. */
const square = (code: string, west: number) => ({
  type: 'Polygon' as const,
  properties: { code },
  arcs: [[Number(code) - 1]],
  west,
});
export const FOUR_SHAPES: Uint8Array = (() => {
  const squares = ['00001', '00002', '00003', '00004'].map((code, index) => square(code, 2 + index / 10));
  const arcs = squares.map(({ west }) => [
    [west, 50],
    [west, 50.1],
    [west + 0.1, 50.1],
    [west + 0.1, 50],
    [west, 50],
  ]);
  const geometries = squares.map(({ west: _, ...shape }) => shape);
  return new TextEncoder().encode(
    JSON.stringify({ type: 'Topology', arcs, objects: { communes: { type: 'GeometryCollection', geometries } } }),
  );
})();

/** An axis, a sheet that is decided and late, another that is only an idea. */
export const FOUR_PLAN: ActionPlan = actionPlan.parse({
  ...{ departementCode: '00', title: 'Programme', fictional: true, startDate: '2024-01-01', endDate: '2029-12-31' },
  organisations: [{ name: 'CAF', kind: 'operator' }],
  axes: [{ id: '3', title: 'Un accès pour tous', objectives: [{ id: '3.a', title: 'Ouvrir plus près' }] }],
  actionSheets: [
    {
      ...{ id: '3.1', axisId: '3', title: 'Ouvrir 2 permanences', lead: 'CAF', status: 'underway' },
      ...{ startDate: '2024-02-01', endDate: '2026-01-21', description: 'Le mardi, de 9 h à 12 h.\nLe jeudi aussi.' },
      ...{ objectiveId: '3.a', legalOwner: 'CAF', dependsOn: ['3.2'], relatedSchemes: ['Contrat de ville'] },
      operations: [{ id: 'o1', title: 'Signer le bail', lead: 'CAF', status: 'done', startDate: '2024-03-01' }],
      places: [{ kind: 'epci', code: '200000001' }],
      steps: [
        { label: 'Trouver un lieu', dueDate: '2025-01-01', doneDate: '2025-01-10' },
        { label: 'Ouvrir', dueDate: '2025-06-01' },
      ],
      budget: [
        { funder: 'CAF', year: 2025, nature: 'operating', plannedEuros: 1000, spentEuros: 250 },
        { funder: 'CAF', year: 2026, nature: 'operating', plannedEuros: 3000 },
      ],
      indicators: [
        {
          ...{ id: 'usagers', label: 'Usagers reçus', kind: 'result', unit: 'par mois' },
          ...{ baseline: { value: 20, date: '2024-01-01' }, target: { value: 50, date: '2028-12-31' } },
          series: [{ value: 32, date: '2026-01-15' }],
        },
      ],
    },
    { id: '3.2', axisId: '3', title: 'Une idée', status: 'idea' },
  ],
});

export function fourCommunesFacts(more: Partial<DocumentFacts> = {}, run: IndexedRun = fourCommunesRun()): DocumentFacts {
  const status = replayScheme('sdaasp', [], [{ kind: 'epci', code: '200000001', name: 'Communauté du Bourg' }], '2026-01-31');
  return factsOfRun(run, FOUR_ATLAS, {
    geometry: FOUR_SHAPES,
    plan: { plan: FOUR_PLAN, version: 4 },
    scheme: { schemeId: '00-sdaasp', ...status, acts: [], nextActs: [], deadlines: [], completeness: [] },
    ...more,
  });
}

export function fourCommunesRun(changes: Parameters<typeof buildFourCommunes>[0] = {}): IndexedRun {
  const publishedAt = '2026-01-31T10:00:00.000Z';
  return indexRun({ ...buildFourCommunes({ fictional: false, ...changes }), publishedAt, greyZones: null, endowment: null });
}
