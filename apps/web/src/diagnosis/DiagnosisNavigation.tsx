import { NavLink } from 'react-router';
import { DIAGNOSIS_PARTS } from './diagnosis-pages.ts';

/** From one page of the diagnosis to the others. */
export function DiagnosisNavigation() {
  return (
    <nav className="diagnosis-navigation no-print" aria-label="Pages du diagnostic">
      <ul>
        {DIAGNOSIS_PARTS.flatMap(({ pages }) =>
          pages.map(({ path, label }) => (
            <li key={path}>
              <NavLink to={path}>{label}</NavLink>
            </li>
          )),
        )}
      </ul>
    </nav>
  );
}
