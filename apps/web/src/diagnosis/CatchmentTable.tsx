import { CATCHMENT_METHOD_LABELS, CATCHMENT_METHODS } from '@maillage/domain/accessibility/catchments.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { chapterQuery } from '../api/chapter-query.ts';
import { useChoices } from '../trial/use-choices.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ChoiceField } from '../ui/RangeField.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useCommuneNames } from './commune-names.ts';
import { labels } from './labels.ts';

/** Places per 1,000 inhabitants within reach of each commune, for one service and one method. */
export function CatchmentTable({ run, names }: { run: RunSummary; names: ReadonlyMap<string, string> }) {
  const { data, error, refetch } = useQuery(chapterQuery(run.id, 'catchments'));
  const { read, write } = useChoices();
  const nameOf = useCommuneNames(run);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton size="page" label={labels.loading} />;
  const services = [...new Set(data.tables.map(({ serviceType }) => serviceType))];
  const service = services.find((code) => code === read('service')) ?? services.find((code) => code.startsWith('D2')) ?? services[0];
  const methods = CATCHMENT_METHODS.filter((method) =>
    data.tables.some((table) => table.serviceType === service && table.method === method),
  );
  const method = methods.find((one) => one === read('methode')) ?? 'e2sfca';
  const table = data.tables.find((one) => one.serviceType === service && one.method === method);
  if (service === undefined || table === undefined) return <p>{data.emptyReasons.fca}</p>;
  return (
    <section className="section">
      <h2>Avec quelle concurrence</h2>
      <p>
        Un lieu proche que beaucoup se partagent sert moins qu’un lieu proche que l’on est seul à fréquenter. Lieux à portée pour 1 000
        habitants, de commune à commune, les voisins comptés.
      </p>
      <div className="choices no-print">
        <ChoiceField
          label="Service"
          value={service}
          choices={services.map((id) => ({ id, label: names.get(`service.${id}`) ?? id }))}
          onChange={(id) => write('service', id)}
        />
        <ChoiceField
          label="Méthode"
          value={method}
          choices={methods.map((id) => ({ id, label: CATCHMENT_METHOD_LABELS[id] }))}
          onChange={(id) => write('methode', id === 'e2sfca' ? null : id)}
        />
      </div>
      <DataTable
        caption={`Lieux à portée pour 1 000 habitants : ${names.get(`service.${service}`) ?? service}, ${CATCHMENT_METHOD_LABELS[method]}`}
        rows={data.communeCodes.map((code, row) => ({ code, value: table.values[row]! }))}
        columns={[
          { id: 'code', header: 'Code', kind: 'text', value: (row) => row.code },
          { id: 'name', header: 'Commune', kind: 'text', value: (row) => nameOf(row.code) },
          {
            id: 'value',
            header: 'Pour 1 000 habitants',
            kind: 'number',
            value: (row) => row.value,
            cell: (row) => formatNumber(row.value, 3),
          },
        ]}
        rowKey={(row) => row.code}
        initialSort={{ columnId: 'value', descending: false }}
        fileName={`bassins-${service}-${method}.csv`}
        filterLabel={labels.filter}
      />
    </section>
  );
}
