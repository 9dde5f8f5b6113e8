import type { CommunePortrait } from '@maillage/domain/territories/portrait.ts';
import { useQuery } from '@tanstack/react-query';
import { manifestQuery } from '../api/queries.ts';

/** The list of sites, as the catalogue of sources names it. */
const SITES_SOURCE_ID = 'anct-france-services';

/** France services with their hours, and the priority neighbourhoods. */
export function CommunePlaces({ portrait, runId }: { portrait: CommunePortrait; runId: string }) {
  return (
    <>
      <section className="section">
        <h2>France services</h2>
        {portrait.franceServices.length === 0 && <NoSite runId={runId} />}
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

/** None in the commune, or no list to look in: the two are not the same. */
function NoSite({ runId }: { runId: string }) {
  const { data: manifest } = useQuery(manifestQuery(runId));
  if (manifest === undefined) return null;
  const isListed = manifest.files.some((file) => file.sourceId === SITES_SOURCE_ID && file.state === 'loaded');
  return isListed ? (
    <p>Aucune France services n’est recensée dans la commune.</p>
  ) : (
    <p className="missing">Non renseigné : la liste des France services n’est pas dans les fichiers de ce calcul.</p>
  );
}
