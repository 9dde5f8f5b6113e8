import type { FigureDefinition, FigureValue } from '@maillage/domain/figures/figure.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { formatFigureValue, UNIT_NAMES } from '@maillage/maps/figure-text.ts';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { centreLevelColumn } from '../ui/commune-columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { FigureButton } from '../ui/FigureButton.tsx';
import type { TableColumn } from '../ui/table-model.ts';
import { labels } from './labels.ts';

interface AtlasTableProps {
  figure: FigureDefinition;
  communes: readonly CommuneListItem[];
  valueByCode: ReadonlyMap<string, FigureValue>;
  selectedCode: string | null;
  runId: string;
  fictional: boolean;
}

/** The twin of the map: the same values, to sort, filter and keep. */
export function AtlasTable({ figure, communes, valueByCode, selectedCode, runId, fictional }: AtlasTableProps) {
  const columns = useMemo(() => columnsOf(figure, valueByCode), [figure, valueByCode]);
  return (
    <DataTable
      key={figure.id}
      caption={`${figure.title}, par commune`}
      rows={communes}
      columns={columns}
      rowKey={(commune) => commune.code}
      initialSort={{ columnId: 'value', descending: true }}
      fileName={`${fictional ? 'fictif-' : ''}${figure.id.replaceAll('.', '-')}-${runId}.csv`}
      filterLabel={labels.filter}
      selectedKey={selectedCode}
    />
  );
}

function columnsOf(figure: FigureDefinition, valueByCode: ReadonlyMap<string, FigureValue>): TableColumn<CommuneListItem>[] {
  const figureValueOf = (commune: CommuneListItem) => valueByCode.get(commune.code);
  const scale = figure.unit === 'ratio' ? 100 : 1;
  const columns: TableColumn<CommuneListItem>[] = [
    {
      id: 'name',
      header: 'Commune',
      kind: 'text',
      value: (row) => row.name,
      cell: (row) => <Link to={`/commune/${row.code}`}>{row.name}</Link>,
    },
    {
      id: 'value',
      header: figure.title,
      unit: UNIT_NAMES[figure.unit],
      kind: 'number',
      value: (row) => finiteOrNull(figureValueOf(row), scale),
      cell: (row) => (
        <FigureButton target={{ figureId: figure.id, kind: 'commune', code: row.code }} about={`${figure.title}, ${row.name}`}>
          {formatFigureValue(figureValueOf(row)?.value ?? null, figureValueOf(row)?.status ?? 'missing', figure)}
        </FigureButton>
      ),
    },
    {
      id: 'population',
      header: 'Habitants',
      kind: 'number',
      value: (row) => row.populationCount,
      cell: (row) => formatNumber(row.populationCount),
    },
    centreLevelColumn,
    { id: 'epci', header: 'Intercommunalité', kind: 'text', value: (row) => row.epciName },
    { id: 'code', header: 'Code', kind: 'text', value: (row) => row.code },
  ];
  // The figure of the map is already a column: it is not said twice.
  return columns.filter(({ id }) => id !== REPEATED_COLUMNS[figure.id]);
}

const REPEATED_COLUMNS: Readonly<Record<string, string>> = { population: 'population', 'centre-level': 'centre' };

/** The number as the table sorts and exports it, ratios in percents rounded to what a double holds. */
function finiteOrNull(found: FigureValue | undefined, scale: number): number | null {
  if (found === undefined || found.status !== 'known' || found.value === null || !Number.isFinite(found.value)) return null;
  return Number((found.value * scale).toPrecision(12));
}
