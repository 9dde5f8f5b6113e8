import type { RunChange } from '@maillage/domain/change/run-change.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { describeParameterDifferences } from '@maillage/domain/runs/parameter-differences.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import type { RoadNetwork } from '@maillage/engine/network/road-network.ts';
import type { GraphDescription } from '@maillage/sources/road-graph-file/graph-description.ts';
import type { Store } from '@maillage/store/store.ts';
import { listTerritoryFigures } from '@maillage/store/territories/territories-repo.ts';
import { describeRoads } from '../compute/choose-travel.ts';
import { networkTravel } from '../compute/network-travel.ts';
import { cellOrigins, centreOrigins } from '../compute/origins.ts';
import { estimatedTravel, localChunks } from '../compute/travel-times.ts';
import { loadKnowledge } from '../knowledge.ts';
import { recall, storeMemory } from '../store-memory.ts';
import { type ChangeBase, findChangeBase } from './change-base.ts';
import { decomposeChange, isHeadline, type TravelMaker } from './decompose-change.ts';
import { changeKey, getRun } from './previous-run.ts';

/**
 * What changed from one published run to the next, and why: computed once from what both runs kept, a few seconds for a
 * Département. Throws `run-not-found`, or `data-missing` for a run published before its facts were kept for that.
 */
export async function findRunChange(store: Store, fromRunId: string, toRunId: string): Promise<RunChange> {
  const [from, to] = [await getRun(store, fromRunId), await getRun(store, toRunId)];
  if (from.departementCode !== to.departementCode)
    throw new DomainError('usage', `Les deux calculs ne sont pas du même Département (${from.departementCode} et ${to.departementCode}).`);
  return storeMemory(store).remember('change', changeKey(fromRunId, toRunId), async () => {
    const [before, after] = [await getBase(store, fromRunId), await getBase(store, toRunId)];
    const published = { before: await listHeadlines(store, from), after: await listHeadlines(store, to) };
    const project = await projectTo(after);
    const found = await decomposeChange({ before, after, published, project, makeTravel: travelMaker(store) });
    return { fromRunId, toRunId, ...found, differences: describeDifferences(from, to) };
  });
}

async function getBase(store: Store, runId: string): Promise<ChangeBase> {
  const base = await findChangeBase(store, runId);
  if (base !== undefined) return base;
  throw new DomainError(
    'data-missing',
    `Le calcul « ${runId} » n’a pas gardé les faits dont il est fait : son évolution ne peut pas être expliquée. Les calculs publiés depuis la version 0.3 les gardent.`,
    { runId },
  );
}

async function listHeadlines(store: Store, { id, departementCode }: RunManifest): Promise<Map<string, number | null>> {
  const figures = await listTerritoryFigures(store, id);
  return new Map(
    figures
      .filter(({ kind, code, figureId }) => kind === 'departement' && code === departementCode && isHeadline(figureId))
      .map(({ figureId, value }) => [figureId, value]),
  );
}

/** From codes of an older geography to that of the later run, by the movements that come with the installation. */
async function projectTo(after: ChangeBase): Promise<(code: string) => string | undefined> {
  const { npm, buildProjection } = await loadKnowledge();
  const populations = new Map(after.facts.communes.map(({ code, populationCount }) => [code, populationCount]));
  const project = buildProjection(
    npm.formerCommunes,
    after.facts.cogYear,
    new Set(populations.keys()),
    (code) => populations.get(code) ?? null,
  );
  return (code) => project(code, null).toSorted((a, b) => b.weightRatio - a.weightRatio)[0]?.code;
}

/** By the road network that the run used, when the folder still holds it. */
const travelMaker =
  (store: Store): TravelMaker =>
  async ({ networkKey }) => {
    if (networkKey === null)
      return (referential) => estimatedTravel(referential, localChunks({ remember: (_kind, _key, compute) => compute() }));
    // Remembered under the very key that its build kept.
    const roads = (await recall<{ network: RoadNetwork; description: GraphDescription }>(store, networkKey))?.value;
    if (roads === undefined) return null;
    return (referential) => {
      const { communes, populationCells } = referential;
      return networkTravel({
        referential,
        network: roads.network,
        origins: populationCells.length > 0 ? cellOrigins(communes, populationCells) : centreOrigins(communes),
        sentence: describeRoads(roads.description),
      });
    };
  };

const TRAVEL_LABELS = { estimated: 'estimées à vol d’oiseau', network: 'comptées par la route' } as const;

function describeDifferences(from: RunManifest, to: RunManifest): string[] {
  const differences = describeParameterDifferences(from.parameters, to.parameters).map((sentence) => `Paramètres. ${sentence}`);
  if (from.cogYear !== to.cogYear) differences.push(`Géographie de référence : ${from.cogYear} → ${to.cogYear}.`);
  if (from.engineVersion !== to.engineVersion) differences.push(`Moteur de calcul : ${from.engineVersion} → ${to.engineVersion}.`);
  if (from.travelMethod !== to.travelMethod)
    differences.push(`Minutes ${TRAVEL_LABELS[from.travelMethod]}, puis ${TRAVEL_LABELS[to.travelMethod]}.`);
  const fileOf = (run: RunManifest) =>
    new Map(run.files.filter(({ state }) => state === 'loaded').map(({ path, sha256 }) => [path, sha256]));
  const [old, recent] = [fileOf(from), fileOf(to)];
  for (const path of [...new Set([...old.keys(), ...recent.keys()])].sort()) {
    if (!recent.has(path)) differences.push(`Fichier retiré : « ${path} ».`);
    else if (!old.has(path)) differences.push(`Fichier ajouté : « ${path} ».`);
    else if (old.get(path) !== recent.get(path)) differences.push(`Fichier changé : « ${path} ».`);
  }
  return differences;
}
