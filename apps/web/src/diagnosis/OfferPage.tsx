import { formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import {
  CHANNEL_LABELS,
  INVENTORY_ISSUE_LABELS,
  INVENTORY_ISSUES,
  type Inventory,
  type InventoryPlace,
} from '@maillage/domain/inventory/inventory.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { placesQuery } from '../api/places-query.ts';
import { communesQuery } from '../api/queries.ts';
import { useChoices } from '../trial/use-choices.ts';
import { buildCsv, downloadText } from '../ui/csv.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ChoiceField } from '../ui/RangeField.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ChapterFrame } from './ChapterFrame.tsx';
import { useCommuneNames } from './commune-names.ts';
import { labels } from './labels.ts';

/** What services there are, where, and who says so. */
export function OfferPage() {
  return (
    <ChapterFrame title={labels.offer.title} lead={labels.offer.lead} chapter="inventory" method="offre">
      {(inventory, run) =>
        inventory.recordCount === 0 ? <p>{inventory.emptyReasons.inventory}</p> : <Content inventory={inventory} run={run} />
      }
    </ChapterFrame>
  );
}

function Content({ inventory, run }: { inventory: Inventory; run: RunSummary }) {
  const { placeCount, linkedCount, hoursCount, issues, sourceTitles } = inventory;
  const sources = Object.values(sourceTitles);
  return (
    <>
      <p>
        {sources.length === 1 ? 'Une source décrit' : `${sources.length} sources décrivent`} l’offre : {sources.join(' ; ')}.{' '}
        {placeCount === 0
          ? 'Aucune ne donne le nom ni la place des lieux : seuls des nombres par commune sont connus.'
          : `${formatNumber(placeCount)} lieux sont nommés ou placés, dont ${formatNumber(linkedCount)} par plusieurs sources, et ${formatNumber(hoursCount)} avec leurs horaires ; le reste est compté par commune.`}{' '}
        {issues.length === 0
          ? 'Rien ne fait doute.'
          : `${formatNumber(issues.length)} ${issues.length > 1 ? 'points sont' : 'point est'} à vérifier.`}
      </p>
      <Themes inventory={inventory} />
      <Places inventory={inventory} run={run} />
      <Issues inventory={inventory} run={run} />
      <Quality inventory={inventory} />
    </>
  );
}

function Themes({ inventory: { themes, serviceLabels } }: { inventory: Inventory }) {
  const empty = themes.filter(({ serviceTypes }) => serviceTypes.length === 0);
  return (
    <section className="section">
      <h2>Par thème</h2>
      {empty.map(({ id, label }) => (
        <p key={id} className="notice notice-warning">
          Aucun service n’est connu pour le thème « {label} ». Ajoutez-lui des équipements (page « Paramètres », themes) ou déposez une
          liste de lieux (page « Données »).
        </p>
      ))}
      <DataTable
        caption="Ce que tient chaque thème"
        rows={themes}
        columns={[
          { id: 'label', header: 'Thème', kind: 'text', value: (row) => row.label },
          { id: 'types', header: 'Services', kind: 'number', value: (row) => row.serviceTypes.length },
          {
            id: 'facilities',
            header: 'Équipements',
            kind: 'number',
            value: (row) => (row.serviceTypes.length === 0 ? null : row.facilityCount),
          },
          {
            ...{ id: 'places', header: 'dont nommés ou placés', kind: 'number' },
            value: (row) => (row.serviceTypes.length === 0 ? null : row.placeCount),
          },
          {
            id: 'names',
            header: 'Lesquels',
            kind: 'text',
            isLong: true,
            value: (row) => row.serviceTypes.map((type) => serviceLabels[type] ?? type).join(', '),
          },
        ]}
        rowKey={(row) => row.id}
        initialSort={{ columnId: '', descending: false }}
        fileName="themes.csv"
        filterLabel={labels.filter}
      />
    </section>
  );
}

const ALL_COMMUNES = '';

function Places({ inventory: { themes, serviceLabels, sourceTitles }, run }: { inventory: Inventory; run: RunSummary }) {
  const { read, write } = useChoices();
  const { data: communes = [] } = useQuery(communesQuery(run.id));
  const ofTheme = themes.flatMap(({ label, serviceTypes }) => serviceTypes.map((id) => ({ id, group: label })));
  const grouped = new Set(ofTheme.map(({ id }) => id));
  const others = Object.keys(serviceLabels)
    .filter((id) => !grouped.has(id))
    .map((id) => ({ id, group: 'Autres services' }));
  const services = [...ofTheme, ...others].map((one) => ({ ...one, label: serviceLabels[one.id] ?? one.id }));
  const commune = communes.find(({ code }) => code === read('commune'))?.code ?? ALL_COMMUNES;
  // A service chosen, or a commune: never the whole Département at once.
  const asked = services.find(({ id }) => id === read('service'))?.id;
  const service = asked ?? (commune === ALL_COMMUNES ? (services[0]?.id ?? '') : '');
  const nameOf = useCommuneNames(run);
  const query = { ...(service === '' ? {} : { service }), ...(commune === ALL_COMMUNES ? {} : { commune }) };
  const { data, error, refetch } = useQuery(placesQuery(run.id, query));
  return (
    <section className="section">
      <h2>Les lieux</h2>
      <div className="choices no-print">
        <ChoiceField
          label="Service"
          value={service}
          choices={[{ id: '', label: 'Tous (dans une commune)', disabled: commune === ALL_COMMUNES }, ...services]}
          onChange={(id) => write('service', id === '' ? null : id)}
        />
        <ChoiceField
          label="Commune"
          value={commune}
          choices={[
            { id: ALL_COMMUNES, label: 'Tout le Département' },
            ...communes
              .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
              .map(({ code, name }) => ({ id: code, label: `${name} (${code})` })),
          ]}
          onChange={(code) => write('commune', code === ALL_COMMUNES ? null : code)}
        />
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton size="panel" label={labels.loading} />}
      {data !== undefined && (
        <>
          {data.total > data.places.length && (
            <p className="soft">
              Les {formatNumber(data.places.length)} premiers sur {formatNumber(data.total)} : le fichier « inventory » des exports les
              contient tous.
            </p>
          )}
          <DataTable
            caption="Lieux, et nombres là où les lieux ne sont pas connus"
            rows={data.places}
            columns={[
              { id: 'commune', header: 'Commune', kind: 'text', value: (row) => nameOf(row.communeCode) },
              ...(service === ''
                ? [
                    {
                      id: 'service',
                      header: 'Service',
                      kind: 'text' as const,
                      value: (row: InventoryPlace) => serviceLabels[row.serviceType] ?? row.serviceType,
                    },
                  ]
                : []),
              { id: 'name', header: 'Lieu', kind: 'text', value: (row) => row.name ?? (row.lon === null ? 'nombre seul' : 'sans nom') },
              { id: 'count', header: 'Nombre', kind: 'number', value: (row) => row.count },
              { id: 'address', header: 'Adresse', kind: 'text', value: (row) => row.address },
              { id: 'channel', header: 'Accueil', kind: 'text', value: (row) => CHANNEL_LABELS[row.channel] },
              {
                id: 'hours',
                header: 'Ouverture',
                unit: 'h par semaine',
                kind: 'number',
                value: (row) => row.weeklyHours,
                cell: (row) => formatNumber(row.weeklyHours, 1),
              },
              {
                id: 'sources',
                header: 'Dit par',
                kind: 'text',
                value: (row) => row.sources.map((id) => sourceTitles[id] ?? id).join(' ; '),
              },
              {
                id: 'position',
                header: 'Position dite par',
                kind: 'text',
                value: (row) => (row.said.position === null ? null : (sourceTitles[row.said.position] ?? row.said.position)),
              },
            ]}
            rowKey={(row) => row.placeId}
            initialSort={{ columnId: 'commune', descending: false }}
            fileName="lieux.csv"
            filterLabel={labels.filter}
          />
        </>
      )}
    </section>
  );
}

/** Doubts of one kind that are read at once; the others are a click away, and all of them in the file. */
const SHOWN_ISSUES = 30;

function Issues({ inventory: { issues, serviceLabels }, run }: { inventory: Inventory; run: RunSummary }) {
  const nameOf = useCommuneNames(run);
  if (issues.length === 0) return null;
  const byKind = Map.groupBy(issues, ({ kind }) => kind);
  const save = () =>
    downloadText(
      'a-verifier.csv',
      buildCsv(issues, [
        { id: 'kind', header: 'Quoi', kind: 'text', value: (row) => INVENTORY_ISSUE_LABELS[row.kind] },
        { id: 'code', header: 'Code commune', kind: 'text', value: (row) => row.communeCode },
        { id: 'commune', header: 'Commune', kind: 'text', value: (row) => nameOf(row.communeCode) },
        { id: 'service', header: 'Service', kind: 'text', value: (row) => serviceLabels[row.serviceType] ?? row.serviceType },
        { id: 'sentence', header: 'Ce qui fait doute, et comment le corriger', kind: 'text', value: (row) => row.sentence },
      ]),
    );
  return (
    <section className="section">
      <h2>À vérifier</h2>
      <p className="no-print">
        <button type="button" className="button" onClick={save}>
          Télécharger la liste (CSV)
        </button>
      </p>
      {INVENTORY_ISSUES.flatMap((kind) => {
        const found = byKind.get(kind) ?? [];
        if (found.length === 0) return [];
        return [
          <details key={kind} open={kind === 'contradiction'}>
            <summary>
              {INVENTORY_ISSUE_LABELS[kind]} : {formatNumber(found.length)}
            </summary>
            <ul>
              {found.slice(0, SHOWN_ISSUES).map(({ communeCode, serviceType, sentence }) => (
                <li key={`${communeCode} ${sentence}`}>
                  {nameOf(communeCode)}, {serviceLabels[serviceType] ?? serviceType} — {sentence}
                </li>
              ))}
            </ul>
            {found.length > SHOWN_ISSUES && (
              <p className="soft">{formatNumber(found.length - SHOWN_ISSUES)} autres sont dans la liste à télécharger.</p>
            )}
          </details>,
        ];
      })}
    </section>
  );
}

function Quality({ inventory: { quality, serviceLabels, sourceTitles } }: { inventory: Inventory }) {
  if (quality.length === 0) return null;
  const nameOf = (id: string) => sourceTitles[id] ?? id;
  return (
    <section className="section">
      <h2>Ce que valent les sources</h2>
      <p className="soft">
        Où deux sources placent un même service, ce qu’elles ont en commun dit combien il en manque à chacune (capture et recapture).
        L’estimation suppose les deux listes indépendantes : c’est un ordre de grandeur.
      </p>
      <DataTable
        caption="Chaque source, service par service"
        rows={quality}
        columns={[
          { id: 'service', header: 'Service', kind: 'text', value: (row) => serviceLabels[row.serviceType] ?? row.serviceType },
          { id: 'source', header: 'Source', kind: 'text', value: (row) => nameOf(row.sourceId) },
          { id: 'vintage', header: 'Millésime', kind: 'text', value: (row) => (row.vintage === null ? null : String(row.vintage)) },
          { id: 'count', header: 'Lieux', kind: 'number', value: (row) => row.facilityCount },
          {
            id: 'address',
            header: 'Placés à l’adresse',
            kind: 'number',
            value: (row) => row.addressShareRatio,
            cell: (row) => formatRatioAsPercent(row.addressShareRatio, 0),
          },
          {
            id: 'against',
            header: 'Avec les autres',
            kind: 'text',
            value: (row) =>
              row.against
                .map(
                  ({ sourceId, sharedCount, jaccard, estimatedTotal }) =>
                    `${formatNumber(sharedCount)} en commun avec ${nameOf(sourceId)} (${formatRatioAsPercent(jaccard, 0)} de tous${estimatedTotal === null ? '' : ` ; environ ${formatNumber(Math.round(estimatedTotal))} en tout, estimé`})`,
                )
                .join(' ; ') || null,
          },
        ]}
        rowKey={(row) => `${row.serviceType} ${row.sourceId}`}
        initialSort={{ columnId: 'service', descending: false }}
        fileName="sources.csv"
        filterLabel={labels.filter}
      />
    </section>
  );
}
