import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import { Link, NavLink, useLocation, useParams } from 'react-router';
import { sessionQuery } from '../api/account-queries.ts';
import { BrandMark } from './BrandMark.tsx';
import { labels, QUESTIONS } from './labels.ts';
import { ThemeToggle } from './ThemeToggle.tsx';

/** Product, Département, and the questions of the scheme as navigation. */
export function Header({ run }: { run: RunSummary | undefined }) {
  const entries = useRef<HTMLUListElement>(null);
  useCurrentEntryInView(entries);
  return (
    <header className="header">
      <div className="header-top">
        <Link to="/" className="brand">
          <BrandMark />
          <span className="brand-name">{labels.product}</span>
          <span className="brand-place">{run === undefined ? 'Accès aux services au public' : run.departementName}</span>
        </Link>
        <div className="header-tools">
          <NavLink to="/chercher">{labels.search}</NavLink>
          <SessionLink />
          <ThemeToggle />
        </div>
      </div>
      <nav className="navigation" aria-label={labels.navigation}>
        <ul ref={entries}>
          {QUESTIONS.map((question, index) => (
            <li key={question.label}>
              <QuestionLink index={index} />
            </li>
          ))}
          <li>
            <NavLink to="/croisement">{labels.where}</NavLink>
          </li>
          <li>
            <NavLink to="/plan">{labels.plan}</NavLink>
          </li>
          <li className="navigation-beside">
            <NavLink to="/commune">{labels.territory}</NavLink>
          </li>
          <li>
            <NavLink to="/autour-de-moi">{labels.around}</NavLink>
          </li>
          <li>
            <NavLink to="/cartes">{labels.maps}</NavLink>
          </li>
          <li>
            <NavLink to="/diagnostic">{labels.diagnosis}</NavLink>
          </li>
          <li>
            <NavLink to="/documents">{labels.documents}</NavLink>
          </li>
          <li>
            <NavLink to="/donnees">{labels.data}</NavLink>
          </li>
          <li>
            <NavLink to="/methode">{labels.method}</NavLink>
          </li>
        </ul>
      </nav>
    </header>
  );
}

/** Who reads: a name that opens the account, or the way to sign in. */
function SessionLink() {
  const { data } = useQuery(sessionQuery);
  return data?.kind === 'person' ? <NavLink to="/compte">{data.name}</NavLink> : <NavLink to="/connexion">{labels.signIn}</NavLink>;
}

/** On a phone the entries scroll sideways: the current one is brought into view, without moving the page. */
function useCurrentEntryInView(entries: RefObject<HTMLUListElement | null>): void {
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current entry changes with the address
  useEffect(() => {
    const list = entries.current;
    const current = list?.querySelector<HTMLElement>('[aria-current]');
    if (list && current) list.scrollLeft = current.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
  }, [entries, pathname]);
}

/** The current question is told by the figure of the address: `/` opens on the first. */
function QuestionLink({ index }: { index: number }) {
  const question = QUESTIONS[index]!;
  const { pathname } = useLocation();
  const { figureId } = useParams();
  const isCurrent = pathname === '/' ? index === 0 : figureId !== undefined && index === questionOfFigure(figureId);
  return (
    <Link
      to={index === 0 ? '/' : `/atlas/${question.figureId}`}
      aria-current={isCurrent ? 'page' : undefined}
      className={isCurrent ? 'active' : ''}
    >
      {question.label}
    </Link>
  );
}

/** Which question a figure answers, by the family its id begins with; the first when it is of no other. */
function questionOfFigure(figureId: string): number {
  if (/^(centre|services-count)/.test(figureId)) return 1;
  if (/^(need|population|density)/.test(figureId)) return 2;
  return 0;
}
