import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { Store } from '@maillage/store/store.ts';
import type { Referential } from '../referential/referential.ts';
import { recall, storeMemory } from '../store-memory.ts';

/** What of the facts the headline figures are made of. */
type HeadlineFacts = Pick<
  Referential,
  'departementCode' | 'departementName' | 'regionCode' | 'cogYear' | 'communes' | 'ownCount' | 'offer' | 'groupings' | 'populationCells'
>;

/** All that is needed to compute the headline figures of a run again, with one of its inputs replaced. */
export interface ChangeBase {
  facts: HeadlineFacts;
  /** The remembered road network; null when the minutes were estimated. */
  networkKey: string | null;
  parameters: RunParameters;
  engineVersion: string;
}

const keyOf = (runId: string) => `change-base:${runId}`;

/** Keeps what a later run will be compared with. Facilities are kept by grouping: codes change from year to year, services do not. */
export async function keepChangeBase(
  store: Store,
  runId: string,
  base: Omit<ChangeBase, 'facts'> & { referential: Referential },
): Promise<void> {
  const { referential, ...rest } = base;
  await storeMemory(store).remember(
    'change-base',
    keyOf(runId),
    async () => ({ ...rest, facts: extractFacts(referential) }) satisfies ChangeBase,
  );
}

/** Undefined for a run published before bases were kept. */
export async function findChangeBase(store: Store, runId: string): Promise<ChangeBase | undefined> {
  return (await recall<ChangeBase>(store, keyOf(runId)))?.value;
}

/** The facts with each facility under the code of its grouping; a facility of several groupings is in each. */
export function extractFacts(referential: Referential): HeadlineFacts {
  const { departementCode, departementName, regionCode, cogYear, communes, ownCount, populationCells } = referential;
  const groupingsOfType = new Map<string, string[]>();
  for (const { code, offerTypes } of referential.groupings)
    for (const type of offerTypes) groupingsOfType.set(type, [...(groupingsOfType.get(type) ?? []), code]);
  return {
    ...{ departementCode, departementName, regionCode, cogYear, communes, ownCount, populationCells },
    groupings: referential.groupings.map((grouping) => ({ ...grouping, offerTypes: grouping.collected ? [grouping.code] : [] })),
    offer: referential.offer.flatMap((point) =>
      (groupingsOfType.get(point.facilityType) ?? []).map((facilityType) => ({ ...point, facilityType, name: null })),
    ),
  };
}
