import { formatDate } from '@maillage/domain/format.ts';
import { useQuery } from '@tanstack/react-query';
import { sectionHistoryQuery } from '../api/document-queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';

/** Who wrote what in a section, the last first; a text can be taken back. */
export function SectionHistory(props: { kind: string; sectionId: string; territory: string | null; onTake(text: string | null): void }) {
  const { data: entries, error } = useQuery(sectionHistoryQuery(props.kind, props.sectionId, props.territory));
  return (
    <>
      {error && <ErrorNotice error={error} />}
      {entries?.length === 0 && <p className="soft">Rien n’a encore été écrit dans cette section.</p>}
      <ol className="draft-history">
        {entries?.map(({ version, author, at, after }) => (
          <li key={version}>
            <p>
              Version {version}, par {author},{' '}
              <span className="soft">
                {formatDate(at)} à {at.slice(11, 16)} (UTC)
              </span>{' '}
              <button type="button" className="text-button" onClick={() => props.onTake(after)}>
                Reprendre ce texte<span className="visually-hidden"> de la version {version}</span>
              </button>
            </p>
            <p className="draft-old">{after ?? 'Retour au texte automatique.'}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
