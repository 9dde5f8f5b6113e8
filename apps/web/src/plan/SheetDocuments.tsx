import { apiPaths } from '@maillage/domain/api/paths.ts';
import { formatBytes, formatDate } from '@maillage/domain/format.ts';
import { DOCUMENT_ENDINGS, MAX_DOCUMENT_BYTES, type SheetDocument } from '@maillage/domain/plans/sheet-document.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { z } from 'zod';
import { apiPost, apiWrite } from '../api/client.ts';
import { sheetDocumentsQuery } from '../api/plan-queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';

/** The documents attached to a sheet: conventions, minutes, assessments. Only the partners see them. */
export function SheetDocuments({ id, canWrite }: { id: string; canWrite: boolean }) {
  const client = useQueryClient();
  const { data: documents = [], error } = useQuery(sheetDocumentsQuery(id));
  const refresh = () => client.invalidateQueries({ queryKey: sheetDocumentsQuery(id).queryKey });
  const remove = useMutation({
    mutationFn: (one: SheetDocument) => apiWrite('DELETE', apiPaths.sheetDocument(id, one.id), z.object({})),
    onSuccess: refresh,
  });
  return (
    <section className="section no-print">
      <h2>Documents</h2>
      {error && <ErrorNotice error={error} />}
      {documents.length === 0 && !error && <p className="soft">Aucun document joint.</p>}
      <ul>
        {documents.map((one) => (
          <li key={one.id}>
            <a href={apiPaths.sheetDocument(id, one.id)} download>
              {one.name}
            </a>{' '}
            <span className="soft">
              {formatBytes(one.sizeBytes)}, {one.author}, {formatDate(one.at)}
            </span>{' '}
            {one.canRemove && (
              <button type="button" className="text-button" onClick={() => remove.mutate(one)}>
                Retirer<span className="visually-hidden"> {one.name}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {remove.error && <ErrorNotice error={remove.error} />}
      {canWrite && <AttachForm id={id} onDone={refresh} />}
    </section>
  );
}

function AttachForm({ id, onDone }: { id: string; onDone(): Promise<void> }) {
  const input = useRef<HTMLInputElement>(null);
  const attach = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append('file', file);
      return apiPost(apiPaths.sheetDocuments(id), z.object({ id: z.string() }), form);
    },
    onSuccess: () => {
      if (input.current !== null) input.current.value = '';
      return onDone();
    },
  });
  return (
    <div className="field">
      <label htmlFor="document-joint">Joindre un document</label>
      <input
        ref={input}
        id="document-joint"
        type="file"
        accept={DOCUMENT_ENDINGS.join(',')}
        aria-describedby="document-joint-aide"
        disabled={attach.isPending}
        onChange={(event) => event.target.files?.[0] && attach.mutate(event.target.files[0])}
      />
      <span id="document-joint-aide" className="small soft">
        {formatBytes(MAX_DOCUMENT_BYTES)} au plus : {DOCUMENT_ENDINGS.join(', ')}.
      </span>
      <p role="status">{attach.isPending ? 'Envoi…' : attach.isSuccess && 'Document joint.'}</p>
      {attach.error && <ErrorNotice error={attach.error} />}
    </div>
  );
}
