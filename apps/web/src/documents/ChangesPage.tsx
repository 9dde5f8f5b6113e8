import './documents.css';
import { DOCUMENT_KINDS, DOCUMENT_LABELS, type DocumentKind } from '@maillage/domain/documents/document.ts';
import { type DocumentChanges, documentKind } from '@maillage/domain/documents/document-view.ts';
import { formatDate } from '@maillage/domain/format.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { changesQuery, runsQuery } from '../api/document-queries.ts';
import { useChoices } from '../trial/use-choices.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { ChoiceField } from '../ui/RangeField.tsx';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ChangedMaps } from './ChangedMaps.tsx';
import { ChangedSections } from './ChangedSections.tsx';

/** What moved in a document from one run to another: its sentences, its figures, its maps. The address holds both runs. */
export function ChangesPage() {
  const known = documentKind.safeParse(useParams().kind);
  const kind = known.success ? known.data : null;
  usePageTitle(kind === null ? 'Document inconnu' : `Ce qui a changé : ${DOCUMENT_LABELS[kind]}`);
  return (
    <RequireRun>
      {(run) => (
        <main id="contenu" className="page" tabIndex={-1}>
          <p className="small no-print">
            <Link to="/documents">Documents</Link>
          </p>
          {kind === null ? (
            <>
              <h1>Document inconnu</h1>
              <p>Aucun document ne porte ce nom. Choisissez-le dans la liste des documents.</p>
            </>
          ) : (
            <Compared {...{ kind, run }} />
          )}
        </main>
      )}
    </RequireRun>
  );
}

function Compared({ kind, run }: { kind: DocumentKind; run: RunSummary }) {
  const { read, change } = useChoices();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(runsQuery);
  const runs = data?.filter(({ departementCode }) => departementCode === run.departementCode);
  // Without a choice: the served run, and the one just before.
  const toRunId = read('apres') ?? run.id;
  const at = runs?.findIndex(({ id }) => id === toRunId) ?? -1;
  const fromRunId = read('avant') ?? runs?.[at + 1]?.id;
  const territory = read('territoire');
  return (
    <>
      <h1>Ce qui a changé : {DOCUMENT_LABELS[kind]}</h1>
      <p className="lead">
        Le même document, écrit à partir de deux calculs publiés : ses phrases, ses chiffres et ses cartes. Le plan et vos textes sont ceux
        d’aujourd’hui dans les deux.
      </p>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!error && runs === undefined && <Skeleton size="page" label="Lecture des calculs publiés…" />}
      {runs !== undefined && runs.length < 2 && (
        <p className="notice">
          Un seul calcul est publié : il n’y a encore rien à comparer. Cette page se remplira au prochain calcul publié.
        </p>
      )}
      {runs !== undefined && runs.length >= 2 && (
        <>
          <div className="changes-choice no-print">
            <ChoiceField
              label="Document"
              value={kind}
              choices={DOCUMENT_KINDS.map((id) => ({ id, label: DOCUMENT_LABELS[id] }))}
              onChange={(next) => navigate({ pathname: `/documents/${next}/changements`, search: sayRuns(read('avant'), read('apres')) })}
            />
            <ChoiceField label="Avant" value={fromRunId ?? ''} choices={listChoices(runs)} onChange={(id) => change({ avant: id })} />
            <ChoiceField label="Après" value={toRunId} choices={listChoices(runs)} onChange={(id) => change({ apres: id })} />
          </div>
          {fromRunId === undefined ? (
            <p className="notice">Aucun calcul n’a été publié avant celui-ci : choisissez l’autre calcul.</p>
          ) : (
            <Changes {...{ fromRunId, toRunId, kind, territory, runs }} />
          )}
        </>
      )}
    </>
  );
}

/** The same two runs, for another document; a territory is of one document only. */
function sayRuns(before: string | null, after: string | null): string {
  return String(new URLSearchParams({ ...(before === null ? {} : { avant: before }), ...(after === null ? {} : { apres: after }) }));
}

/** The day of a run, and the beginning of its name: two may be of one day. */
const listChoices = (runs: readonly RunSummary[]) => [
  { id: '', label: 'Choisir', disabled: true },
  ...runs.map((run) => ({ id: run.id, label: sayRun(run) })),
];
const sayRun = ({ id, publishedAt }: RunSummary) => `${formatDate(publishedAt)} (${id.slice(0, 8)})`;

interface ChangesProps {
  fromRunId: string;
  toRunId: string;
  kind: DocumentKind;
  territory: string | null;
  runs: readonly RunSummary[];
}

function Changes({ runs, ...told }: ChangesProps) {
  const { data, error, refetch } = useQuery(changesQuery(told));
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton size="page" label="Comparaison des deux éditions, quelques secondes la première fois…" />;
  const [from, to] = [told.fromRunId, told.toRunId].map((id) => runs.find((run) => run.id === id));
  return (
    <>
      {from && to && (
        <p className="small soft">
          {`Avant : calcul publié le ${sayRun(from)}. Après : calcul publié le ${sayRun(to)}.`}
          {told.territory !== null && ` Territoire : ${told.territory}.`}
        </p>
      )}
      <p className="changes-answer" role="status">
        {sayChanges(data)}
      </p>
      {data.paragraphs.length > 0 && <ChangedSections paragraphs={data.paragraphs} />}
      {data.maps.length > 0 && <ChangedMaps maps={data.maps} />}
      {data.figures.length > 0 && (
        <section>
          <h2>Chiffre par chiffre</h2>
          <DataTable
            caption="Chiffres imprimés qui ont changé, avant et après"
            rows={data.figures}
            columns={[
              { id: 'label', header: 'Chiffre', kind: 'text', value: ({ label }) => label },
              { id: 'territory', header: 'Territoire', kind: 'text', value: ({ territory }) => territory ?? 'Ensemble' },
              { id: 'before', header: 'Avant', kind: 'text', value: ({ before }) => before },
              { id: 'after', header: 'Après', kind: 'text', value: ({ after }) => after },
            ]}
            rowKey={({ id }) => id}
            initialSort={{ columnId: '', descending: false }}
            fileName={`ce-qui-a-change-${told.kind}.csv`}
            filterLabel="Chercher un chiffre ou un territoire"
          />
        </section>
      )}
    </>
  );
}

function sayChanges({ paragraphs, figures, maps }: DocumentChanges): string {
  const counts: (readonly [number, string, string])[] = [
    [paragraphs.length, 'paragraphe', 'paragraphes'],
    [figures.length, 'chiffre', 'chiffres'],
    [maps.length, 'carte', 'cartes'],
  ];
  const said = counts.filter(([count]) => count > 0).map(([count, one, many]) => `${count} ${count > 1 ? many : one}`);
  if (said.length === 0) return 'Rien n’a changé d’une édition à l’autre : ni les phrases, ni les chiffres, ni les cartes.';
  const total = counts.reduce((sum, [count]) => sum + count, 0);
  return `${new Intl.ListFormat('fr').format(said)} ${total > 1 ? 'ont' : 'a'} changé.`;
}
