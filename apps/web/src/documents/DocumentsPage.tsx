import './documents.css';
import { DOCUMENT_LABELS } from '@maillage/domain/documents/document.ts';
import { DOCUMENT_PURPOSES, type DraftsView } from '@maillage/domain/documents/draft.ts';
import { EDITION_RETENTION_SENTENCE } from '@maillage/domain/documents/edition-retention.ts';
import { formatDate } from '@maillage/domain/format.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { draftsQuery } from '../api/document-queries.ts';
import { communesQuery } from '../api/queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { ChoiceField } from '../ui/RangeField.tsx';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { DocumentFiles } from './DocumentFiles.tsx';

/** The documents of the scheme: what each is, what the staff wrote in it, what must be read again. */
export function DocumentsPage() {
  usePageTitle('Documents');
  const { data, error, refetch } = useQuery(draftsQuery);
  const { data: communes } = useQuery({ ...communesQuery(data?.runId ?? ''), enabled: data !== undefined });
  const epcis = useMemo(() => listEpcis(communes ?? []), [communes]);
  return (
    <RequireRun>
      {() => (
        <main id="contenu" className="page" tabIndex={-1}>
          <h1>Documents</h1>
          <p className="lead">
            Chaque document est écrit à partir du calcul publié et du plan. Vos paragraphes y restent d’un calcul à l’autre ; ceux que les
            données démentent sont à revoir.
          </p>
          <p className="small soft">{EDITION_RETENTION_SENTENCE}</p>
          {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
          {!error && data === undefined && <Skeleton size="page" label="Lecture des documents…" />}
          {data && (
            <ul className="documents">
              {data.documents.map((document) => (
                <DocumentItem key={document.kind} {...{ document, epcis }} canWrite={data.canWrite} runId={data.runId} />
              ))}
            </ul>
          )}
        </main>
      )}
    </RequireRun>
  );
}

interface DocumentItemProps {
  document: DraftsView['documents'][number];
  canWrite: boolean;
  runId: string;
  epcis: readonly { code: string; name: string }[];
}

function DocumentItem({ document, canWrite, runId, epcis }: DocumentItemProps) {
  const [territory, setTerritory] = useState<string | null>(null);
  const isLocal = document.kind === 'portrait' || document.kind === 'consultation';
  const { kind, writtenCount, toReviewCount, lastSavedAt } = document;
  const isOpen = writtenCount !== null;
  const ofTerritory = territory === null ? '' : `?territoire=${territory}`;
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
      {isLocal && (
        <ChoiceField
          label="Territoire"
          value={territory ?? ''}
          choices={[{ id: '', label: 'Le Département' }, ...epcis.map(({ code, name }) => ({ id: `epci:${code}`, label: name }))]}
          onChange={(id) => setTerritory(id || null)}
        />
      )}
      <DocumentFiles key={territory} {...{ runId, kind, territory }} />
      <p className="draft-actions">
        {isOpen && (
          <Link className="text-button" to={`/documents/${kind}/rediger${ofTerritory}`}>
            {canWrite ? 'Rédiger' : 'Lire les textes'}
            <span className="visually-hidden"> : {DOCUMENT_LABELS[kind]}</span>
          </Link>
        )}{' '}
        <Link className="text-button" to={`/documents/${kind}/changements${ofTerritory}`}>
          Ce qui a changé
          <span className="visually-hidden"> : {DOCUMENT_LABELS[kind]}</span>
        </Link>
      </p>
    </li>
  );
}

function sayTexts({ writtenCount }: DraftsView['documents'][number]): string {
  if (writtenCount === null) return 'Ses textes ne sont lus que par les partenaires du schéma, tant qu’ils ne sont pas décidés.';
  if (writtenCount === 0) return 'Textes automatiques.';
  return `${writtenCount} ${writtenCount > 1 ? 'sections écrites' : 'section écrite'} par les agents.`;
}

function listEpcis(communes: readonly CommuneListItem[]): { code: string; name: string }[] {
  const names = new Map(
    communes.flatMap(({ epciCode, epciName }) => (epciCode === null || epciName === null ? [] : [[epciCode, epciName]])),
  );
  return [...names].map(([code, name]) => ({ code, name })).sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}
