import type { Isochrones } from '@maillage/domain/accessibility/road-answers.ts';
import { formatMinutes, formatNumber } from '@maillage/domain/format.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { DataTable } from '../../ui/DataTable.tsx';
import type { TableColumn } from '../../ui/table-model.ts';
import { labels } from '../labels.ts';

interface IsochroneTableProps {
  isochrones: Isochrones;
  communes: readonly CommuneListItem[];
  fromText: string;
  selectedCode: string | null;
  fictional: boolean;
}

/** The twin of the isochrones: the communes whose centre is reached, the nearest first. */
export function IsochroneTable({ isochrones, communes, fromText, selectedCode, fictional }: IsochroneTableProps) {
  const { rows, columns } = useMemo(() => {
    const minutesByCode = new Map(isochrones.communes.map(({ code, minutes }) => [code, minutes]));
    return { rows: communes.filter(({ code }) => minutesByCode.has(code)), columns: columnsOf(minutesByCode) };
  }, [isochrones, communes]);
  return (
    <DataTable
      caption={`Communes atteintes en ${isochrones.bands.at(-1)?.minutes} minutes depuis ${fromText}`}
      rows={rows}
      columns={columns}
      rowKey={(commune) => commune.code}
      initialSort={{ columnId: 'minutes', descending: false }}
      fileName={`${fictional ? 'fictif-' : ''}isochrones-${isochrones.runId}.csv`}
      filterLabel={labels.filter}
      selectedKey={selectedCode}
    />
  );
}

function columnsOf(minutesByCode: ReadonlyMap<string, number>): TableColumn<CommuneListItem>[] {
  const minutesOf = ({ code }: CommuneListItem) => minutesByCode.get(code) ?? null;
  return [
    {
      ...{ id: 'name', header: 'Commune', kind: 'text' },
      value: (row) => row.name,
      cell: (row) => <Link to={`/commune/${row.code}`}>{row.name}</Link>,
    },
    {
      ...{ id: 'minutes', header: 'Par la route', unit: 'min', kind: 'number' },
      value: (row) => (minutesOf(row) === null ? null : Number(minutesOf(row)!.toFixed(1))),
      cell: (row) => formatMinutes(minutesOf(row), 1),
    },
    {
      ...{ id: 'population', header: 'Habitants', kind: 'number' },
      value: (row) => row.populationCount,
      cell: (row) => formatNumber(row.populationCount),
    },
    { id: 'epci', header: 'Intercommunalité', kind: 'text', value: (row) => row.epciName },
    { id: 'code', header: 'Code', kind: 'text', value: (row) => row.code },
  ];
}
