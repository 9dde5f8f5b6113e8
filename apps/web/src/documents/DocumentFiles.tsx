import { apiPaths } from '@maillage/domain/api/paths.ts';
import { DOCUMENT_FORMATS, DOCUMENT_LABELS, type DocumentFormat, type DocumentKind } from '@maillage/domain/documents/document.ts';
import { askedDocument } from '@maillage/domain/documents/document-view.ts';
import { formatRatioAsPercent } from '@maillage/domain/format.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { apiPost } from '../api/client.ts';
import { documentJobQuery } from '../api/document-queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';

export const FORMAT_LABELS: Readonly<Record<DocumentFormat, string>> = { pdf: 'PDF', docx: 'Word', html: 'page' };

interface DocumentFilesProps {
  runId: string;
  kind: DocumentKind;
  /** `epci:200069037`; null for the whole Département. */
  territory: string | null;
}

/** Makes a document in the form that is asked for: followed while it is made, then downloaded. */
export function DocumentFiles({ runId, kind, territory }: DocumentFilesProps) {
  return (
    <ul className="document-files" aria-label={`${DOCUMENT_LABELS[kind]} : fichiers`}>
      {DOCUMENT_FORMATS.map((format) => (
        <li key={`${format} ${territory}`}>
          <DocumentFile {...{ runId, kind, territory, format }} />
        </li>
      ))}
    </ul>
  );
}

function DocumentFile({ runId, kind, territory, format }: DocumentFilesProps & { format: DocumentFormat }) {
  const ask = useMutation({
    networkMode: 'always',
    mutationFn: () => apiPost(apiPaths.runDocuments(runId), askedDocument, { kind, format, territory }),
  });
  const { data: job } = useQuery(documentJobQuery(ask.data?.job?.id ?? null));
  const isReady = ask.data !== undefined && (ask.data.job === null || job?.state === 'done');
  const isStopped = job?.state === 'failed' || job?.state === 'cancelled';
  const name = `${DOCUMENT_LABELS[kind]}, ${FORMAT_LABELS[format]}`;
  const isAtWork = ask.isPending || (ask.data !== undefined && !isReady && !isStopped);
  return (
    <>
      {isReady ? (
        <a className="button button-primary" href={ask.data.fileUrl} download>
          Télécharger ({FORMAT_LABELS[format]})<span className="visually-hidden"> {name}</span>
        </a>
      ) : (
        <button type="button" className="button" disabled={isAtWork} onClick={() => ask.mutate()}>
          {FORMAT_LABELS[format] === 'page' ? 'Page' : FORMAT_LABELS[format]}
          <span className="visually-hidden"> : {DOCUMENT_LABELS[kind]}</span>
        </button>
      )}
      <span role="status" className="small">
        {isAtWork &&
          `${job?.stepName || 'En attente'}${job?.progressRatio == null ? '…' : `, ${formatRatioAsPercent(job.progressRatio, 0)}`}`}
        {isReady && <span className="visually-hidden">{name} : prêt.</span>}
        {isStopped && (job.message ?? 'Le document n’a pas été fait : recommencez.')}
      </span>
      {ask.error && <ErrorNotice error={ask.error} />}
    </>
  );
}
