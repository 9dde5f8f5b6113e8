import { testCompleteness } from '@maillage/domain/schemes/completeness.ts';
import {
  ACT_LABELS,
  type ActType,
  type ExpectedBody,
  listDeadlines,
  refuseAct,
  replayScheme,
  type SchemeAct,
  WORKFLOWS,
} from '@maillage/domain/schemes/procedure.ts';
import type { SchemeView } from '@maillage/domain/schemes/scheme-view.ts';
import { findChapter } from '@maillage/store/chapters/chapters-repo.ts';
import { listFranceServices } from '@maillage/store/facts/facts-repo.ts';
import { listNeeds } from '@maillage/store/needs/needs-repo.ts';
import { findPlaces } from '@maillage/store/places/places-repo.ts';
import { loadActionPlan } from '@maillage/store/plans/plans-repo.ts';
import { findLatestRun } from '@maillage/store/runs/runs-repo.ts';
import { findSchemeKind, listActs } from '@maillage/store/schemes/scheme-acts-repo.ts';
import { listServices } from '@maillage/store/services/services-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { listCommunes, listTerritories } from '@maillage/store/territories/territories-repo.ts';

export interface SchemeQuestion {
  schemeId: string;
  departementCode: string;
  /** The day asked about, « 2026-05-31 ». */
  today: string;
}

/** Where a scheme stands: its state, its opinions, its dates to come and its completeness, from its acts, its plan and the served run. */
export async function readScheme(
  store: Store,
  { schemeId, departementCode, today }: SchemeQuestion,
): Promise<Omit<SchemeView, 'canWrite'>> {
  const [kind, recorded, run] = await Promise.all([
    findSchemeKind(store, schemeId),
    listActs(store, schemeId),
    findLatestRun(store, departementCode),
  ]);
  const acts = recorded.filter(({ isCancelled }) => !isCancelled).map(({ act }) => act);
  const runFacts = run === undefined ? null : await readRunFacts(store, run.id);
  const status = replayScheme(kind, acts, await listExpectedBodies(store, departementCode, kind), today);
  const published = acts.findLast((act) => act.type === 'publication');
  return {
    ...{ schemeId, ...status },
    acts: recorded.map(({ authorId, ...one }) => ({ ...one, author: authorId })),
    nextActs: (Object.keys(ACT_LABELS) as ActType[]).map((type) => ({ type, refusal: refuseAct(status, { type }) })),
    deadlines: listDeadlines(status, today),
    completeness: testCompleteness({
      ...(runFacts ?? NO_RUN),
      plan: await loadActionPlan(store, schemeId, departementCode),
      scheme: status,
      publication: published?.type === 'publication' ? published : null,
    }),
  };
}

/** Who must give an opinion: each intercommunality of the Département, its region, its conference; communes too where the kind asks. */
export async function listExpectedBodies(store: Store, departementCode: string, kind: SchemeView['kind']): Promise<ExpectedBody[]> {
  const run = await findLatestRun(store, departementCode);
  if (run === undefined) return [];
  const [communes, territories] = await Promise.all([listCommunes(store, run.id, { ownOnly: true }), listTerritories(store, run.id)]);
  const own = new Set(communes.map(({ epciCode }) => epciCode));
  const asked = new Set([...WORKFLOWS[kind].first, ...WORKFLOWS[kind].second]);
  const regionCode = communes.find((one) => one.regionCode !== null)?.regionCode ?? 'region';
  const regionName = territories.find((one) => one.kind === 'region' && one.code === regionCode)?.name;
  const epcis = territories.filter((one) => one.kind === 'epci' && own.has(one.code));
  const bodies: ExpectedBody[] = [
    ...epcis.map(({ code, name }) => ({ kind: 'epci' as const, code, name })),
    { kind: 'region', code: regionCode, name: regionName === undefined ? 'Conseil régional' : `Conseil régional (${regionName})` },
    { kind: 'ctap', code: regionCode, name: 'Conférence territoriale de l’action publique' },
    ...communes.map(({ code, name }) => ({ kind: 'commune' as const, code, name })),
  ];
  return bodies.filter((one) => asked.has(one.kind));
}

const NO_RUN = {
  ...{ runId: null, placeCount: null, serviceCount: null, communeCount: null },
  ...{ needCommuneCount: null, greyZoneCount: null, franceServicesCount: null },
};

async function readRunFacts(store: Store, runId: string) {
  const [places, services, communes, needs, sites, greyZones] = await Promise.all([
    findPlaces(store, runId, {}, 1),
    listServices(store, runId),
    listCommunes(store, runId, { ownOnly: true }),
    listNeeds(store, runId),
    listFranceServices(store, runId),
    findChapter(store, runId, 'greyZones'),
  ]);
  const known = Map.groupBy(
    needs.flatMap((row) => (row.score === null ? [] : [row])),
    ({ communeCode }) => communeCode,
  );
  return {
    ...{ runId, placeCount: places.total, serviceCount: services.filter(({ collected }) => collected).length },
    communeCount: communes.length,
    needCommuneCount: communes.filter(({ code }) => (known.get(code)?.length ?? 0) >= 4).length,
    greyZoneCount: greyZones?.areas.filter(({ scopeId }) => scopeId === 'range.proximity').length ?? null,
    franceServicesCount: sites.length,
  };
}

/** Throws when the act cannot come after these: what the recording of an act asks. */
export function refusalOf(
  kind: SchemeView['kind'],
  acts: readonly SchemeAct[],
  { act, expected, today }: { act: SchemeAct; expected: readonly ExpectedBody[]; today: string },
): string | null {
  return refuseAct(replayScheme(kind, acts, expected, today), act);
}
