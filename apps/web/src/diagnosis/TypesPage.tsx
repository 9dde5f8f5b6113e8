import type { Diagnosis, TestConstraint, TestTerritory, TypologyRow } from '@maillage/domain/diagnosis/diagnosis.ts';
import { formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { communesQuery } from '../api/queries.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { MissingData } from '../ui/MissingData.tsx';
import { ScrollZone } from '../ui/ScrollZone.tsx';
import { DiagnosisFrame } from './DiagnosisFrame.tsx';
import { labels } from './labels.ts';

const KINDS = { commune: 'Commune', epci: 'Intercommunalité' } as const;

/** Types of territories in words, and the eight that represent them. */
export function TypesPage() {
  return (
    <DiagnosisFrame title={labels.types.title} lead={labels.types.lead}>
      {(diagnosis, run) => <Types diagnosis={diagnosis} run={run} />}
    </DiagnosisFrame>
  );
}

interface NamedTerritory {
  name: string;
  inhabitants: number;
}

/** Communes and their intercommunalities by code: names and inhabitants. */
function useTerritories(run: RunSummary): Map<string, NamedTerritory> {
  const { data: communes } = useQuery(communesQuery(run.id));
  const found = new Map<string, NamedTerritory>();
  for (const { code, name, populationCount, epciCode, epciName } of communes ?? []) {
    found.set(code, { name, inhabitants: populationCount ?? 0 });
    if (epciCode === null) continue;
    const epci = found.get(epciCode) ?? { name: epciName ?? epciCode, inhabitants: 0 };
    found.set(epciCode, { ...epci, inhabitants: epci.inhabitants + (populationCount ?? 0) });
  }
  return found;
}

function Types({ diagnosis, run }: { diagnosis: Diagnosis; run: RunSummary }) {
  const { typology, testTerritories, typologyNotes, emptyReasons } = diagnosis;
  const territories = useTerritories(run);
  const nameOf = (code: string) => territories.get(code)?.name ?? code;
  return (
    <>
      {typologyNotes.map((note) => (
        <p key={note} className="notice notice-warning">
          {note}
        </p>
      ))}
      <section className="section">
        <h2>{labels.types.testCaption}</h2>
        {testTerritories.length === 0 ? (
          <p>{emptyReasons['test-territories']}</p>
        ) : (
          <TestTerritories diagnosis={diagnosis} nameOf={nameOf} />
        )}
      </section>
      <section className="section">
        <h2>Les types</h2>
        <Classes diagnosis={diagnosis} territories={territories} />
        {typology.some((row) => row.class !== null) && (
          <DataTable
            caption={labels.types.caption}
            rows={typology}
            columns={[
              { id: 'kind', header: 'Échelle', kind: 'text', value: (row) => KINDS[row.kind] },
              { id: 'name', header: 'Territoire', kind: 'text', value: (row) => nameOf(row.territoryCode) },
              { id: 'label', header: 'Type', kind: 'text', value: (row) => row.label },
              { id: 'class', header: 'Classe', kind: 'number', value: (row) => row.class },
              { id: 'code', header: 'Code', kind: 'text', value: (row) => row.territoryCode },
            ]}
            rowKey={(row) => `${row.kind} ${row.territoryCode}`}
            initialSort={{ columnId: 'name', descending: false }}
            fileName="types.csv"
            filterLabel={labels.filter}
          />
        )}
      </section>
    </>
  );
}

function TestTerritories({ diagnosis, nameOf }: { diagnosis: Diagnosis; nameOf(code: string): string }) {
  const { testTerritories, testTerritoriesGapRatio, testConstraints } = diagnosis;
  return (
    <>
      <p>
        {testTerritoriesGapRatio === 0
          ? 'Aucun autre choix de huit territoires ne représente mieux l’ensemble : c’est prouvé.'
          : `Un autre choix ferait au mieux ${formatRatioAsPercent(testTerritoriesGapRatio)} de mieux.`}
      </p>
      <DataTable
        caption="Huit territoires et ce qu’ils représentent"
        rows={testTerritories}
        columns={[
          { id: 'rank', header: 'Rang', kind: 'number', value: (row) => row.rank },
          { id: 'name', header: 'Territoire', kind: 'text', value: (row) => row.name },
          { id: 'type', header: 'Type', kind: 'text', value: (row) => row.type },
          {
            id: 'share',
            header: 'Habitants représentés',
            kind: 'number',
            value: (row) => row.representedShareRatio,
            cell: (row) => formatRatioAsPercent(row.representedShareRatio),
          },
          { id: 'labels', header: 'Étiquettes', kind: 'text', value: (row) => row.labels.join(', ') || null },
          { id: 'farthest', header: 'Le moins bien représenté', kind: 'text', value: (row: TestTerritory) => row.farthest },
          { id: 'code', header: 'Code', kind: 'text', value: (row) => row.territoryCode },
        ]}
        rowKey={(row) => row.territoryCode}
        initialSort={{ columnId: 'rank', descending: false }}
        fileName="territoires-tests.csv"
        filterLabel={labels.filter}
      />
      {testConstraints.length > 0 && (
        <>
          <h3>Ce que coûte chaque contrainte</h3>
          <p className="soft">
            Sans la contrainte, les huit territoires pourraient être plus proches de tous les autres : c’est ce qu’elle coûte. Les
            étiquettes viennent de votre tableau, jamais d’une supposition.
          </p>
          <ScrollZone label="Contraintes des territoires tests">
            <table>
              <caption className="visually-hidden">Contraintes des territoires tests et ce qu’elles coûtent</caption>
              <thead>
                <tr>
                  <th scope="col">Contrainte</th>
                  <th scope="col">Respectée par</th>
                  <th scope="col" className="number">
                    Coût
                  </th>
                </tr>
              </thead>
              <tbody>
                {testConstraints.map((constraint) => (
                  <tr key={`${constraint.kind} ${constraint.label}`}>
                    <th scope="row">{constraint.kind === 'label' ? `Au moins un territoire « ${constraint.label} »` : constraint.label}</th>
                    <td>{constraint.kind === 'label' ? constraint.metBy.map(nameOf).join(', ') : 'tous'}</td>
                    <td className="number">{costText(constraint)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollZone>
        </>
      )}
    </>
  );
}

function costText({ costRatio }: TestConstraint): string {
  if (costRatio === null) return 'non calculé';
  if (Math.abs(costRatio) < 0.0005) return 'rien';
  return `${costRatio > 0 ? '+' : ''}${formatRatioAsPercent(costRatio)} de distance`;
}

/** How many territories and inhabitants each class has. */
function Classes({ diagnosis, territories }: { diagnosis: Diagnosis; territories: ReadonlyMap<string, NamedTerritory> }) {
  const known = diagnosis.typology.filter((row) => row.class !== null);
  const groups = [...Map.groupBy(known, (row) => `${row.kind} ${row.class}`).values()].sort(
    ([a], [b]) => kindOrder(a!) - kindOrder(b!) || a!.class! - b!.class!,
  );
  if (groups.length === 0)
    return (
      <MissingData>
        {diagnosis.emptyReasons.typology ?? 'aucun territoire n’a assez de variables renseignées pour avoir un type.'}
      </MissingData>
    );
  return (
    <>
      {diagnosis.typologySummaries.map((summary) => (
        <p key={summary.kind}>
          {summary.kind === 'commune' ? 'Communes' : 'Intercommunalités'} : {summary.classCount} types, qui tiennent{' '}
          {formatRatioAsPercent(summary.betweenRatio)} des différences (silhouette moyenne {formatNumber(summary.meanSilhouette, 2)}).
        </p>
      ))}
      <ScrollZone label="Types de territoires">
        <table>
          <caption className="visually-hidden">Nombre de territoires et d’habitants de chaque type</caption>
          <thead>
            <tr>
              <th scope="col">Type</th>
              <th scope="col">Échelle</th>
              <th scope="col" className="number">
                Territoires
              </th>
              <th scope="col" className="number">
                Habitants
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map((rows) => {
              const [first] = rows;
              return (
                <tr key={`${first!.kind} ${first!.class}`}>
                  <th scope="row">{first!.label}</th>
                  <td>{KINDS[first!.kind]}</td>
                  <td className="number">{formatNumber(rows.length)}</td>
                  <td className="number">
                    {formatNumber(rows.reduce((sum, { territoryCode }) => sum + (territories.get(territoryCode)?.inhabitants ?? 0), 0))}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollZone>
    </>
  );
}

const kindOrder = ({ kind }: TypologyRow) => (kind === 'epci' ? 0 : 1);
