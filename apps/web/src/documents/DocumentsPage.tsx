import './documents.css';
import { DOCUMENT_LABELS } from '@maillage/domain/documents/document.ts';
import { DOCUMENT_PURPOSES, type DocumentsView } from '@maillage/domain/documents/draft.ts';
import { formatDate } from '@maillage/domain/format.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { documentsQuery } from '../api/document-queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';

/** The documents of the scheme: what each is, what the staff wrote in it, what must be read again. */
export function DocumentsPage() {
  usePageTitle('Documents');
  const { data, error, refetch } = useQuery(documentsQuery);
  return (
    <RequireRun>
      {() => (
        <main id="contenu" className="page" tabIndex={-1}>
          <h1>Documents</h1>
          <p className="lead">
            Chaque document est écrit à partir du calcul publié et du plan. Vos paragraphes y restent d’un calcul à l’autre ; ceux que les
            données démentent sont à revoir.
          </p>
          {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
          {!error && data === undefined && <Skeleton height="60vh" label="Lecture des documents…" />}
          {data && (
            <ul className="documents">
              {data.documents.map((document) => (
                <DocumentItem key={document.kind} document={document} canWrite={data.canWrite} />
              ))}
            </ul>
          )}
        </main>
      )}
    </RequireRun>
  );
}

function DocumentItem({ document, canWrite }: { document: DocumentsView['documents'][number]; canWrite: boolean }) {
  const { kind, writtenCount, toReviewCount, lastSavedAt } = document;
  const isOpen = writtenCount !== null;
  return (
    <li>
      <h2>{DOCUMENT_LABELS[kind]}</h2>
      <p>{DOCUMENT_PURPOSES[kind]}</p>
      <p className="small">{sayTexts(document)}</p>
      {toReviewCount !== null && toReviewCount > 0 && (
        <p>
          <span className="tag tag-warning">
            {toReviewCount} {toReviewCount > 1 ? 'paragraphes' : 'paragraphe'} à revoir
          </span>
        </p>
      )}
      {lastSavedAt !== null && <p className="small soft">Dernier texte enregistré le {formatDate(lastSavedAt)}</p>}
      {isOpen && (
        <p className="draft-actions">
          <Link className="button" to={`/documents/${kind}/rediger`}>
            {canWrite ? 'Rédiger' : 'Lire les textes'}
            <span className="visually-hidden"> : {DOCUMENT_LABELS[kind]}</span>
          </Link>
        </p>
      )}
    </li>
  );
}

function sayTexts({ writtenCount }: DocumentsView['documents'][number]): string {
  if (writtenCount === null) return 'Ses textes ne sont lus que par les partenaires du schéma, tant qu’ils ne sont pas décidés.';
  if (writtenCount === 0) return 'Textes automatiques.';
  return `${writtenCount} ${writtenCount > 1 ? 'sections écrites' : 'section écrite'} par les agents.`;
}
