import type { PublishedComparison } from '@maillage/domain/comparison/published-comparison.ts';
import type { InventoryPlace } from '@maillage/domain/inventory/inventory.ts';
import type { RunChapters } from '@maillage/domain/runs/chapters.ts';
import type { RunResults } from '@maillage/domain/runs/results.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { type Kysely, sql } from 'kysely';
import { packAccess } from '../accessibility/access-file.ts';
import { RANGE_COLUMNS } from '../accessibility/access-repo.ts';
import { CENTRE_COLUMNS } from '../centres/centres-repo.ts';
import { CHAPTER_COLUMNS } from '../chapters/chapters-repo.ts';
import type { Database } from '../database.ts';
import { DIAGNOSIS_COLUMNS } from '../diagnosis/diagnosis-repo.ts';
import {
  EXTRA_INDICATOR_COLUMNS,
  FRANCE_SERVICES_COLUMNS,
  QPV_COLUMNS,
  QPV_PERIMETER_COLUMNS,
  STATION_COLUMNS,
} from '../facts/facts-repo.ts';
import { insertRows } from '../insert-rows.ts';
import { NEED_COLUMNS, NEED_COMPONENT_COLUMNS } from '../needs/needs-repo.ts';
import { PLACE_COLUMNS } from '../places/places-repo.ts';
import { SERVICE_COLUMNS } from '../services/services-repo.ts';
import type { Store } from '../store.ts';
import { COMMUNE_COLUMNS, TERRITORY_COLUMNS, TERRITORY_FIGURE_COLUMNS } from '../territories/territories-repo.ts';

export interface Publication {
  results: RunResults;
  chapters: Partial<RunChapters>;
  places: readonly InventoryPlace[];
  /** TopoJSON of the run's maps. */
  geometry: Uint8Array;
  comparison: PublishedComparison | null;
  /** ISO date and time. */
  publishedAt: string;
}

/**
 * Publishes a run, all of it or nothing, and serves its Département from it. Publishing the same id again writes
 * no row of the run (it only mends lost files) and serves it again: `alreadyPublished` says so. The files go first:
 * a kill before the transaction ends leaves files that no run names, and no run.
 */
export async function publishRun(store: Store, publication: Publication): Promise<{ runId: string; alreadyPublished: boolean }> {
  const { results, geometry, comparison, publishedAt } = publication;
  const runId = results.manifest.id;
  const published = await store.db
    .selectFrom('res.run')
    .select(['accessSha256', 'geometrySha256'])
    .where('id', '=', runId)
    .executeTakeFirst();
  // Published files never change either: what is put again is what was lost, under its first name or not at all.
  const accessSha256 =
    published !== undefined && (await store.files.has(published.accessSha256))
      ? published.accessSha256
      : await store.files.put(packAccess(results.access, runId));
  const geometrySha256 =
    published !== undefined && (await store.files.has(published.geometrySha256))
      ? published.geometrySha256
      : await store.files.put(geometry);

  const alreadyPublished = await store.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${runId}, 0))`.execute(trx);
    const known = await trx.selectFrom('res.run').select('id').where('id', '=', runId).executeTakeFirst();
    if (known === undefined) {
      await insertResults(trx, publication);
      // Last: this row seals the run, and the database refuses any row of it from here on.
      await trx
        .insertInto('res.run')
        .values({
          ...summarise(results.manifest, results.communes),
          manifest: JSON.stringify(results.manifest),
          travelMethod: results.travelMethod,
          accessSha256,
          geometrySha256,
          comparison: comparison === null ? null : JSON.stringify(comparison),
          publishedAt,
        })
        .execute();
    }
    await serve(trx, { departementCode: results.manifest.departementCode, runId, servedAt: publishedAt });
    return known !== undefined;
  });
  return { runId, alreadyPublished };
}

/** Serves a Département from a run that is published already, as when its files come back to what they were. */
export async function serveRun(store: Store, run: { departementCode: string; runId: string; servedAt: string }): Promise<void> {
  await serve(store.db, run);
}

async function serve(
  db: Kysely<Database>,
  { departementCode, runId, servedAt }: { departementCode: string; runId: string; servedAt: string },
) {
  await db
    .insertInto('app.servedRun')
    .values({ departementCode, runId, servedAt })
    .onConflict((clash) => clash.column('departementCode').doUpdateSet({ runId, servedAt }))
    .execute();
}

async function insertResults(
  trx: Kysely<Database>,
  { results, chapters, places }: Pick<Publication, 'results' | 'chapters' | 'places'>,
): Promise<void> {
  const runId = results.manifest.id;
  await insertRows(trx, { table: 'ref.commune', columns: COMMUNE_COLUMNS, runId, rows: results.communes });
  await insertRows(trx, { table: 'ref.territory', columns: TERRITORY_COLUMNS, runId, rows: results.territories });
  await insertRows(trx, { table: 'ref.qpv', columns: QPV_COLUMNS, runId, rows: results.qpvs });
  await insertRows(trx, { table: 'ref.qpv_perimeter', columns: QPV_PERIMETER_COLUMNS, runId, rows: results.qpvPerimeters });
  await insertRows(trx, { table: 'ref.france_services_site', columns: FRANCE_SERVICES_COLUMNS, runId, rows: results.franceServices });
  await insertRows(trx, { table: 'ref.station', columns: STATION_COLUMNS, runId, rows: results.stations });
  await insertRows(trx, { table: 'ref.extra_indicator', columns: EXTRA_INDICATOR_COLUMNS, runId, rows: results.extraIndicators });
  await insertRows(trx, { table: 'res.service', columns: SERVICE_COLUMNS, runId, rows: results.services });
  await insertRows(trx, { table: 'res.range_access', columns: RANGE_COLUMNS, runId, rows: results.ranges });
  await insertRows(trx, { table: 'res.centre', columns: CENTRE_COLUMNS, runId, rows: results.centres });
  await insertRows(trx, { table: 'res.need', columns: NEED_COLUMNS, runId, rows: results.needs });
  await insertRows(trx, { table: 'res.need_component', columns: NEED_COMPONENT_COLUMNS, runId, rows: results.needComponents });
  await insertRows(trx, { table: 'res.territory_figure', columns: TERRITORY_FIGURE_COLUMNS, runId, rows: results.territoryFigures });
  await insertRows(trx, { table: 'res.diagnosis', columns: DIAGNOSIS_COLUMNS, runId, rows: [{ content: results.diagnosis }] });
  const documents = Object.entries(chapters).map(([name, content]) => ({ name, content }));
  await insertRows(trx, { table: 'res.chapter', columns: CHAPTER_COLUMNS, runId, rows: documents });
  await insertRows(trx, { table: 'res.place', columns: PLACE_COLUMNS, runId, rows: places });
}

/** What lists of runs show. The population is null as soon as one own commune has none: a partial sum would read as a whole. */
function summarise(manifest: RunManifest, communes: readonly Commune[]) {
  const own = communes.filter(({ isOwn }) => isOwn);
  const { id, departementCode, departementName, fictional, cogYear, engineVersion } = manifest;
  const populationCount = own.reduce<number | null>(
    (sum, commune) => (sum === null || commune.populationCount === null ? null : sum + commune.populationCount),
    0,
  );
  return {
    ...{ id, departementCode, departementName, fictional, cogYear, engineVersion },
    communeCount: own.length,
    populationCount: own.length === 0 ? null : populationCount,
  };
}
