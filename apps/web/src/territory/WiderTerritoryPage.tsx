import '../commune/commune.css';
import './territory.css';
import { formatMinutes, formatNumber } from '@maillage/domain/format.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { CENTRE_LEVEL_LABELS } from '@maillage/domain/services/ranges.ts';
import { PORTRAIT_KIND_LABELS, type TerritoryPortrait } from '@maillage/domain/territories/territory-portrait.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { errorText } from '../api/error-messages.ts';
import { territoryQuery } from '../api/territory-queries.ts';
import { comparedText } from '../commune/comparison-text.ts';
import { useChoices } from '../trial/use-choices.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { FigureButton } from '../ui/FigureButton.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { ChoiceField } from '../ui/RangeField.tsx';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ComparisonTable } from './ComparisonTable.tsx';
import { ShareBar } from './ShareBar.tsx';

/** The portrait of an intercommunality, an arrondissement, a canton or the Département, on screen and on A4 paper. */
export function WiderTerritoryPage() {
  const { kind = '', code = '' } = useParams();
  return <RequireRun>{(run) => <Portrait run={run} kind={kind} code={code} />}</RequireRun>;
}

function Portrait({ run, kind, code }: { run: RunSummary; kind: string; code: string }) {
  const { data, error, refetch } = useQuery(territoryQuery(run.id, kind, code));
  usePageTitle(error ? errorText(error).title : data?.name);
  return (
    <main id="contenu" className="page portrait" tabIndex={-1}>
      <p className="small no-print">
        <Link to="/commune">Mon territoire</Link>
      </p>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} isPage />}
      {!error && data === undefined && <Skeleton size="page" label="Lecture du portrait…" />}
      {data && (
        <>
          <Identity portrait={data} />
          <Comparisons portrait={data} />
          <Spreads portrait={data} />
          <TellingServices portrait={data} />
          <LikeMine portrait={data} />
          <Communes portrait={data} />
        </>
      )}
    </main>
  );
}

function Identity({ portrait }: { portrait: TerritoryPortrait }) {
  const { kind, code, name, departementName } = portrait;
  return (
    <>
      <h1>
        <span className="soft">{code}</span> {name}
      </h1>
      <p className="soft">{kind === 'departement' ? PORTRAIT_KIND_LABELS[kind] : `${PORTRAIT_KIND_LABELS[kind]} · ${departementName}`}</p>
      <div className="lead">
        {portrait.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <dl className="key-figures keep-together">
        <Key label="Population municipale">
          <FigureButton target={{ figureId: 'population', kind, code }} about={`Population municipale, ${name}`}>
            {formatNumber(portrait.populationCount)}
          </FigureButton>
        </Key>
        <Key label="Communes">{formatNumber(portrait.communes.length)}</Key>
        <Key label="Structures France services">{formatNumber(portrait.franceServicesCount)}</Key>
        <Key label="Quartiers prioritaires (QPV)">{formatNumber(portrait.quarterCount)}</Key>
      </dl>
      <button type="button" className="button no-print" onClick={() => globalThis.print()}>
        Imprimer le portrait
      </button>
    </>
  );
}

function Key({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const keyOf = ({ kind, code }: { kind: string; code: string }) => `${kind}.${code}`;

/** The territory beside the reference that the reader chooses; the address keeps it. */
function Comparisons({ portrait }: { portrait: TerritoryPortrait }) {
  const { kind, code, name, references, comparisons } = portrait;
  const { read, write } = useChoices();
  const chosen = references.find((one) => keyOf(one) === read('avec')) ?? references[0];
  const index = chosen === undefined ? -1 : references.indexOf(chosen);
  return (
    <section className="section">
      <h2>{chosen === undefined ? 'Indicateurs' : `Comparé à : ${chosen.name}`}</h2>
      {chosen && references.length > 1 && (
        <div className="territory-search no-print">
          <ChoiceField
            label="Comparer avec"
            value={keyOf(chosen)}
            choices={references.map((one) => ({
              id: keyOf(one),
              label: one.name,
              group: one.kind === kind ? 'Territoires de même rang' : 'Territoires plus larges',
            }))}
            onChange={(id) => write('avec', id === keyOf(references[0]!) ? null : id)}
          />
        </div>
      )}
      <ComparisonTable
        zoneLabel="Indicateurs du territoire"
        caption={chosen === undefined ? name : `${name}, à côté de ${chosen.name}`}
        name={name}
        beside={chosen?.name ?? null}
        lines={comparisons.map((row) => {
          const asText = (value: number | null) =>
            comparedText({ ...row, commune: null, epci: null, departement: null, region: null, status: 'known' }, value);
          return {
            ...row,
            id: row.figureId,
            label: <Link to={`/atlas/${row.figureId}`}>{row.label}</Link>,
            value: (
              <FigureButton target={{ figureId: row.figureId, kind, code }} about={`${row.label}, ${name}`}>
                {asText(row.value)}
              </FigureButton>
            ),
            beside: asText(row.referenceValues[index] ?? null),
          };
        })}
      />
      <p className="small soft">Rang : le premier a la valeur la plus grande.</p>
    </section>
  );
}

/** People by minutes, here and in the Département: two bars a class. */
function Spreads({ portrait }: { portrait: TerritoryPortrait }) {
  if (portrait.spreads.length === 0) return null;
  return (
    <section className="section">
      <h2>Combien d’habitants, à combien de minutes</h2>
      <div className="spreads">
        {portrait.spreads.map(({ range, label, classes }) => (
          <table key={range} className="spread keep-together">
            <caption>{label.charAt(0).toUpperCase() + label.slice(1)}</caption>
            <thead>
              <tr>
                <th scope="col">Temps moyen</th>
                <th scope="col">Part des habitants</th>
                {portrait.kind !== 'departement' && <th scope="col">Département</th>}
              </tr>
            </thead>
            <tbody>
              {classes.map((one) => (
                <tr key={one.label}>
                  <th scope="row">{one.label}</th>
                  <td>
                    <ShareBar ratio={one.shareRatio} />
                  </td>
                  {portrait.kind !== 'departement' && (
                    <td>
                      <ShareBar ratio={one.departementShareRatio} isReference />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
}

function TellingServices({ portrait }: { portrait: TerritoryPortrait }) {
  const { services, kind, code } = portrait;
  const sides = [
    { title: 'Plus loin que dans le Département', rows: services.filter((one) => one.minutes > one.departementMinutes) },
    { title: 'Plus près que dans le Département', rows: services.filter((one) => one.minutes < one.departementMinutes).reverse() },
  ].filter(({ rows }) => rows.length > 0);
  if (sides.length === 0) return null;
  return (
    <section className="section">
      <h2>Les services qui distinguent ce territoire</h2>
      <div className="needs">
        {sides.map(({ title, rows }) => (
          <table key={title} className="keep-together">
            <caption>{title}</caption>
            <thead>
              <tr>
                <th scope="col">Service</th>
                <th scope="col" className="number">
                  Ici
                </th>
                <th scope="col" className="number">
                  Département
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.serviceType}>
                  <th scope="row">
                    <Link to={`/atlas/service-minutes.${row.serviceType}`}>{row.label}</Link>
                  </th>
                  <td className="number">
                    <FigureButton target={{ figureId: `service-minutes.${row.serviceType}`, kind, code }} about={row.label}>
                      {formatMinutes(row.minutes, 1)}
                    </FigureButton>
                  </td>
                  <td className="number">{formatMinutes(row.departementMinutes, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
}

function LikeMine({ portrait }: { portrait: TerritoryPortrait }) {
  const { similar, kind } = portrait;
  if (similar.length === 0) return null;
  return (
    <section className="section">
      <h2>Les territoires qui lui ressemblent</h2>
      <p className="small soft">D’après les besoins, l’offre, la croissance et la densité : les variables de la typologie.</p>
      <ul>
        {similar.map((one) => (
          <li key={one.code}>
            <Link to={`/territoire/${kind}/${one.code}`}>{one.name}</Link>{' '}
            <Link className="small no-print" to={`?avec=${keyOf({ kind, code: one.code })}`} preventScrollReset>
              Comparer<span className="visually-hidden"> avec {one.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every commune, in the order of people: a list that can be read aloud and fits on paper. */
function Communes({ portrait }: { portrait: TerritoryPortrait }) {
  if (portrait.kind === 'departement') return null;
  return (
    <section className="section">
      <h2>Ses communes</h2>
      <ul className="member-communes">
        {portrait.communes.map(({ code, name, populationCount, centreLevel }) => (
          <li key={code}>
            <Link to={`/commune/${code}`}>{name}</Link>{' '}
            <span className="small soft">
              {formatNumber(populationCount)} hab.{centreLevel !== null && centreLevel > 0 && `, ${CENTRE_LEVEL_LABELS[centreLevel]}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
