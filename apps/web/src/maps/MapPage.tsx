import './maps.css';
import type { AtlasMap } from '@maillage/domain/atlas/atlas.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { atlasQuery, evolutionQuery } from '../api/atlas-query.ts';
import { seriesQuery } from '../api/queries.ts';
import { downloadBlob } from '../ui/csv.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { MissingData } from '../ui/MissingData.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThemedPicture } from '../ui/ThemedPicture.tsx';
import { pictureFromSvg } from './picture.ts';

/** One declared map: its picture, what to read in it, and everything to take away. */
export function MapPage() {
  const id = useParams().id ?? '';
  const { data, error, refetch } = useQuery(atlasQuery);
  const map = data?.find((one) => one.id === id);
  usePageTitle(map?.title ?? 'Carte');
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <p className="small no-print">
        <Link to="/cartes">Toutes les cartes</Link>
      </p>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <Skeleton size="page" label="Lecture de la carte…" />}
      {data && map === undefined && (
        <>
          <h1>Carte inconnue</h1>
          <p>L’atlas n’a pas de carte de ce nom. Choisissez-la dans la liste.</p>
        </>
      )}
      {data && map && <Content map={map} maps={data} />}
    </main>
  );
}

function Content({ map, maps }: { map: AtlasMap; maps: readonly AtlasMap[] }) {
  const ofTheme = maps.filter((one) => one.theme === map.theme);
  const at = ofTheme.indexOf(map);
  const [before, after] = [ofTheme[at - 1], ofTheme[at + 1]];
  return (
    <>
      <h1>{map.title}</h1>
      <p className="soft">
        {map.themeLabel}. {map.comment}
      </p>
      {!map.available && <MissingData>{map.missingReason}</MissingData>}
      <RequireRun>
        {(run) => (
          <>
            <Picture map={map} runId={run.id} />
            {map.evolutionUrl && <Evolution map={map} runId={run.id} url={map.evolutionUrl} />}
          </>
        )}
      </RequireRun>
      <p>
        <Link to={map.crossedWith === null ? `/atlas/${map.figure}` : `/croisement?x=${map.figure}&y=${map.crossedWith}`}>
          Ouvrir la carte vivante
        </Link>{' '}
        : zoom, table, provenance de chaque chiffre. <Link to={map.methodUrl}>Comment ces résultats sont calculés</Link>
      </p>
      <Take map={map} />
      <nav className="map-neighbours no-print" aria-label="Cartes voisines">
        {before && <Link to={before.pageUrl}>← {before.title}</Link>}
        {after && <Link to={after.pageUrl}>{after.title} →</Link>}
      </nav>
    </>
  );
}

/** The picture, with its answer as text for whoever does not see it. */
function Picture({ map, runId }: { map: AtlasMap; runId: string }) {
  const { data } = useQuery({ ...seriesQuery(runId, map.figure), enabled: map.available && map.crossedWith === null });
  return (
    <figure className="map-figure">
      <ThemedPicture className="map-picture" address={map.imageUrl} alt={`Carte : ${map.title}`} />
      {data && <figcaption>{data.headline}</figcaption>}
    </figure>
  );
}

/** What moved since the run before: nothing when it was published alone. */
function Evolution({ map, runId, url }: { map: AtlasMap; runId: string; url: string }) {
  const { data } = useQuery({ ...evolutionQuery(runId, map.figure), retry: false });
  if (data === undefined) return null;
  return (
    <details className="section" open>
      <summary>Ce qui a changé depuis le calcul précédent</summary>
      <figure className="map-figure">
        <ThemedPicture className="map-picture" address={url} alt={`Évolution : ${map.title}`} />
        <figcaption>{data.headline}</figcaption>
      </figure>
    </details>
  );
}

function Take({ map }: { map: AtlasMap }) {
  const [problem, setProblem] = useState<string | null>(null);
  const page = `${window.location.origin}${map.pageUrl}`;
  const embed = `<a href="${page}"><img src="${window.location.origin}${map.imageUrl}" alt="${attribute(map.title)}" width="1120" height="800"></a>`;
  const savePng = async () => {
    setProblem(null);
    try {
      downloadBlob(`${map.id}.png`, await pictureFromSvg(map.imageUrl));
    } catch {
      setProblem('Le navigateur n’a pas pu fabriquer l’image PNG. Prenez l’image SVG, qui s’agrandit sans perte.');
    }
  };
  return (
    <section className="section no-print">
      <h2>Reprendre cette carte</h2>
      <div className="map-take">
        <a className="button" href={map.imageUrl} download={`${map.id}.svg`}>
          Image (SVG)
        </a>
        <button type="button" className="button" onClick={() => void savePng()}>
          Image (PNG)
        </button>
        <a className="button" href={map.dataUrl}>
          Données (CSV)
        </a>
        <a className="button" href={map.geojsonUrl}>
          Données et contours (GeoJSON)
        </a>
      </div>
      {problem && <p role="alert">{problem}</p>}
      <div className="field">
        <label htmlFor="integrer">Pour la montrer sur un autre site, copiez ce code</label>
        <textarea id="integrer" className="input map-embed" readOnly rows={3} value={embed} onFocus={(event) => event.target.select()} />
      </div>
    </section>
  );
}

const attribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
