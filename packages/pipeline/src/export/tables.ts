import type { TravelMethod } from '@maillage/domain/accessibility/access.ts';
import type { RunChange } from '@maillage/domain/change/run-change.ts';
import type { Diagnosis } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { InventoryPlace } from '@maillage/domain/inventory/inventory.ts';
import type { RunChapters } from '@maillage/domain/runs/chapters.ts';
import type { AccessMatrix, CentreResult, NeedResult, RangeAccess, ServiceResult } from '@maillage/domain/runs/results.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { buildChangeTable } from './change-table.ts';
import { CHAPTER_TABLE_NAMES, listChapterTables } from './chapters/chapter-tables.ts';
import { DIAGNOSIS_TABLE_NAMES, listDiagnosisTables } from './diagnosis-tables.ts';
import { type ExportTable, number, round, text } from './table.ts';

export type { Cell, ExportTable } from './table.ts';

/** What the exports of a run are made from: rows of the store, as they were published. */
export interface ExportInput {
  communes: readonly Commune[];
  services: readonly ServiceResult[];
  access: AccessMatrix;
  travelMethod: TravelMethod;
  ranges: readonly RangeAccess[];
  centres: readonly CentreResult[];
  needs: readonly NeedResult[];
  /** Null for a run published before the diagnosis was computed: its tables are then empty. */
  diagnosis: Diagnosis | null;
  /** Those that the run has: an older one has fewer. */
  chapters: Partial<RunChapters>;
  places: readonly InventoryPlace[];
  /** What changed since the run before; null when there is none or it cannot be told. */
  change: RunChange | null;
  withNeighbours: boolean;
  /** True for the fictional Département: each row of each table then says so. */
  fictional: boolean;
}

/** What a row of an invented Département says of itself, wherever the file goes. */
const FICTIONAL_MENTION = 'fictif';

/** The names of the tables of an export, in the order in which they are built. */
export const EXPORT_TABLE_NAMES = [
  'communes',
  'access',
  'grey-zones',
  'centres',
  'needs',
  'services',
  ...DIAGNOSIS_TABLE_NAMES,
  ...CHAPTER_TABLE_NAMES,
  'change',
];

/** The tables of a run, in the columns that the project promises to keep. Rows are in ascending commune code. */
export function buildExportTables(input: ExportInput): ExportTable[] {
  const tables = listTables(input);
  if (!input.fictional) return tables;
  return tables.map(({ name, columns, rows }) => ({
    name,
    columns: [...columns, text('mention')],
    *rows() {
      for (const row of rows()) yield [...row, FICTIONAL_MENTION];
    },
  }));
}

function listTables(input: ExportInput): ExportTable[] {
  const { communes, services, access, travelMethod, ranges, centres, needs, withNeighbours } = input;
  const listed = communes.filter((commune) => commune.isOwn || withNeighbours);
  const rowOf = new Map(access.communeCodes.map((code, index) => [code, index]));
  return [
    {
      name: 'communes',
      columns: [
        text('commune_code'),
        text('name'),
        text('epci_code'),
        number('population_count'),
        number('lon'),
        number('lat'),
        text('departement_code'),
        number('area_km2'),
        text('centre_method'),
      ],
      *rows() {
        for (const commune of listed) {
          yield [
            commune.code,
            commune.name,
            commune.epciCode,
            commune.populationCount,
            round(commune.lon, 6),
            round(commune.lat, 6),
            commune.departementCode,
            round(commune.areaKm2, 4),
            commune.centreMethod,
          ];
        }
      },
    },
    {
      name: 'access',
      columns: [
        text('commune_code'),
        text('service_type'),
        text('mode'),
        text('method'),
        text('status'),
        number('minutes'),
        text('nearest_commune_code'),
      ],
      *rows() {
        for (const commune of listed) {
          const row = rowOf.get(commune.code);
          if (row === undefined) continue;
          for (const [column, serviceType] of access.serviceTypes.entries()) {
            const cell = row * access.serviceTypes.length + column;
            const minutes = access.minutes[cell]!;
            const status = Number.isNaN(minutes) ? 'not_collected' : minutes === Infinity ? 'unreachable' : 'reached';
            const nearest = access.destinations[access.nearest[cell]!]?.communeCode ?? null;
            yield [
              commune.code,
              serviceType,
              'car',
              travelMethod,
              status,
              status === 'reached' ? round(minutes, 3) : null,
              status === 'reached' ? nearest : null,
            ];
          }
        }
      },
    },
    {
      name: 'grey-zones',
      columns: [
        text('commune_code'),
        text('range'),
        number('threshold_minutes'),
        number('mean_minutes'),
        number('far_share_ratio'),
        number('unreachable_count'),
      ],
      *rows() {
        for (const range of ranges)
          yield [
            range.communeCode,
            range.range,
            range.thresholdMinutes,
            round(range.meanMinutes, 4),
            range.farShareRatio,
            range.unreachableCount,
          ];
      },
    },
    {
      name: 'centres',
      columns: [
        text('commune_code'),
        number('level'),
        number('score'),
        number('services_count'),
        text('attracted_to'),
        number('attracted_minutes'),
      ],
      *rows() {
        for (const centre of centres)
          yield [
            centre.communeCode,
            centre.level,
            round(centre.score, 6),
            centre.servicesCount,
            centre.attractedTo,
            round(centre.attractedMinutes, 3),
          ];
      },
    },
    {
      name: 'needs',
      columns: [
        text('commune_code'),
        text('indicator'),
        number('score'),
        number('rank'),
        number('missing_weight_ratio'),
        number('rank_low'),
        number('rank_high'),
        number('class_change_ratio'),
      ],
      *rows() {
        for (const need of needs)
          yield [
            need.communeCode,
            need.indicator,
            round(need.score, 6),
            need.rank,
            round(need.missingWeightRatio, 6),
            need.rankLow,
            need.rankHigh,
            round(need.classChangeRatio, 6),
          ];
      },
    },
    {
      name: 'services',
      columns: [
        text('service_type'),
        text('label'),
        text('range'),
        text('level'),
        number('facilities_count'),
        number('communes_count'),
        number('frequency_ratio'),
        number('mean_minutes'),
        number('appearance_rank'),
        number('median_minutes'),
        number('p90_minutes'),
        number('appearance_population'),
      ],
      *rows() {
        for (const service of services) {
          yield [
            service.serviceType,
            service.label,
            service.range,
            service.level,
            service.facilitiesCount,
            service.communesCount,
            round(service.frequencyRatio, 6),
            round(service.meanMinutes, 4),
            service.appearanceRank,
            round(service.medianMinutes, 4),
            round(service.p90Minutes, 4),
            service.appearancePopulation,
          ];
        }
      },
    },
    ...listDiagnosisTables(input.diagnosis),
    ...listChapterTables(input.chapters, input.places),
    buildChangeTable(input.change),
  ];
}
