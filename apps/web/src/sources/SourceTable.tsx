import { formatDate, formatNumber } from '@maillage/domain/format.ts';
import type { SourceWithState } from '@maillage/domain/sources/catalogue.ts';
import { officialAddress } from '@maillage/domain/sources/official-address.ts';
import type { SourcesView } from '@maillage/domain/sources/sources-view.ts';
import { ScrollZone } from '../ui/ScrollZone.tsx';
import { DownloadForm } from './DownloadForm.tsx';
import { FileReport } from './FileReport.tsx';
import { ADDRESS_LABELS, NECESSITY_LABELS, ROLE_LABELS, STATE_LABELS } from './labels.ts';

/** Every source that the product knows, with what the folder holds of it. */
export function SourceTable({ view }: { view: SourcesView }) {
  return (
    <ScrollZone label="Sources officielles">
      <table className="sources">
        <caption className="visually-hidden">Sources officielles, {view.departementName}</caption>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">État</th>
            <th scope="col">Millésime</th>
            <th scope="col" className="number">
              Lignes
            </th>
            <th scope="col" className="number">
              Rejets
            </th>
            <th scope="col">Fichier attendu, adresse et dépôt</th>
          </tr>
        </thead>
        <tbody>
          {view.sources.map((one) => (
            <SourceRow key={one.source.id} one={one} departementCode={view.departementCode} />
          ))}
        </tbody>
      </table>
    </ScrollZone>
  );
}

function SourceRow({ one: { source, state, files }, departementCode }: { one: SourceWithState; departementCode: string }) {
  const loaded = files.filter((file) => file.state === 'loaded');
  const vintages = [...new Set(loaded.flatMap((file) => file.vintage ?? []))].sort((a, b) => a - b);
  const isMissed = state !== 'loaded' && source.necessity === 'required';
  return (
    <tr>
      <th scope="row">
        {source.title}
        <span className="source-note">
          {source.producer} · {source.licence}
        </span>
        <span className="source-note">{source.purpose}</span>
        <span className="source-note">
          {NECESSITY_LABELS[source.necessity]} · {ROLE_LABELS[source.role]}
        </span>
      </th>
      <td data-label="État">
        <span className={isMissed ? 'tag tag-warning' : STATE_LABELS[state].tag}>{STATE_LABELS[state].text}</span>
      </td>
      <td data-label="Millésime">{vintages.length === 0 ? '—' : vintages.join(', ')}</td>
      <td data-label="Lignes" className="number">
        {loaded.length === 0 ? '—' : formatNumber(loaded.reduce((sum, file) => sum + file.rowCount, 0))}
      </td>
      <td data-label="Rejets" className="number">
        {loaded.length === 0 ? '—' : formatNumber(loaded.reduce((sum, file) => sum + file.rejectCount, 0))}
      </td>
      <td>
        <p className="small">{source.expectedFile}</p>
        <SourceAddress source={source} departementCode={departementCode} />
        {files.length > 0 && (
          <details>
            <summary>
              {files.length} {files.length > 1 ? 'fichiers' : 'fichier'} dans le dossier
            </summary>
            <ul className="file-reports">
              {files.map((file) => (
                <FileReport key={file.path} file={file} />
              ))}
            </ul>
          </details>
        )}
        {source.downloadable && (
          <details className="no-print">
            <summary>Télécharger</summary>
            <DownloadForm source={source} departementCode={departementCode} />
          </details>
        )}
      </td>
    </tr>
  );
}

function SourceAddress({ source, departementCode }: { source: SourceWithState['source']; departementCode: string }) {
  if (source.role === 'npm') return null;
  const url = officialAddress(source, departementCode);
  if (url === null) return <p className="small soft">Adresse officielle non trouvée.</p>;
  return (
    <p className="small source-address">
      <a href={url} rel="noreferrer">
        {url}
      </a>{' '}
      <span className="soft">
        ({ADDRESS_LABELS[source.addressStatus]}
        {source.addressCheckedOn !== null && `, le ${formatDate(source.addressCheckedOn)}`})
      </span>
    </p>
  );
}
