import { Link } from 'react-router';

/** What cannot be told for want of data, why, and the page that says how to bring it. */
export function MissingData({ children }: { children: React.ReactNode }) {
  return (
    <p className="notice notice-warning">
      Donnée absente : {children} <Link to="/donnees">Voir les sources qui manquent</Link>
    </p>
  );
}
