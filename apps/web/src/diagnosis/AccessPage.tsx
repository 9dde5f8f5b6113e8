import {
  ACCESS_PROFILE_LABELS,
  ACCESS_PROFILES,
  type AccessMeasures,
  EQUITY_LABELS,
} from '@maillage/domain/accessibility/access-measures.ts';
import { formatMinutes, formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { useQuery } from '@tanstack/react-query';
import { chapterQuery } from '../api/chapter-query.ts';
import { useChoices } from '../trial/use-choices.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ChoiceField } from '../ui/RangeField.tsx';
import { AccessShares } from './AccessShares.tsx';
import { CatchmentTable } from './CatchmentTable.tsx';
import { ChapterFrame } from './ChapterFrame.tsx';
import { labels } from './labels.ts';

/** Access beyond the nearest service: for whom, with what choice, how equally, with what competition. */
export function AccessPage() {
  return (
    <ChapterFrame title={labels.access.title} lead={labels.access.lead} chapter="accessMeasures" method="mesures-acces">
      {(measures, run) => <Content measures={measures} run={run} />}
    </ChapterFrame>
  );
}

/** Names of ranges, themes, baskets and services, by id. */
function useScopeNames(run: RunSummary): Map<string, string> {
  const { data } = useQuery(chapterQuery(run.id, 'greyZones'));
  return new Map(data?.scopes.map(({ id, label }) => [id, label]));
}

function Content({ measures, run }: { measures: AccessMeasures; run: RunSummary }) {
  const names = useScopeNames(run);
  if (measures.profiles.length === 0) return <p>{measures.emptyReasons['access-profiles']}</p>;
  return (
    <>
      {measures.notes.map((note) => (
        <p key={note} className="notice notice-warning">
          {note}
        </p>
      ))}
      <AccessShares run={run} names={names} missing={measures.missingProfiles} />
      <Profiles measures={measures} names={names} />
      <Postal measures={measures} />
      <Choice measures={measures} />
      <CatchmentTable run={run} names={names} />
      <Equity measures={measures} names={names} />
      <Border measures={measures} />
    </>
  );
}

function Profiles({ measures, names }: { measures: AccessMeasures; names: ReadonlyMap<string, string> }) {
  const { read, write } = useChoices();
  const known = ACCESS_PROFILES.filter((profile) => measures.profiles.some((row) => row.profile === profile));
  const profile = known.find((one) => one === read('public')) ?? 'all';
  const rows = measures.profiles.filter((row) => row.profile === profile);
  return (
    <section className="section">
      <h2>Pour qui</h2>
      <div className="choices no-print">
        <ChoiceField
          label="Habitants regardés"
          value={profile}
          choices={known.map((id) => ({ id, label: ACCESS_PROFILE_LABELS[id] }))}
          onChange={(id) => write('public', id === 'all' ? null : id)}
        />
      </div>
      {profile === 'without-car' && (
        <p>
          À pied, du centre de chaque commune : 1,3 fois la distance à vol d’oiseau, à 4,8 km/h (estimé). Un service de la commune est à 0
          minute.
        </p>
      )}
      {Object.values(measures.missingProfiles).map((reason) => (
        <p key={reason} className="soft">
          {reason}
        </p>
      ))}
      <DataTable
        caption={`Temps d’accès, ${ACCESS_PROFILE_LABELS[profile]}`}
        rows={rows}
        columns={[
          { id: 'scope', header: 'Services', kind: 'text', value: (row) => names.get(row.scopeId) ?? row.scopeId },
          {
            id: 'mean',
            header: 'Temps moyen',
            kind: 'number',
            value: (row) => row.meanMinutes,
            cell: (row) => formatMinutes(row.meanMinutes, 1),
          },
          {
            id: 'median',
            header: 'La moitié à moins de',
            kind: 'number',
            value: (row) => row.medianMinutes,
            cell: (row) => formatMinutes(row.medianMinutes, 1),
          },
          {
            id: 'p90',
            header: 'Neuf sur dix à moins de',
            kind: 'number',
            value: (row) => row.p90Minutes,
            cell: (row) => formatMinutes(row.p90Minutes, 1),
          },
          ...[0, 1, 2].map((place) => ({
            id: `beyond${place}`,
            header: ['Au-delà du premier seuil', 'du deuxième', 'du troisième'][place]!,
            kind: 'number' as const,
            value: (row: (typeof rows)[number]) => row.beyond[place]?.shareRatio ?? null,
            cell: (row: (typeof rows)[number]) =>
              row.beyond[place] && `${formatRatioAsPercent(row.beyond[place].shareRatio)} (${formatMinutes(row.beyond[place].minutes)})`,
          })),
        ]}
        rowKey={(row) => row.scopeId}
        initialSort={{ columnId: '', descending: false }}
        fileName="acces-par-public.csv"
        filterLabel={labels.filter}
      />
    </section>
  );
}

function Postal({ measures: { postal } }: { measures: AccessMeasures }) {
  return (
    <section className="section">
      <h2>La règle de présence postale</h2>
      {postal === null ? (
        <p>Les points de contact postaux ne sont pas recensés : la règle ne peut pas être vérifiée.</p>
      ) : (
        <p>
          {postal.farPopulationCount === 0
            ? 'Aucun habitant n’est'
            : `${formatNumber(postal.farPopulationCount)} ${postal.farPopulationCount > 1 ? 'habitants' : 'habitant'}, soit ${formatRatioAsPercent(postal.farShareRatio, 2)}, ${postal.farPopulationCount > 1 ? 'sont' : 'est'}`}{' '}
          à la fois à plus de 5 km et à plus de 20 minutes en voiture d’un point de contact. La loi en admet au plus{' '}
          {formatRatioAsPercent(postal.limitRatio, 0)} :{' '}
          <strong>{postal.respected ? 'elle est respectée' : 'la limite est dépassée'}</strong>. Distance : 1,3 fois le vol d’oiseau.
        </p>
      )}
    </section>
  );
}

function Choice({ measures: { choice } }: { measures: AccessMeasures }) {
  return (
    <section className="section">
      <h2>Avec quel choix</h2>
      <DataTable
        caption="Deuxième et troisième lieu le plus proche, et lieux à portée"
        rows={choice}
        columns={[
          { id: 'label', header: 'Service', kind: 'text', value: (row) => row.label },
          {
            id: 'second',
            header: 'Le deuxième',
            kind: 'number',
            value: (row) => row.secondMeanMinutes,
            cell: (row) => formatMinutes(row.secondMeanMinutes, 1),
          },
          {
            id: 'third',
            header: 'Le troisième',
            kind: 'number',
            value: (row) => row.thirdMeanMinutes,
            cell: (row) => formatMinutes(row.thirdMeanMinutes, 1),
          },
          {
            id: 'within',
            header: 'Lieux à portée, en moyenne',
            kind: 'number',
            value: (row) => row.within.at(-1)?.meanCount ?? null,
            cell: (row) =>
              row.within.map(({ minutes, meanCount }) => `${formatNumber(meanCount, 1)} (${formatMinutes(minutes)})`).join(', '),
          },
          {
            id: 'three',
            header: 'Habitants qui en ont trois',
            kind: 'number',
            value: (row) => row.within.at(-1)?.threeShareRatio ?? null,
            cell: (row) => formatRatioAsPercent(row.within.at(-1)?.threeShareRatio ?? null),
          },
        ]}
        rowKey={(row) => row.serviceType}
        initialSort={{ columnId: 'label', descending: false }}
        fileName="choix.csv"
        filterLabel={labels.filter}
      />
    </section>
  );
}

function Equity({ measures: { equity }, names }: { measures: AccessMeasures; names: ReadonlyMap<string, string> }) {
  const services = [...Map.groupBy(equity, ({ serviceType }) => serviceType)].map(([serviceType, rows]) => ({
    serviceType,
    label: names.get(serviceType) ?? names.get(`service.${serviceType}`) ?? serviceType,
    of: (measure: string, group: string) => rows.find((row) => row.measure === measure && row.group === group)?.value ?? null,
  }));
  const [first] = SERVICE_RANGES;
  const proximity = services.find(({ serviceType }) => serviceType === `range.${first}`);
  const gap = proximity?.of('rural_urban_gap', 'density') ?? null;
  const column = (measure: keyof typeof EQUITY_LABELS, group: string, header: string) => ({
    id: `${measure} ${group}`,
    header,
    kind: 'number' as const,
    value: (row: (typeof services)[number]) => row.of(measure, group),
    cell: (row: (typeof services)[number]) => formatNumber(row.of(measure, group), 3),
  });
  return (
    <section className="section">
      <h2>À parts égales ?</h2>
      {gap !== null && (
        <p>
          Pour la gamme {SERVICE_RANGE_LABELS[first]}, les habitants des communes de moins de 300 habitants au km² mettent{' '}
          {formatMinutes(Math.abs(gap), 1)} de {gap >= 0 ? 'plus' : 'moins'} que les autres. Un indice de Gini de 0 dirait que tous mettent
          le même temps.
        </p>
      )}
      <DataTable
        caption="Inégalités des temps d’accès"
        rows={services}
        columns={[
          { id: 'label', header: 'Services', kind: 'text', value: (row) => row.label },
          column('gini', 'all', EQUITY_LABELS.gini),
          column('palma', 'all', EQUITY_LABELS.palma),
          column('p90_p10', 'all', EQUITY_LABELS.p90_p10),
          column('theil', 'all', EQUITY_LABELS.theil),
          column('theil_between', 'epci', 'dont entre intercommunalités'),
          column('theil_between', 'density', 'dont entre densités'),
          column('rural_urban_gap', 'density', EQUITY_LABELS.rural_urban_gap),
        ]}
        rowKey={(row) => row.serviceType}
        initialSort={{ columnId: '', descending: false }}
        fileName="equite.csv"
        filterLabel={labels.filter}
      />
    </section>
  );
}

function Border({ measures: { border } }: { measures: AccessMeasures }) {
  if (border.length === 0) return null;
  return (
    <section className="section">
      <h2>De l’autre côté de la limite</h2>
      <DataTable
        caption="Ce que les lieux voisins changent"
        rows={border}
        columns={[
          { id: 'label', header: 'Service', kind: 'text', value: (row) => row.label },
          {
            id: 'share',
            header: 'Habitants dont le plus proche est hors du Département',
            kind: 'number',
            value: (row) => row.outsideShareRatio,
            cell: (row) => formatRatioAsPercent(row.outsideShareRatio),
          },
          {
            id: 'mean',
            header: 'Temps moyen',
            kind: 'number',
            value: (row) => row.meanMinutes,
            cell: (row) => formatMinutes(row.meanMinutes, 1),
          },
          {
            id: 'inside',
            header: 'Sans les lieux voisins',
            kind: 'number',
            value: (row) => row.meanMinutesInsideOnly,
            cell: (row) => formatMinutes(row.meanMinutesInsideOnly, 1),
          },
        ]}
        rowKey={(row) => row.serviceType}
        initialSort={{ columnId: 'share', descending: true }}
        fileName="effets-de-frontiere.csv"
        filterLabel={labels.filter}
      />
    </section>
  );
}
