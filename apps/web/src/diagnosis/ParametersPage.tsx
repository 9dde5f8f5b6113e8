import { describeParameterDifferences, PARAMETER_LABELS } from '@maillage/domain/runs/parameter-differences.ts';
import { describeParameter } from '@maillage/domain/runs/parameter-text.ts';
import { DEFAULT_PARAMETERS, type RunParameters, runParameters } from '@maillage/domain/runs/parameters.ts';
import { manifestQuery } from '../api/queries.ts';
import { downloadText } from '../ui/csv.ts';
import { ScrollZone } from '../ui/ScrollZone.tsx';
import { labels } from './labels.ts';
import { PageFrame } from './PageFrame.tsx';

/** Read at a glance; more are folded. */
const FEW_PARTS = 4;
const KEYS = (Object.keys(PARAMETER_LABELS) as (keyof RunParameters)[]).filter((key) => key !== 'version'); // keys of a record of parameters

/** The choices of the run, each explained; what differs from the defaults; and how to change them. */
export function ParametersPage() {
  return (
    <PageFrame title={labels.parameters.title} lead={labels.parameters.lead} method="parametres" query={manifestQuery}>
      {({ parameters }) => (
        <>
          <h2>Ce qui s’écarte des valeurs proposées</h2>
          <Differences sentences={describeParameterDifferences(DEFAULT_PARAMETERS, parameters)} />
          <h2>Tous les paramètres de ce calcul</h2>
          <ScrollZone label="Paramètres du calcul">
            <table className="parameters">
              <thead>
                <tr>
                  <th scope="col">Paramètre</th>
                  <th scope="col">Valeur</th>
                  <th scope="col">Ce qu’il règle</th>
                </tr>
              </thead>
              <tbody>
                {KEYS.map((key) => (
                  <tr key={key}>
                    <th scope="row">{PARAMETER_LABELS[key]}</th>
                    <td>
                      <Value value={parameters[key]} />
                    </td>
                    <td>{runParameters.shape[key].description}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollZone>
          <h2>Les changer</h2>
          <p>
            Téléchargez le document, corrigez-le dans un éditeur de texte, puis déposez-le sous le nom <code>parametres.json</code> dans le
            dossier de données, ou sur la page Données. Un nouveau calcul est publié ; l’ancien reste consultable, et la page Évolution dit
            ce que le changement a fait.
          </p>
          <button
            type="button"
            className="button no-print"
            onClick={() => downloadText('parametres.json', `${JSON.stringify(parameters, null, 2)}\n`, 'application/json')}
          >
            Télécharger les paramètres (JSON)
          </button>
        </>
      )}
    </PageFrame>
  );
}

function Differences({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return <p>Rien : ce calcul suit les valeurs proposées.</p>;
  return (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** A value in words, its code beside it for who corrects the document; a long list is folded. */
function Value({ value }: { value: RunParameters[keyof RunParameters] }) {
  const parts = describeParameter(value);
  if (parts.length === 0) return <span className="soft">aucun</span>;
  const list = (
    <ul className="parameter-parts">
      {parts.map(({ name, text, code }) => (
        <li key={`${name} ${code}`}>
          {name !== null && `${name} : `}
          {text} {code !== null && <code className="soft">{code}</code>}
        </li>
      ))}
    </ul>
  );
  if (parts.length <= FEW_PARTS) return list;
  return (
    <details>
      <summary>{parts.length} valeurs</summary>
      {list}
    </details>
  );
}
