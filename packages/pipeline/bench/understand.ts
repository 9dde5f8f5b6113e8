/**
 * `node packages/pipeline/bench/understand.ts FOLDER DÉPARTEMENT`: seconds that the half of the diagnosis that understands takes on
 * the facts of a folder: draws of weights, types and test territories, neighbourhoods. Where no neighbourhood of the folder has a
 * perimeter, each is given a square of 500 m at the centre of its commune, and each service a place beside it: the work is then
 * that of a Département whose perimeters are known.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InventoryPlace } from '@maillage/domain/inventory/inventory.ts';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { scanFolder } from '@maillage/sources/scan-folder.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { computeAccess } from '../src/compute/compute-access.ts';
import { computeCentres, countFacilities, rateCentres } from '../src/compute/compute-centres.ts';
import { computeNeeds } from '../src/compute/compute-needs.ts';
import { createKeptResults } from '../src/compute/kept-results.ts';
import { localChunks } from '../src/compute/travel-times.ts';
import { computeTypology } from '../src/diagnosis/compute-typology.ts';
import { readTypologyVariables } from '../src/diagnosis/typology-variables.ts';
import { listOfferPlaces } from '../src/inventory/list-offer-places.ts';
import { loadKnowledge } from '../src/knowledge.ts';
import { loadFolder } from '../src/load-folder.ts';
import { computeQuarters } from '../src/quarters/compute-quarters.ts';
import type { Referential } from '../src/referential/referential.ts';
import { storeMemory } from '../src/store-memory.ts';

const METRE = 1 / 111_195;
const HALF_SIDE = 250 * METRE;

const [dataFolder, departementCode] = process.argv.slice(2);
if (dataFolder === undefined || departementCode === undefined) throw new Error('Usage : understand.ts DOSSIER DÉPARTEMENT');
const varDir = mkdtempSync(join(tmpdir(), 'maillage-comprendre-'));
const store = await openStore({ varDir, databaseUrl: null });
const time = <Value>(name: string, work: () => Value): Value => {
  const times: number[] = [];
  let value!: Value;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    value = work();
    times.push((performance.now() - start) / 1000);
  }
  process.stdout.write(`${name} : ${times.map((seconds) => seconds.toFixed(2)).join(' ; ')} s\n`);
  return value;
};
try {
  const memory = storeMemory(store);
  const parameters = DEFAULT_PARAMETERS;
  const { referential, chosen } = await loadFolder({
    ...{ departementCode, preferredFiles: parameters.preferredFiles, knowledge: await loadKnowledge() },
    ...{ scanned: await scanFolder(dataFolder), memory, runChunks: localChunks(memory), enter: () => undefined, advance: () => undefined },
  });
  const { travel } = chosen;
  const computed = await computeAccess({ referential, travel, parameters, onProgress: () => undefined });
  const communes = referential.communes.slice(0, referential.ownCount);
  const { needs, components } = time(`Besoins de ${communes.length} communes, 4 × 1000 tirages`, () =>
    computeNeeds(referential, computed.stationMinutes, parameters, createKeptResults()),
  );
  const centres = computeCentres(referential, rateCentres(referential, countFacilities(referential), parameters), travel);
  const columns = readTypologyVariables({ communes, needs, needComponents: components, centres });
  time('Types de communes et d’intercommunalités, huit territoires tests', () =>
    computeTypology({ communes, territories: referential.territories, columns, territoryLabels: [], rules: parameters.typology }),
  );
  const placed = referential.qpvPerimeters.length > 0 ? referential : drawSquares(referential);
  const { places } = listOfferPlaces(referential);
  const offerPlaces = { issues: [], told: [], places: referential.qpvPerimeters.length > 0 ? places : besideCentres(referential, places) };
  time(`${placed.qpvs.length} quartiers, ${placed.qpvPerimeters.length} périmètres, ${placed.populationCells.length} carreaux`, () =>
    computeQuarters({ referential: placed, offerPlaces, parameters }),
  );
} finally {
  await store.close();
  rmSync(varDir, { recursive: true, force: true });
}

function drawSquares(referential: Referential): Referential {
  const centreOf = new Map(referential.communes.map((commune) => [commune.code, commune]));
  const qpvPerimeters = referential.qpvs.map(({ code, communeCodes }) => {
    const { lon, lat } = centreOf.get(communeCodes[0]!)!;
    const corners = [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
      [-1, -1],
    ].map(([x, y]) => [lon + (x! * HALF_SIDE) / Math.cos((lat * Math.PI) / 180), lat + y! * HALF_SIDE]);
    return { code, communeCode: null, label: null, geometry: { type: 'Polygon' as const, coordinates: [corners] } };
  });
  // Nine inhabited squares a commune, 200 m apart.
  const populationCells = referential.communes.flatMap(({ code, lon, lat }) =>
    Array.from({ length: 9 }, (_, index) => ({
      ...{ cellId: `${code}-${index}`, communeCode: code, populationCount: 50, estimated: false },
      ...{ lon: lon + ((index % 3) - 1) * 300 * METRE, lat: lat + (Math.floor(index / 3) - 1) * 200 * METRE },
    })),
  );
  return { ...referential, qpvPerimeters, populationCells };
}

function besideCentres({ communes }: Referential, places: readonly InventoryPlace[]): InventoryPlace[] {
  const centreOf = new Map(communes.map((commune) => [commune.code, commune]));
  return places.flatMap((place) => {
    const centre = centreOf.get(place.communeCode);
    return centre === undefined ? [] : [{ ...place, lon: centre.lon + 400 * METRE, lat: centre.lat }];
  });
}
