import type { CogMovement } from '@maillage/domain/sources/records.ts';
import { communeOfMunicipalArrondissement } from '@maillage/domain/territories/codes.ts';

/** What a commune code of an older COG has become. Weights of the parts sum to 1. `reason` is French: the row is a reject. */
export type CodeProjection = { parts: { code: string; weightRatio: number }[]; estimated: boolean } | { reason: string };

export interface ProjectionTarget {
  /** COG year of the code; null when the file does not say: any past movement may then apply. */
  fromYear: number | null;
  toYear: number;
  /** Codes alive in the target COG. */
  activeCodes: ReadonlySet<string>;
  /** Population of a code in the target COG, to share a commune that was split; equal parts when unknown. */
  populationOf?: (code: string) => number | null;
}

/** A commune that changes code more often than this is a cycle in the file. */
const MAX_HOPS = 10;
/** INSEE MOD 20 (creation) and 21 (re-establishment): a part leaves, the old commune may live on. */
const SPLIT_KINDS = new Set(['20', '21']);

/**
 * Where the facts of commune `code` go in the target COG (methods §2.1). Movements after 1 January of `fromYear` and up to
 * 1 January of `toYear` are followed one after the other until the code is alive; when none of those dates leads anywhere,
 * older ones and undated ones (communes déléguées) are tried, since files often lag behind their own COG.
 * Arrondissements municipaux go to Paris, Lyon and Marseille. Splits are shared by population and flagged `estimated`.
 */
export function projectToVintage(code: string, movements: readonly CogMovement[], target: ProjectionTarget): CodeProjection {
  return buildCodeProjection(movements, target)(code);
}

/** The same for a whole file: movements are indexed once and each code is worked out once. */
export function buildCodeProjection(movements: readonly CogMovement[], target: ProjectionTarget): (code: string) => CodeProjection {
  const byOrigin = new Map<string, CogMovement[]>();
  for (const movement of movements) {
    if (movement.dateEffective > `${target.toYear}-01-01`) continue;
    const list = byOrigin.get(movement.fromCode);
    if (list) list.push(movement);
    else byOrigin.set(movement.fromCode, [movement]);
  }
  for (const list of byOrigin.values())
    list.sort((a, b) => (a.dateEffective < b.dateEffective ? -1 : a.dateEffective > b.dateEffective ? 1 : 0));
  const known = new Map<string, CodeProjection>();
  return (code) => {
    const kept = known.get(code);
    if (kept) return kept;
    const projection = project(code, byOrigin, target);
    known.set(code, projection);
    return projection;
  };
}

function project(code: string, byOrigin: ReadonlyMap<string, CogMovement[]>, target: ProjectionTarget): CodeProjection {
  const start = municipalArrondissementOwner(code, target.activeCodes) ?? code;
  const after = target.fromYear === null ? '' : `${target.fromYear}-01-01`;
  const shares = new Map<string, number>();
  let estimated = false;

  function follow(current: string, date: string, weightRatio: number, hopCount: number): string | null {
    const next = nextMovements(byOrigin.get(current) ?? [], date, target.activeCodes.has(current));
    if (next.length === 0) {
      if (!target.activeCodes.has(current))
        return `la commune ${current} n’existe pas dans le COG ${target.toYear} et aucun mouvement ne dit ce qu’elle est devenue`;
      shares.set(current, (shares.get(current) ?? 0) + weightRatio);
      return null;
    }
    if (hopCount >= MAX_HOPS) return `les mouvements de la commune ${current} tournent en rond`;
    const targets = [...new Set(next.map((movement) => movement.toCode))].sort();
    if (SPLIT_KINDS.has(next[0]?.kind ?? '') && target.activeCodes.has(current) && !targets.includes(current)) targets.push(current);
    if (targets.length > 1) estimated = true;
    for (const [index, share] of splitShares(targets, target.populationOf).entries()) {
      const failure = follow(targets[index] ?? current, next[0]?.dateEffective ?? '', weightRatio * share, hopCount + 1);
      if (failure !== null) return failure;
    }
    return null;
  }

  const failure = follow(start, after, 1, 0);
  if (failure !== null) return { reason: failure };
  return { parts: [...shares].map(([part, weightRatio]) => ({ code: part, weightRatio })), estimated };
}

/**
 * The movements of the earliest date after `date`. A code that is alive moves only by losing a part. A code that is not
 * falls back on its other movements, the latest first: they are out of order with the file's own date.
 */
function nextMovements(movements: readonly CogMovement[], date: string, isActive: boolean): CogMovement[] {
  const leaving = movements.filter((movement) => (isActive ? SPLIT_KINDS.has(movement.kind) : movement.toCode !== movement.fromCode));
  const changing = leaving.filter((movement) => movement.toCode !== movement.fromCode);
  const dated = changing.find((movement) => movement.dateEffective > date)?.dateEffective;
  if (dated !== undefined) return leaving.filter((movement) => movement.dateEffective === dated);
  if (isActive) return [];
  const latest = changing.at(-1)?.dateEffective;
  return changing.filter((movement) => movement.dateEffective === latest);
}

function splitShares(codes: readonly string[], populationOf: ProjectionTarget['populationOf']): number[] {
  const populations = codes.map((code) => populationOf?.(code) ?? null);
  const total = populations.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const isUsable = codes.length > 1 && total > 0 && populations.every((count) => count !== null);
  return codes.map((_, index) => (isUsable ? (populations[index] ?? 0) / total : 1 / codes.length));
}

/** Paris, Lyon and Marseille own the codes of their arrondissements; null for any other code, or where the owner is not alive. */
function municipalArrondissementOwner(code: string, activeCodes: ReadonlySet<string>): string | null {
  const owner = communeOfMunicipalArrondissement(code);
  return owner !== null && activeCodes.has(owner) && !activeCodes.has(code) ? owner : null;
}
