import './methods.css';
import { Link, NavLink, useParams } from 'react-router';
import { MethodNote } from './MethodNote.tsx';
import { listMethodNotes } from './method-notes.ts';
import { PublishedComparisonSection } from './PublishedComparisonSection.tsx';

/** The notes that a public reader may check, and our results beside the published ones. */
export function MethodPage() {
  const notes = listMethodNotes();
  const asked = useParams().note ?? notes[0]?.id ?? 'comparaison';
  const note = notes.find((candidate) => candidate.id === asked);
  return (
    <div className="page methods">
      <nav aria-label="Notes de méthode" className="methods-nav no-print">
        <h2>Méthode</h2>
        <ul>
          {notes.map((one) => (
            <li key={one.id}>
              <NavLink to={`/methode/${one.id}`} aria-current={one.id === asked ? 'page' : undefined}>
                {one.title}
              </NavLink>
            </li>
          ))}
          <li>
            <NavLink to="/methode/comparaison">Comparaison avec les résultats publiés</NavLink>
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
