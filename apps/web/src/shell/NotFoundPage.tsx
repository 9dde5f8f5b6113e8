import { Link } from 'react-router';
import { usePageTitle } from '../ui/page-title.ts';

export function NotFoundPage() {
  usePageTitle('Page inconnue');
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <h1>Cette page n’existe pas</h1>
      <p>
        L’adresse a peut-être changé. <Link to="/">Ouvrir l’atlas</Link> ou <Link to="/commune">chercher une commune</Link>.
      </p>
    </main>
  );
}
