import './search.css';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { PORTRAIT_KIND_LABELS } from '@maillage/domain/territories/territory-portrait.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { atlasQuery } from '../api/atlas-query.ts';
import { chapterQuery } from '../api/chapter-query.ts';
import { communesQuery, latestRunQuery } from '../api/queries.ts';
import { territoriesQuery } from '../api/territory-queries.ts';
import { DIAGNOSIS_PARTS } from '../diagnosis/diagnosis-pages.ts';
import { listMethodNotes } from '../methods/method-notes.ts';
import { usePageTitle } from '../ui/page-title.ts';
import { createSiteIndex, FOUND_KINDS, type SiteEntry } from './site-index.ts';

/** One box for everything: communes, intercommunalities, neighbourhoods, maps, pages and methods. */
export function SearchPage() {
  usePageTitle('Chercher');
  const [search, setSearch] = useSearchParams();
  const typed = search.get('q') ?? '';
  const { data: run } = useQuery(latestRunQuery);
  const entries = useEntries(run ?? undefined);
  const find = useMemo(() => createSiteIndex(entries), [entries]);
  const found = useMemo(() => find(typed), [find, typed]);
  const count = [...found.values()].reduce((sum, group) => sum + group.length, 0);
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <h1>Chercher</h1>
      <div className="field search-field">
        <label htmlFor="chercher">Une commune, un quartier, un service, une carte, une méthode</label>
        <input
          id="chercher"
          className="input"
          type="search"
          // biome-ignore lint/a11y/noAutofocus: the page is this field, and whoever opens it came to type
          autoFocus
          value={typed}
          onChange={(event) => setSearch(event.target.value === '' ? {} : { q: event.target.value }, { replace: true })}
        />
      </div>
      <p role="status" className="soft">
        {typed.trim() === ''
          ? 'Les accents et une lettre fausse ne gênent pas.'
          : count === 0
            ? 'Rien de ce nom. Essayez un mot plus court, ou un code.'
            : `${count} ${count > 1 ? 'réponses' : 'réponse'}`}
      </p>
      {[...found].map(([kind, group]) => (
        <section key={kind} className="section">
          <h2>{FOUND_KINDS[kind]}</h2>
          <ul className="search-results">
            {group.map(({ href, title, detail }) => (
              <li key={href}>
                <Link to={href}>{title}</Link> <span className="soft">{detail}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}

function useEntries(run: RunSummary | undefined): SiteEntry[] {
  const runId = run?.id ?? '';
  const { data: communes = [] } = useQuery({ ...communesQuery(runId), enabled: run !== undefined });
  const { data: territories = [] } = useQuery({ ...territoriesQuery(runId), enabled: run !== undefined });
  const { data: maps = [] } = useQuery(atlasQuery);
  const { data: quarters } = useQuery({ ...chapterQuery(runId, 'quarters'), enabled: run !== undefined, retry: false });
  return useMemo(() => {
    const nameOf = new Map(communes.map(({ code, name }) => [code, name]));
    return [
      ...communes.map(({ code, name, epciName }) => entry('commune', `/commune/${code}`, name, { detail: epciName ?? '', words: code })),
      ...territories.map(({ kind, code, name, communeCount }) =>
        entry('epci', `/territoire/${kind}/${code}`, name, {
          detail: `${PORTRAIT_KIND_LABELS[kind]}, ${communeCount} ${communeCount > 1 ? 'communes' : 'commune'}`,
        }),
      ),
      ...(quarters?.summaries ?? []).map(({ qpvCode, name, communeCodes }) =>
        entry('quarter', `/quartiers/${qpvCode}`, name ?? qpvCode, {
          detail: communeCodes.map((code) => nameOf.get(code) ?? code).join(', '),
          words: qpvCode,
        }),
      ),
      ...maps.map(({ pageUrl, title, themeLabel, comment }) => entry('map', pageUrl, title, { detail: themeLabel, words: comment })),
      ...DIAGNOSIS_PARTS.flatMap(({ title, pages }) =>
        pages.map(({ path, label, question }) => entry('page', path, label, { detail: question, words: title })),
      ),
      ...listMethodNotes().map(({ id, title, markdown }) => entry('method', `/methode/${id}`, title, { words: markdown.slice(0, 4000) })),
    ];
  }, [communes, territories, maps, quarters]);
}

const entry = (kind: SiteEntry['kind'], href: string, title: string, { detail = '', words = '' } = {}): SiteEntry => ({
  ...{ kind, href, title, detail, words },
});
