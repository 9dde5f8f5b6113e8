import './methods.css';
import { Link, useParams } from 'react-router';
import { usePageTitle } from '../ui/page-title.ts';
import { MethodNote } from './MethodNote.tsx';
import { listMethodNotes } from './method-notes.ts';
import { PublishedComparisonSection } from './PublishedComparisonSection.tsx';

/** The notes that a public reader may check, and our results beside the published ones. */
export function MethodPage() {
  const notes = listMethodNotes();
  const asked = useParams().note ?? notes[0]?.id ?? 'comparaison';
  const note = notes.find((candidate) => candidate.id === asked);
  usePageTitle(asked === 'comparaison' ? 'Comparaison avec les résultats publiés' : (note?.title ?? 'Note inconnue'));
  return (
    <div className="page methods">
      <nav aria-label="Notes de méthode" className="methods-nav no-print">
        <h2>Méthode</h2>
        <ul>
          {notes.map((one) => (
            <li key={one.id}>
              <Link to={`/methode/${one.id}`} aria-current={one.id === asked ? 'page' : undefined}>
                {one.title}
              </Link>
            </li>
          ))}
          <li>
            <Link to="/methode/comparaison" aria-current={asked === 'comparaison' ? 'page' : undefined}>
              Comparaison avec les résultats publiés
            </Link>
          </li>
        </ul>
      </nav>
      <main id="contenu" tabIndex={-1} className="methods-main">
        {asked === 'comparaison' && <PublishedComparisonSection />}
        {asked !== 'comparaison' && note && <MethodNote markdown={note.markdown} />}
        {asked !== 'comparaison' && !note && (
          <>
            <h1>Cette note n’existe pas</h1>
            <p>
              Aucune note de méthode ne s’appelle « {asked} ». Choisissez-en une dans la liste, ou{' '}
              <Link to="/methode">ouvrez la première</Link>. La formule de chaque chiffre se lit aussi par « D’où vient ce chiffre ? ».
            </p>
          </>
        )}
      </main>
    </div>
  );
}
