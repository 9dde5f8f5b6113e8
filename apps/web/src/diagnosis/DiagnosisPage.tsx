import './diagnosis.css';
import { Link } from 'react-router';
import { usePageTitle } from '../ui/page-title.ts';
import { DIAGNOSIS_PARTS } from './diagnosis-pages.ts';

/** The table of contents of the diagnosis: each page by the question that it answers. */
export function DiagnosisPage() {
  usePageTitle('Diagnostic');
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <h1>Diagnostic</h1>
      <p className="lead">Chaque page répond à une question du schéma, sur les données de ce calcul, avec sa méthode.</p>
      <div className="diagnosis-parts">
        {DIAGNOSIS_PARTS.map(({ title, pages }) => (
          <section key={title} className="section">
            <h2>{title}</h2>
            <ul className="diagnosis-questions">
              {pages.map(({ path, label, question }) => (
                <li key={path}>
                  <Link to={path}>{label}</Link>
                  <p>{question}</p>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </main>
  );
}
