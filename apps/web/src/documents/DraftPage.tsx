import './documents.css';
import { DOCUMENT_LABELS, type DocumentFigure } from '@maillage/domain/documents/document.ts';
import { documentKind } from '@maillage/domain/documents/document-view.ts';
import type { DraftView, StaffSection } from '@maillage/domain/documents/draft.ts';
import { listParagraphsToReview } from '@maillage/domain/documents/written-figures.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { draftQuery } from '../api/document-queries.ts';
import { errorText } from '../api/error-messages.ts';
import { useChoices } from '../trial/use-choices.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { createPageBook, type PageBook } from './page-book.ts';
import { SectionEditor } from './SectionEditor.tsx';

/** Drafting of a document: its sections, the automatic draft beside the staff's text. The address holds the section and the territory. */
export function DraftPage() {
  const { kind = '' } = useParams();
  const { read } = useChoices();
  const territory = read('territoire');
  const known = documentKind.safeParse(kind);
  const { data, error, refetch } = useQuery(draftQuery(kind, territory));
  const name = known.success ? DOCUMENT_LABELS[known.data] : 'Document';
  usePageTitle(error ? errorText(error).title : `Rédiger : ${name}${data === undefined ? '' : `, ${data.territory.name}`}`);
  return (
    <RequireRun>
      {() => (
        <main id="contenu" className="page page-wide" tabIndex={-1}>
          <p className="small">
            <Link to="/documents">Documents</Link>
          </p>
          {error && <ErrorNotice error={error} onRetry={() => void refetch()} isPage />}
          {!error && data === undefined && <Skeleton size="page" label="Lecture du document…" />}
          {!error && data && <Draft key={`${data.kind} ${data.territory.code}`} view={data} territory={territory} />}
        </main>
      )}
    </RequireRun>
  );
}

function Draft({ view, territory }: { view: DraftView; territory: string | null }) {
  const { read } = useChoices();
  const [learned, setLearned] = useState<readonly DocumentFigure[]>([]);
  const book = useMemo(() => createPageBook(view.runId, [...learned, ...view.figures]), [view, learned]);
  const section = view.sections.find(({ id }) => id === read('section')) ?? view.sections[0];
  return (
    <>
      <h1>Rédiger : {DOCUMENT_LABELS[view.kind]}</h1>
      <p>
        {view.territory.name}
        {!view.canWrite && <span className="soft"> · lecture seule : il faut un compte qui pilote le schéma pour écrire.</span>}
      </p>
      {section === undefined ? (
        <p className="notice">Ce document n’a pas de section à rédiger : il est fait de cartes et de tableaux.</p>
      ) : (
        <div className="draft">
          <SectionNav view={view} book={book} current={section.id} />
          <div>
            <h2 id="section">{typeset(section.title)}</h2>
            <SectionEditor
              key={section.id}
              {...{ view, section, territory, book }}
              learn={(figures) => setLearned((before) => [...before, ...figures])}
            />
          </div>
        </div>
      )}
    </>
  );
}

interface SectionNavProps {
  view: DraftView;
  book: PageBook;
  current: string;
}

function SectionNav({ view, book, current }: SectionNavProps) {
  const territory = useChoices().read('territoire');
  return (
    <nav className="draft-nav" aria-label="Sections du document">
      <ol>
        {view.sections.map((section) => (
          <li key={section.id}>
            <Link
              to={`/documents/${view.kind}/rediger?${new URLSearchParams({ ...(territory === null ? {} : { territoire: territory }), section: section.id })}`}
              aria-current={section.id === current ? 'true' : undefined}
            >
              {typeset(section.title)}
            </Link>
            <SectionTag section={section} book={book} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function SectionTag({ section: { text, written }, book }: { section: StaffSection; book: PageBook }) {
  if (text === null) return null;
  const count = listParagraphsToReview(text, book, written).length;
  return count > 0 ? <span className="tag tag-warning">à revoir : {count}</span> : <span className="tag">écrit</span>;
}
