import { formatMinutes, formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import type { Hierarchy } from '@maillage/domain/hierarchy/hierarchy.ts';
import { LEVEL_RULE_LABELS } from '@maillage/domain/hierarchy/level-rules.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { CENTRE_LEVEL_LABELS, SERVICE_RANGE_LABELS, type ServiceRange } from '@maillage/domain/services/ranges.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { manifestQuery } from '../api/queries.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { CentreRuleTrial } from './CentreRuleTrial.tsx';
import { ChapterFrame } from './ChapterFrame.tsx';
import { useCommuneNames } from './commune-names.ts';
import { labels } from './labels.ts';

/** Which communes hold the services, who turns to them, and what hangs on a threshold. */
export function CentresPage() {
  return (
    <ChapterFrame title={labels.centres.title} lead={labels.centres.lead} chapter="hierarchy" method="centres">
      {(hierarchy, run) => <Content hierarchy={hierarchy} run={run} />}
    </ChapterFrame>
  );
}

function Content({ hierarchy, run }: { hierarchy: Hierarchy; run: RunSummary }) {
  const ownName = useCommuneNames(run);
  // A town beyond the limit draws too: its own name is in the chapter.
  const nameOf = (code: string) => hierarchy.outsideNames[code] ?? ownName(code);
  const { data: manifest } = useQuery(manifestQuery(run.id));
  if (hierarchy.endowment === null) return <p>{hierarchy.emptyReasons.guttman}</p>;
  return (
    <>
      <p>
        <Link to="/atlas/centre-level">Voir la carte des pôles</Link>
      </p>
      {manifest && <CentreRuleTrial run={run} rule={manifest.parameters.centreRule} nameOf={nameOf} />}
      <Flips hierarchy={hierarchy} nameOf={nameOf} />
      <Areas hierarchy={hierarchy} nameOf={nameOf} />
      <Ladder hierarchy={hierarchy} nameOf={nameOf} />
      <Levels hierarchy={hierarchy} />
    </>
  );
}

interface PartProps {
  hierarchy: Hierarchy;
  nameOf(code: string): string;
}

function Flips({ hierarchy, nameOf }: PartProps) {
  const communes = new Set(hierarchy.flips.map(({ communeCode }) => communeCode)).size;
  return (
    <section className="section">
      <h2>Ce qui tient à un seuil</h2>
      <p>
        {communes === 0
          ? hierarchy.emptyReasons['centre-flips']
          : `${formatNumber(communes)} ${communes > 1 ? 'communes changent' : 'commune change'} de niveau quand un seul seuil bouge de 10 %.`}
      </p>
      {communes > 0 && (
        <DataTable
          caption="Communes qui changent de niveau quand un seuil bouge de 10 %"
          rows={hierarchy.flips}
          columns={[
            { id: 'code', header: 'Code', kind: 'text', value: (row) => row.communeCode },
            { id: 'name', header: 'Commune', kind: 'text', value: (row) => nameOf(row.communeCode) },
            { id: 'threshold', header: 'Seuil', kind: 'text', value: (row) => row.threshold },
            {
              id: 'change',
              header: 'Déplacement',
              kind: 'number',
              value: (row) => row.changeRatio,
              cell: (row) => signed(row.changeRatio),
            },
            { id: 'from', header: 'Niveau publié', kind: 'text', value: (row) => CENTRE_LEVEL_LABELS[row.fromLevel] },
            { id: 'to', header: 'Deviendrait', kind: 'text', value: (row) => CENTRE_LEVEL_LABELS[row.toLevel] },
          ]}
          rowKey={(row) => `${row.threshold} ${row.changeRatio} ${row.communeCode}`}
          initialSort={{ columnId: 'name', descending: false }}
          fileName="poles-et-seuils.csv"
          filterLabel={labels.filter}
        />
      )}
    </section>
  );
}

const signed = (ratio: number) => `${ratio > 0 ? '+' : '−'}${formatRatioAsPercent(Math.abs(ratio), 0)}`;

function Areas(props: PartProps) {
  const { hierarchy, nameOf } = props;
  if (hierarchy.attraction.length === 0) return <p>{hierarchy.emptyReasons.attraction}</p>;
  const shared = hierarchy.attraction.filter((row) => row.shared).length;
  return (
    <section className="section">
      <h2>Qui se rend où</h2>
      <p>
        Pour chaque niveau, le pôle le plus proche en temps, et celui qui attire le plus selon sa taille et son éloignement (Huff).{' '}
        {formatNumber(shared)} {shared > 1 ? 'rattachements sont partagés' : 'rattachement est partagé'} : un second pôle attire presque
        autant.
      </p>
      <DataTable
        caption="Pôle de chaque commune, niveau par niveau"
        rows={hierarchy.attraction}
        columns={[
          { id: 'code', header: 'Code', kind: 'text', value: (row) => row.communeCode },
          { id: 'name', header: 'Commune', kind: 'text', value: (row) => nameOf(row.communeCode) },
          { id: 'level', header: 'Niveau cherché', kind: 'text', value: (row) => `${row.level} ${CENTRE_LEVEL_LABELS[row.level]}` },
          { id: 'centre', header: 'Pôle le plus proche', kind: 'text', value: (row) => named(row.centreCode, props) },
          {
            id: 'minutes',
            header: 'Temps',
            unit: 'min',
            kind: 'number',
            value: (row) => row.minutes,
            cell: (row) => formatMinutes(row.minutes),
          },
          { id: 'huff', header: 'Attire le plus', kind: 'text', value: (row) => named(row.huffCentreCode, props) },
          {
            id: 'share',
            header: 'Part',
            kind: 'number',
            value: (row) => row.huffShareRatio,
            cell: (row) => formatRatioAsPercent(row.huffShareRatio, 0),
          },
          { id: 'second', header: 'Ensuite', kind: 'text', value: (row) => named(row.secondCentreCode, props) },
          { id: 'shared', header: 'Aire partagée', kind: 'text', value: (row) => (row.shared ? 'oui' : 'non') },
        ]}
        rowKey={(row) => `${row.communeCode} ${row.level}`}
        initialSort={{ columnId: 'name', descending: false }}
        fileName="attraction.csv"
        filterLabel={labels.filter}
      />
    </section>
  );
}

/** The name of a centre, and whether it stands beyond the limit. */
function named(code: string | null, { hierarchy, nameOf }: PartProps): string | null {
  if (code === null) return null;
  return hierarchy.outsideNames[code] === undefined ? nameOf(code) : `${nameOf(code)} (hors du Département)`;
}

function Ladder({ hierarchy, nameOf }: PartProps) {
  const { scalogram, anomalies, levels } = hierarchy;
  if (scalogram === null) return null;
  const labelOf = new Map(levels.map(({ serviceType, label }) => [serviceType, label]));
  return (
    <section className="section">
      <h2>L’ordre d’apparition, et ce qui manque</h2>
      <p>
        Si chaque commune avait exactement les services les plus courants, l’ordre expliquerait tout. Il explique ici{' '}
        {formatRatioAsPercent(scalogram.reproducibility)} des présences et des absences (
        {formatRatioAsPercent(scalogram.marginalReproducibility)} par les seules fréquences
        {scalogram.scalability !== null && ` ; échelonnabilité ${formatNumber(scalogram.scalability, 2)}, bonne à partir de 0,60`}).
      </p>
      <DataTable
        caption="Services attendus et absents, ou présents sans être attendus"
        rows={anomalies}
        columns={[
          { id: 'code', header: 'Code', kind: 'text', value: (row) => row.communeCode },
          { id: 'name', header: 'Commune', kind: 'text', value: (row) => nameOf(row.communeCode) },
          { id: 'service', header: 'Service', kind: 'text', value: (row) => labelOf.get(row.serviceType) ?? row.serviceType },
          {
            id: 'kind',
            header: 'Écart',
            kind: 'text',
            value: (row) => (row.kind === 'missing' ? 'attendu, absent' : 'présent, inattendu'),
          },
        ]}
        rowKey={(row) => `${row.communeCode} ${row.serviceType}`}
        initialSort={{ columnId: 'name', descending: false }}
        fileName="services-attendus.csv"
        filterLabel={labels.filter}
      />
    </section>
  );
}

function Levels({ hierarchy }: { hierarchy: Hierarchy }) {
  const level = (rule: 'quantile' | 'relative-frequency' | 'cluster') => ({
    id: rule,
    header: LEVEL_RULE_LABELS[rule],
    kind: 'text' as const,
    value: (row: Hierarchy['levels'][number]) => rangeLabel(row[rule]),
  });
  return (
    <section className="section">
      <h2>Le niveau de chaque service, selon quatre règles</h2>
      <DataTable
        caption="Niveau de chaque service selon la règle"
        rows={hierarchy.levels}
        columns={[
          { id: 'label', header: 'Service', kind: 'text', value: (row) => row.label },
          { id: 'official', header: LEVEL_RULE_LABELS.official, kind: 'text', value: (row) => rangeLabel(row.official) },
          level('quantile'),
          level('relative-frequency'),
          level('cluster'),
        ]}
        rowKey={(row) => row.serviceType}
        initialSort={{ columnId: 'label', descending: false }}
        fileName="niveaux-des-services.csv"
        filterLabel={labels.filter}
      />
    </section>
  );
}

const rangeLabel = (range: ServiceRange | null) => (range === null ? null : SERVICE_RANGE_LABELS[range]);
