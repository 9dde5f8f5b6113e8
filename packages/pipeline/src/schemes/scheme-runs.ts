import type { GreyZones } from '@maillage/domain/grey-zones/grey-zones.ts';
import { NEED_INDICATOR_LABELS, NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import type { RunResults } from '@maillage/domain/runs/results.ts';
import type { CompletenessFacts } from '@maillage/domain/schemes/completeness.ts';
import { type ExpectedBody, type SchemeKind, WORKFLOWS } from '@maillage/domain/schemes/procedure.ts';
import { findChapter } from '@maillage/store/chapters/chapters-repo.ts';
import { listFranceServices } from '@maillage/store/facts/facts-repo.ts';
import { listNeeds } from '@maillage/store/needs/needs-repo.ts';
import { findPlaces } from '@maillage/store/places/places-repo.ts';
import { listServices } from '@maillage/store/services/services-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { listCommunes, listTerritories } from '@maillage/store/territories/territories-repo.ts';

/** What a published run says to the completeness test. */
export type RunFacts = Omit<CompletenessFacts, 'plan' | 'scheme' | 'publication'>;
/** What the procedure reads of published runs. A run never changes: each is read once. */
export interface SchemeRuns {
  facts(runId: string): Promise<RunFacts>;
  expectedBodies(runId: string, kind: SchemeKind): Promise<ExpectedBody[]>;
}

/** The rows of a run in which the procedure finds what it says. */
export type SchemeRows = Pick<RunResults, 'communes' | 'territories' | 'services' | 'needs' | 'franceServices'> & {
  greyZones: GreyZones | null;
};

/** Runs kept in memory: the served one, and the one that follows it while it is being published. */
const KEPT_RUNS = 2;

/** `getRows`: the rows of a run that are at hand already; by default each is read from the store. */
export function createSchemeRuns(store: Store, getRows: (runId: string) => Promise<SchemeRows> = readRows(store)): SchemeRuns {
  const summaries = rememberLast(async (runId) => {
    const rows = await getRows(runId);
    const bodies = { sdaasp: listExpectedBodies(rows, 'sdaasp'), sdst: listExpectedBodies(rows, 'sdst') };
    return { facts: describeRun(runId, rows, (await findPlaces(store, runId, {}, 1)).total), bodies };
  });
  return {
    facts: async (runId) => (await summaries(runId)).facts,
    expectedBodies: async (runId, kind) => (await summaries(runId)).bodies[kind],
  };
}

function rememberLast<Value>(read: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const kept = new Map<string, Promise<Value>>();
  return (key) => {
    const reading = kept.get(key) ?? read(key);
    kept.set(key, reading);
    reading.catch(() => kept.delete(key)); // a failure is not remembered
    const oldest = kept.keys().next();
    if (kept.size > KEPT_RUNS && !oldest.done) kept.delete(oldest.value);
    return reading;
  };
}

/** Who must give an opinion: each intercommunality of the Département, its region, its conference; communes too where the kind asks. */
function listExpectedBodies({ communes: all, territories }: SchemeRows, kind: SchemeKind): ExpectedBody[] {
  const communes = all.filter(({ isOwn }) => isOwn);
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

function describeRun(runId: string, rows: SchemeRows, placeCount: number): RunFacts {
  const { communes, services, needs, greyZones, franceServices } = rows;
  const known = NEED_INDICATORS.map((id) => ({
    label: NEED_INDICATOR_LABELS[id],
    communeCount: needs.filter(({ indicator, score }) => indicator === id && score !== null).length,
  }));
  return {
    ...{ runId, placeCount, serviceCount: services.filter(({ collected }) => collected).length },
    communeCount: communes.filter(({ isOwn }) => isOwn).length,
    needs: known.filter(({ communeCount }) => communeCount > 0),
    greyZoneCount: greyZones?.areas.filter(({ scopeId }) => scopeId === 'range.proximity').length ?? null,
    franceServicesCount: franceServices.length,
  };
}

function readRows(store: Store) {
  return async (runId: string): Promise<SchemeRows> => ({
    communes: await listCommunes(store, runId, { ownOnly: true }),
    territories: await listTerritories(store, runId),
    services: await listServices(store, runId),
    needs: await listNeeds(store, runId),
    franceServices: await listFranceServices(store, runId),
    greyZones: (await findChapter(store, runId, 'greyZones')) ?? null,
  });
}
