import type { CommunePortrait } from '@maillage/domain/territories/portrait.ts';

/** France services with their hours, and the priority neighbourhoods. */
export function CommunePlaces({ portrait }: { portrait: CommunePortrait }) {
  return (
    <>
      <section className="section">
        <h2>France services</h2>
        {portrait.franceServices.length === 0 && <p>Aucune France services n’est recensée dans la commune.</p>}
        <div className="sites">
          {portrait.franceServices.map((site) => (
            <article key={site.name} className="keep-together">
              <h3>{site.name}</h3>
              <p>
                {site.address ?? 'Adresse non renseignée'}
                {site.telephone !== null && ` · ${site.telephone}`}
              </p>
              <table className="hours">
                <caption>Horaires</caption>
                <tbody>
                  {site.hours.map((hours) => (
                    <tr key={hours.day}>
                      <th scope="row">{hours.day}</th>
                      <td>{hours.text}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </article>
          ))}
        </div>
      </section>
      {portrait.qpvs.length > 0 && (
        <section className="section keep-together">
          <h2>Quartiers prioritaires de la politique de la ville</h2>
          <ul>
            {portrait.qpvs.map((qpv) => (
              <li key={qpv.code}>
                {qpv.code} {qpv.name ?? '(nom non renseigné)'}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
