import { apiPaths } from '@maillage/domain/api/paths.ts';
import { type ImportAnswer, importAnswer } from '@maillage/domain/plans/plan-view.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { apiPost } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';

const MAX_SHOWN = 50;

/** A file first says what it would change; the reader then writes it, or not. */
export function ImportPanel() {
  const id = useId();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const send = useMutation({
    mutationFn: ({ sent, dryRun }: { sent: File; dryRun: boolean }) => {
      const form = new FormData();
      form.append('file', sent, sent.name);
      return apiPost(`${apiPaths.planImport}?dryRun=${dryRun ? 1 : 0}`, importAnswer, form);
    },
    onSuccess: (answer) => (answer.applied ? client.invalidateQueries({ queryKey: ['plan'] }) : undefined),
  });
  const answer = send.data;
  const choose = (chosen: File | undefined) => {
    setFile(chosen ?? null);
    if (chosen) send.mutate({ sent: chosen, dryRun: true });
  };
  return (
    <section className="plan-import no-print" aria-label="Importer">
      <p>
        <input
          id={id}
          type="file"
          className="visually-hidden file-drop-input"
          accept=".json,.csv,.xlsx,.txt"
          disabled={send.isPending}
          onChange={(event) => {
            choose(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <label htmlFor={id} className="button">
          Importer un fichier…
        </label>{' '}
        <span className="small soft">Rien n’est écrit avant que vous ayez vu ce qui change.</span>
      </p>
      <div role="status">
        {send.isPending && <p>Lecture du fichier…</p>}
        {answer?.applied && <p className="notice">Le plan est à jour : {changeCount(answer)}.</p>}
      </div>
      {send.error && <ErrorNotice error={send.error} />}
      {answer && !answer.applied && file && (
        <>
          <h3>
            « {file.name} » : {changeCount(answer)}
          </h3>
          <ul className="small">
            {answer.changes.slice(0, MAX_SHOWN).map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
            {answer.changes.length > MAX_SHOWN && <li>et {answer.changes.length - MAX_SHOWN} autres.</li>}
          </ul>
          {answer.rejects.length + answer.problems.length > 0 && (
            <div className="notice notice-error">
              <p>À corriger dans le fichier avant de l’importer ; rien n’est écrit d’ici là.</p>
              <ul>
                {answer.rejects.slice(0, MAX_SHOWN).map(({ table, line, reason }) => (
                  <li key={`${table} ${line} ${reason}`}>
                    {table}
                    {line !== null && `, ligne ${line}`} : {reason}
                  </li>
                ))}
                {answer.problems.slice(0, MAX_SHOWN).map(({ where, message }) => (
                  <li key={`${where} ${message}`}>
                    {where} : {message}
                  </li>
                ))}
              </ul>
            </div>
          )}
          {answer.absentSheetIds.length > 0 && (
            <p className="small">Gardées, bien qu’absentes du fichier : {answer.absentSheetIds.join(', ')}.</p>
          )}
          {answer.ignoredColumns.length > 0 && (
            <p className="small">
              Colonnes qui ne sont pas celles d’un plan, et n’ont pas été lues : {answer.ignoredColumns.join(' ; ')}. Corrigez leur nom si
              elles comptent.
            </p>
          )}
          {answer.changes.length > 0 && answer.rejects.length + answer.problems.length === 0 && (
            <button type="button" className="button button-primary" onClick={() => send.mutate({ sent: file, dryRun: false })}>
              Écrire ces changements
            </button>
          )}
        </>
      )}
    </section>
  );
}

function changeCount({ changes }: ImportAnswer): string {
  return changes.length === 0 ? 'rien ne change' : `${changes.length} changement${changes.length > 1 ? 's' : ''}`;
}
