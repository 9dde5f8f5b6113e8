import { formatBytes, formatNumber } from '@maillage/domain/format.ts';
import type { SourceFileReport } from '@maillage/domain/sources/catalogue.ts';
import { FILE_STATE_LABELS } from './labels.ts';

/** One file of the folder: what became of it, row by row when rows were refused. */
export function FileReport({ file }: { file: SourceFileReport }) {
  const state = FILE_STATE_LABELS[file.state];
  return (
    <li className="file-report">
      <p>
        <code>{file.path}</code> <span className={state.tag}>{state.text}</span>{' '}
        <span className="small soft">
          {[
            file.vintage !== null && `millésime ${file.vintage}`,
            file.cogYear !== null && `géographie ${file.cogYear}`,
            formatBytes(file.sizeBytes),
            `sha256 ${file.sha256.slice(0, 12)}…`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      {file.reason !== null && <p>{file.reason}</p>}
      {file.rowCount > 0 && (
        <p className="small">
          {formatNumber(file.rowCount)} lignes lues : {formatNumber(file.recordRowCount)} retenues, {formatNumber(file.outOfScopeCount)}{' '}
          hors du territoire, {formatNumber(file.rejectCount)} rejetées.
        </p>
      )}
      {file.notices.map((notice) => (
        <p key={notice} className="small soft">
          {notice}
        </p>
      ))}
      {file.rejects.length > 0 && (
        <details>
          <summary>
            {formatNumber(file.rejectCount)} {file.rejectCount > 1 ? 'lignes rejetées' : 'ligne rejetée'}
          </summary>
          <ul className="small">
            {file.rejects.map((reject, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two rejects may be the same in every word, and the list never changes
              <li key={index}>
                {reject.line !== null && `ligne ${formatNumber(reject.line)} : `}
                {reject.reason}
              </li>
            ))}
          </ul>
          {file.rejectCount > file.rejects.length && <p className="small">Seules les {file.rejects.length} premières sont montrées.</p>}
        </details>
      )}
    </li>
  );
}
