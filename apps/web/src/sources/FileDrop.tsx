import { type DragEvent, useId, useState } from 'react';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { useJobRequest } from './job-actions.ts';

/** Drop files on the page, or choose them: they are put in the data folder and a computation follows. */
export function FileDrop() {
  const id = useId();
  const request = useJobRequest();
  const [isOver, setIsOver] = useState(false);
  const send = (list: FileList | null) => {
    const [first, ...others] = list ?? [];
    if (first !== undefined) request.mutate({ kind: 'files', files: [first, ...others] });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    send(event.dataTransfer.files);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut of the field inside, which the keyboard reaches */}
      <div
        className="file-drop"
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <p>Déposez les fichiers ici, ou</p>
        <input
          id={id}
          className="visually-hidden file-drop-input"
          type="file"
          multiple
          disabled={request.isPending}
          onChange={(event) => {
            send(event.target.files);
            event.target.value = '';
          }}
        />
        {/* The browser's own button speaks the browser's language, not the page's. */}
        <label htmlFor={id} className="button">
          Choisir les fichiers à déposer
        </label>
      </div>
      <p role="status" className="small">
        {request.isPending && 'Envoi des fichiers…'}
      </p>
      {request.error && <ErrorNotice error={request.error} />}
    </>
  );
}
