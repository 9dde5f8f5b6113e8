import './sources.css';
import type { SourcesView } from '@maillage/domain/sources/sources-view.ts';
import { useQuery } from '@tanstack/react-query';
import { latestRunQuery, manifestQuery, sourcesQuery } from '../api/queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { FileDrop } from './FileDrop.tsx';
import { FileReport } from './FileReport.tsx';
import { JobList } from './JobList.tsx';
import { useJobRequest } from './job-actions.ts';
import { SourceTable } from './SourceTable.tsx';

/** « Données » : what a diagnosis needs, what is there, what is missing, and the three ways to bring it. */
export function SourcesPage() {
  usePageTitle('Données');
  const { data: view, error, refetch } = useQuery(sourcesQuery);
  return (
    <main id="contenu" className="page sources-page" tabIndex={-1}>
      <h1>Données</h1>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!error && view === undefined && <Skeleton size="page" label="Lecture des sources…" />}
      {view && <Sources view={view} />}
    </main>
  );
}

function Sources({ view }: { view: SourcesView }) {
  return (
    <>
      <p className="lead">{summaryOf(view)}</p>
      <JobList />
      <ThreeWays folder={view.folder} />
      <Missing />
      <section className="section">
        <h2>Sources officielles</h2>
        <SourceTable view={view} />
      </section>
      {view.otherFiles.length > 0 && (
        <section className="section">
          <h2>Fichiers écartés</h2>
          <p>Ces fichiers du dossier n’entrent dans aucun calcul, pour la raison dite. Rien n’est effacé.</p>
          <ul className="file-reports">
            {view.otherFiles.map((file) => (
              <FileReport key={file.path} file={file} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** « 2 sources chargées sur 5. Il manque, parmi les indispensables : … » */
function summaryOf(view: SourcesView): string {
  const loaded = view.sources.filter((one) => one.state === 'loaded').length;
  const missing = view.sources
    .filter((one) => one.state !== 'loaded' && one.source.necessity === 'required')
    .map((one) => one.source.title);
  const counted = `${loaded} ${loaded > 1 ? 'sources chargées' : 'source chargée'} sur ${view.sources.length} pour « ${view.departementName} ».`;
  return missing.length === 0
    ? `${counted} Aucune source indispensable ne manque.`
    : `${counted} Il manque, parmi les indispensables : ${missing.join(', ')}.`;
}

function ThreeWays({ folder }: { folder: string }) {
  const request = useJobRequest();
  return (
    <section className="section no-print">
      <h2>Trois façons d’apporter un fichier</h2>
      <ol className="ways">
        <li>
          <h3>Le déposer ici</h3>
          <FileDrop />
        </li>
        <li>
          <h3>Le placer dans le dossier</h3>
          <p>
            Copiez-le dans <code>{folder}</code>, sous le nom que vous voulez : il est reconnu par ses en-têtes.
          </p>
          <button type="button" className="button" disabled={request.isPending} onClick={() => request.mutate({ kind: 'build' })}>
            Relire le dossier et calculer
          </button>
          {request.error && <ErrorNotice error={request.error} />}
        </li>
        <li>
          <h3>Le télécharger</h3>
          <p>
            Dans le tableau ci-dessous, « Télécharger » va chercher le fichier chez son producteur. Interrompu, il reprend où il en était.
          </p>
        </li>
      </ol>
    </section>
  );
}

/** What the served run lacks, and the choices it made, said plainly. */
function Missing() {
  const { data: run } = useQuery(latestRunQuery);
  const { data: manifest } = useQuery({ ...manifestQuery(run?.id ?? ''), enabled: run !== undefined });
  if (manifest === undefined) return null;
  return (
    <section className="section">
      <h2>Ce qui manque au calcul publié</h2>
      {manifest.missing.length === 0 ? <p>Rien ne manque.</p> : <SentenceList sentences={manifest.missing} />}
      {manifest.neighbours.length > 0 && (
        <SentenceList
          sentences={manifest.neighbours.map(
            (one) =>
              `${one.name} (${one.departementCode}), voisin : communes ${one.communesLoaded ? 'chargées' : 'absentes'}, équipements ${one.facilitiesLoaded ? 'chargés' : 'absents'}.`,
          )}
        />
      )}
      {manifest.choices.length > 0 && (
        <details>
          <summary>Choix faits entre plusieurs fichiers</summary>
          <SentenceList sentences={manifest.choices} />
        </details>
      )}
    </section>
  );
}

function SentenceList({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
