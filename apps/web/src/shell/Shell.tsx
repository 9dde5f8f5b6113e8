import './shell.css';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { latestRunQuery } from '../api/queries.ts';
import { usePrintedRun } from '../ui/page-title.ts';
import { useProvenanceTarget } from '../ui/provenance-address.ts';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import { labels } from './labels.ts';

// The dialog machinery comes with the first question, not with the first page.
const ProvenanceDrawer = lazy(async () => ({ default: (await import('../provenance/ProvenanceDrawer.tsx')).ProvenanceDrawer }));

/** What every page stands in: header, « fictif » banner, footer, and the provenance drawer. */
export function Shell() {
  const { data: run } = useQuery(latestRunQuery);
  const { target } = useProvenanceTarget();
  const wasAsked = useRef(false);
  wasAsked.current ||= target !== null;
  useFocusOnNewPage();
  usePrintedRun(run);
  return (
    <div className="shell">
      <a className="skip-link" href="#contenu">
        {labels.skip}
      </a>
      <Header run={run} />
      {run?.fictional && (
        <aside className="fictional-banner" aria-label="Avertissement">
          <strong>Fictif.</strong> {labels.fictional}
        </aside>
      )}
      <div className="shell-content">
        <Outlet />
      </div>
      <Footer run={run} />
      {wasAsked.current && (
        <Suspense>
          <ProvenanceDrawer run={run} />
        </Suspense>
      )}
      <ScrollRestoration getKey={(location) => location.pathname} />
    </div>
  );
}

/** A screen reader hears the new page: focus goes to its main part, except at the first load and inside the atlas. */
function useFocusOnNewPage() {
  const section = useLocation()
    .pathname.split('/')
    .slice(0, 3)
    .join('/')
    .replace(/^\/atlas.*/, '/');
  const previous = useRef(section);
  useEffect(() => {
    if (previous.current === section) return;
    previous.current = section;
    document.getElementById('contenu')?.focus({ preventScroll: true });
  }, [section]);
}
