import { formatMinutes } from '@maillage/domain/format.ts';
import { SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import type { CommunePortrait } from '@maillage/domain/territories/portrait.ts';
import { STATUS_TEXTS } from '@maillage/maps/figure-text.ts';
import { useState } from 'react';
import { Link } from 'react-router';
import { FigureButton } from '../ui/FigureButton.tsx';
import { ScrollZone } from '../ui/ScrollZone.tsx';
import { sortRows, type TableColumn, type TableSort } from '../ui/table-model.ts';

type Service = CommunePortrait['services'][number];

/** Minutes to the nearest of each service, range by range, and where that is. */
export function CommuneServices({ portrait }: { portrait: CommunePortrait }) {
  const [sort, setSort] = useState<TableSort>({ columnId: 'minutes', descending: true });
  const isEstimated = portrait.services.some((service) => service.method === 'estimated');
  return (
    <section className="section services">
      <h2>Accès aux services {isEstimated && <span className="tag tag-warning">temps estimés</span>}</h2>
      <div className="ranges">
        {SERVICE_RANGES.map((range) => {
          const services = portrait.services.filter((service) => service.range === range);
          if (services.length === 0) return null;
          return (
            <details key={range} open={range === 'proximity'} className="range">
              <summary>
                Gamme {range === 'proximity' ? 'de ' : ''}
                {SERVICE_RANGE_LABELS[range]} — {services.length} services
              </summary>
              <ServiceTable
                code={portrait.code}
                services={services}
                sort={sort}
                onSort={setSort}
                caption={`Services de la gamme ${SERVICE_RANGE_LABELS[range]}`}
              />
            </details>
          );
        })}
      </div>
    </section>
  );
}

const COLUMNS: readonly TableColumn<Service>[] = [
  { id: 'label', header: 'Service', kind: 'text', value: (service) => service.label },
  { id: 'minutes', header: 'Temps en voiture', kind: 'number', value: (service) => service.minutes },
  { id: 'departement', header: 'Moyenne du Département', kind: 'number', value: (service) => service.departementMeanMinutes },
  { id: 'nearest', header: 'Le plus proche', kind: 'text', value: (service) => service.nearest?.communeName ?? null },
];

interface ServiceTableProps {
  code: string;
  services: readonly Service[];
  sort: TableSort;
  onSort(sort: TableSort): void;
  caption: string;
}

function ServiceTable({ code, services, sort, onSort, caption }: ServiceTableProps) {
  return (
    <ScrollZone label={caption}>
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => {
              const isSorted = column.id === sort.columnId;
              const direction = isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none';
              return (
                <th key={column.id} scope="col" className={column.kind === 'number' ? 'number' : undefined} aria-sort={direction}>
                  <button
                    type="button"
                    className="sort-button"
                    onClick={() => onSort({ columnId: column.id, descending: isSorted && !sort.descending })}
                  >
                    {column.header} <span aria-hidden="true">{isSorted ? (sort.descending ? '▼' : '▲') : '↕'}</span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sortRows(services, COLUMNS, sort).map((service) => (
            <ServiceRow key={service.serviceType} code={code} service={service} />
          ))}
        </tbody>
      </table>
    </ScrollZone>
  );
}

function ServiceRow({ code, service }: { code: string; service: Service }) {
  const figureId = `service-minutes.${service.serviceType}`;
  return (
    <tr>
      <th scope="row">{service.label}</th>
      <td className={service.status === 'reached' ? 'number' : 'number-absent'}>
        <FigureButton target={{ figureId, kind: 'commune', code }} about={service.label}>
          {service.status === 'reached' ? formatMinutes(service.minutes) : STATUS_TEXTS[service.status]}
        </FigureButton>
      </td>
      <td className="number">{formatMinutes(service.departementMeanMinutes)}</td>
      <td>
        {service.nearest === null ? (
          '—'
        ) : (
          <>
            <Link to={`/commune/${service.nearest.communeCode}`}>{service.nearest.communeName}</Link>
            {service.nearest.placeName !== null && <span className="place-name">, {service.nearest.placeName}</span>}
          </>
        )}
      </td>
    </tr>
  );
}
