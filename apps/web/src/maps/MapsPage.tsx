import './maps.css';
import type { AtlasMap } from '@maillage/domain/atlas/atlas.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { atlasQuery } from '../api/atlas-query.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThemedPicture } from '../ui/ThemedPicture.tsx';
import { filterRows } from '../ui/table-model.ts';

const THUMBNAIL = { width: 240, height: 173 };

/** The table of contents of the atlas: every declared map, by theme, with its picture. */
export function MapsPage() {
  usePageTitle('Toutes les cartes');
  const { data, error, refetch } = useQuery(atlasQuery);
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <h1>Toutes les cartes</h1>
      <p className="lead">
        Chaque carte a son adresse, son image, ses données et sa méthode. Ouvrez-la, partagez-la, reprenez-la, ou{' '}
        <Link to="/comparer">mettez-en plusieurs côte à côte</Link>.
      </p>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <Skeleton size="page" label="Lecture de la liste des cartes…" />}
      {data && <Contents maps={data} />}
    </main>
  );
}

const SEARCHED = [
  { id: 'title', header: 'Titre', kind: 'text' as const, value: (map: AtlasMap) => map.title },
  { id: 'theme', header: 'Thème', kind: 'text' as const, value: (map: AtlasMap) => map.themeLabel },
];

function Contents({ maps }: { maps: readonly AtlasMap[] }) {
  const [typed, setTyped] = useState('');
  const found = filterRows(maps, SEARCHED, typed);
  const byTheme = [...Map.groupBy(found, (map) => map.theme).values()];
  return (
    <>
      <div className="field maps-search no-print">
        <label htmlFor="chercher-carte">Chercher une carte</label>
        <input id="chercher-carte" className="input" type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        <span className="small soft" role="status">
          {found.length} {found.length > 1 ? 'cartes' : 'carte'}
        </span>
      </div>
      {found.length === 0 && <p>Aucune carte ne porte ces mots. Essayez le nom d’un service : « pharmacie », « gare ».</p>}
      {byTheme.map((members) => (
        <section key={members[0]!.theme} className="section">
          <h2>{members[0]!.themeLabel}</h2>
          <ul className="maps-grid">
            {members.map((map) => (
              <li key={map.id}>
                <Link to={map.pageUrl} className="maps-card">
                  <ThemedPicture address={map.thumbnailUrl} alt="" size={THUMBNAIL} isLazy />
                  <span className="maps-title">{map.title}</span>
                  {!map.available && <span className="small missing">donnée absente</span>}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
