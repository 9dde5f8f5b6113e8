import type { CommunePortrait } from '@maillage/domain/territories/portrait.ts';
import { Link } from 'react-router';

/** Communes that resemble it: to open, or to set beside it. */
export function CommuneLikeMine({ portrait }: { portrait: CommunePortrait }) {
  if (portrait.similar.length === 0) return null;
  return (
    <section className="section">
      <h2>Les communes qui lui ressemblent</h2>
      <p className="small soft">D’après les besoins, l’offre, la croissance et la densité : les variables de la typologie.</p>
      <ul>
        {portrait.similar.map(({ code, name }) => (
          <li key={code}>
            <Link to={`/commune/${code}`}>{name}</Link> <span className="small soft">{code}</span>{' '}
            <Link className="small no-print" to={`?avec=${code}`} preventScrollReset>
              Comparer<span className="visually-hidden"> avec {name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
