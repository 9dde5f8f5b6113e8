import './accounts.css';
import { PERSONAL_DATA_REGISTER } from '@maillage/domain/accounts/personal-data.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { Link } from 'react-router';
import { usePageTitle } from '../ui/page-title.ts';

/** What is kept about people, why and for how long: open to all, from the register that the server applies. */
export function PersonalDataPage() {
  usePageTitle('Données personnelles');
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <h1>Données personnelles</h1>
      <p className="lead">Lire ne demande aucun compte, ne dépose aucun traceur et n’appelle aucun autre site.</p>
      <p>
        Seules les personnes invitées à écrire ont un compte. Chacune télécharge ses données ou efface son compte depuis{' '}
        <Link to="/compte">Mon compte</Link> ; pour le reste, le délégué à la protection des données du Département ou de la Préfecture
        répond. Une réclamation s’adresse à la CNIL.
      </p>
      {PERSONAL_DATA_REGISTER.map((one) => (
        <section key={one.name} className="section">
          <h2>{typeset(one.name)}</h2>
          <dl className="register">
            {(
              [
                ['Données', one.data],
                ['But', one.purpose],
                ['Base légale', one.legalBasis],
                ['Qui les voit', one.recipients],
                ['Durée', one.retention],
              ] as const
            ).map(([term, text]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{typeset(text)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </main>
  );
}
