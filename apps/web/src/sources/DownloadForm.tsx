import type { SourceDescription } from '@maillage/domain/sources/catalogue.ts';
import { officialAddress } from '@maillage/domain/sources/official-address.ts';
import { type FormEvent, useId, useState } from 'react';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { useJobRequest } from './job-actions.ts';
import { ADDRESS_LABELS } from './labels.ts';

/** Downloads a source from its official address, or from another that the user pastes. */
export function DownloadForm({ source, departementCode }: { source: SourceDescription; departementCode: string }) {
  const id = useId();
  const request = useJobRequest();
  const official = officialAddress(source, departementCode) ?? '';
  const [url, setUrl] = useState(official);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    request.mutate({ kind: 'download', sourceId: source.id, url: url === official ? null : url.trim() });
  };
  return (
    <form onSubmit={submit} className="download">
      <div className="field">
        <label htmlFor={id}>Adresse du fichier</label>
        <input
          id={id}
          className="input"
          type="url"
          required
          value={url}
          onChange={(event) => setUrl(event.target.value)}
          aria-describedby={`${id}-aide`}
          placeholder="https://"
        />
        <span id={`${id}-aide`} className="small soft">
          {official === ''
            ? 'Aucune adresse officielle n’a pu être trouvée : collez la vôtre.'
            : `${ADDRESS_LABELS[source.addressStatus]} ; vous pouvez en coller une autre.`}
        </span>
      </div>
      <button type="submit" className="button" disabled={request.isPending}>
        Télécharger<span className="visually-hidden"> « {source.title} »</span>
      </button>
      {request.error && <ErrorNotice error={request.error} />}
    </form>
  );
}
