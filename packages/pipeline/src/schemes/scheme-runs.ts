import { NEED_INDICATOR_LABELS, NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
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

/** Runs kept in memory: the served one, and the one that follows it while it is being published. */
const KEPT_RUNS = 2;

export function createSchemeRuns(store: Store): SchemeRuns {
  const bodies = {
    sdaasp: rememberLast((runId) => listExpectedBodies(store, runId, 'sdaasp')),
    sdst: rememberLast((runId) => listExpectedBodies(store, runId, 'sdst')),
  };
  return { facts: rememberLast((runId) => readRunFacts(store, runId)), expectedBodies: (runId, kind) => bodies[kind](runId) };
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
async function listExpectedBodies(store: Store, runId: string, kind: SchemeKind): Promise<ExpectedBody[]> {
  const [communes, territories] = await Promise.all([listCommunes(store, runId, { ownOnly: true }), listTerritories(store, runId)]);
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

async function readRunFacts(store: Store, runId: string): Promise<RunFacts> {
  const [places, services, communes, needs, sites, greyZones] = await Promise.all([
    findPlaces(store, runId, {}, 1),
    listServices(store, runId),
    listCommunes(store, runId, { ownOnly: true }),
    listNeeds(store, runId),
    listFranceServices(store, runId),
    findChapter(store, runId, 'greyZones'),
  ]);
  const known = NEED_INDICATORS.map((id) => ({
    label: NEED_INDICATOR_LABELS[id],
    communeCount: needs.filter(({ indicator, score }) => indicator === id && score !== null).length,
  }));
  return {
    ...{ runId, placeCount: places.total, serviceCount: services.filter(({ collected }) => collected).length },
    communeCount: communes.length,
    needs: known.filter(({ communeCount }) => communeCount > 0),
    greyZoneCount: greyZones?.areas.filter(({ scopeId }) => scopeId === 'range.proximity').length ?? null,
    franceServicesCount: sites.length,
  };
}
