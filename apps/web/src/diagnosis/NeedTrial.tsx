import { type NeedSensitivity, REDUNDANT_CORRELATION } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { NeedRanking } from '@maillage/domain/diagnosis/need-ranking.ts';
import { formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import { NEED_COMPONENTS, NEED_INDICATOR_LABELS, NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { needRankingQuery } from '../api/need-queries.ts';
import { diagnosisQuery, figuresQuery, manifestQuery } from '../api/queries.ts';
import { NeedWeightFields } from '../trial/NeedWeightFields.tsx';
import { NEED_TRIAL, NORMALISATIONS, useNeedWeights } from '../trial/need-weights.ts';
import { useChoices } from '../trial/use-choices.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { MissingData } from '../ui/MissingData.tsx';
import { ChoiceField } from '../ui/RangeField.tsx';
import { ScrollZone } from '../ui/ScrollZone.tsx';
import { useCommuneNames } from './commune-names.ts';
import { IntervalBar } from './IntervalBar.tsx';
import { labels } from './labels.ts';

const NORMALISATION_LABELS: Record<string, string> = Object.fromEntries(NORMALISATIONS.map(({ id, label }) => [id, label]));
const COMPONENT_LABELS: Record<string, string> = Object.fromEntries(NEED_COMPONENTS.map(({ id, label }) => [id, label]));
/** One indicator of need: its weights under the reader's hand, how firm each rank is, and what the ranking owes to each component. */
export function NeedTrial({ run }: { run: RunSummary }) {
  const { read, change } = useChoices();
  const { data: manifest } = useQuery(manifestQuery(run.id));
  const { data: diagnosis } = useQuery(diagnosisQuery(run.id));
  const indicator = NEED_INDICATORS.find((one) => one === read('indicateur')) ?? NEED_INDICATORS[0];
  const sensitivity = diagnosis?.needSensitivities.find((one) => one.indicator === indicator);
  return (
    <section className="section">
      <h2>Ce que les rangs doivent aux poids</h2>
      <div className="choices no-print">
        <ChoiceField
          label="Indicateur de besoin"
          value={indicator}
          choices={NEED_INDICATORS.map((id) => ({ id, label: NEED_INDICATOR_LABELS[id] }))}
          onChange={(id) => change({ poids: null, normalisation: null, indicateur: id === NEED_INDICATORS[0] ? null : id })}
        />
      </div>
      {manifest !== undefined && <Trial run={run} indicator={indicator} parameters={manifest.parameters} />}
      {sensitivity !== undefined && hasCorrelation(sensitivity) && <Sensitivity sensitivity={sensitivity} />}
    </section>
  );
}

function Trial({
  run,
  indicator,
  parameters,
}: {
  run: RunSummary;
  indicator: (typeof NEED_INDICATORS)[number];
  parameters: RunParameters;
}) {
  const { write, reset, isChanged } = useChoices();
  const { query, normalisation } = useNeedWeights(indicator, parameters);
  const { data, error, refetch } = useQuery({ ...needRankingQuery(run.id, indicator, query), placeholderData: keepPreviousData });
  return (
    <>
      <div className="choices no-print">
        <NeedWeightFields indicator={indicator} parameters={parameters} />
        <ChoiceField
          label="Pour rendre comparables"
          value={normalisation}
          choices={NORMALISATIONS}
          onChange={(id) => write('normalisation', id === parameters.needNormalisation ? null : id)}
        />
        <button type="button" className="button" disabled={!isChanged(NEED_TRIAL)} onClick={() => reset(NEED_TRIAL)}>
          Revenir au calcul publié
        </button>
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && !error && <Ranking run={run} ranking={data} indicator={indicator} isTrial={isChanged(NEED_TRIAL)} />}
    </>
  );
}

/** A weight on what is missing may be taken away: the fields stay above. */
function NotRanked({ run, indicator }: { run: RunSummary; indicator: (typeof NEED_INDICATORS)[number] }) {
  const { data: figures = [] } = useQuery(figuresQuery(run.id));
  const reason = figures.find(({ id }) => id === `need.${indicator}`)?.missingReason;
  return (
    <MissingData>
      aucune commune n’a assez de composantes de « {NEED_INDICATOR_LABELS[indicator]} » avec ces poids. {reason}
    </MissingData>
  );
}

function Ranking(props: { run: RunSummary; ranking: NeedRanking; indicator: (typeof NEED_INDICATORS)[number]; isTrial: boolean }) {
  const { run, ranking, indicator, isTrial } = props;
  const nameOf = useCommuneNames(run);
  const count = ranking.filter(({ rank }) => rank !== null).length;
  if (count === 0) return <NotRanked run={run} indicator={indicator} />;
  const moved = ranking.filter(
    ({ rank, publishedRank }) => rank !== null && publishedRank !== null && Math.abs(rank - publishedRank) > count / 10,
  );
  const place = (rank: number) => (count < 2 ? 0 : (rank - 1) / (count - 1));
  return (
    <>
      <p aria-live="polite">
        {isTrial
          ? moved.length === 0
            ? 'Avec ces poids, aucune commune ne change de place de plus d’un dixième du classement.'
            : `Avec ces poids, ${formatNumber(moved.length)} ${moved.length > 1 ? 'communes changent' : 'commune change'} de place de plus d’un dixième du classement.`
          : 'Poids du calcul publié. Déplacez-les : rien n’est publié tant que les paramètres ne changent pas.'}
      </p>
      <DataTable
        caption={`${NEED_INDICATOR_LABELS[indicator]} : rang de chaque commune, le premier étant le plus grand besoin`}
        rows={ranking}
        columns={[
          { id: 'name', header: 'Commune', kind: 'text', value: (row) => nameOf(row.communeCode) },
          { id: 'rank', header: isTrial ? 'Rang avec ces poids' : 'Rang', kind: 'number', value: (row) => row.rank },
          { id: 'published', header: 'Rang publié', kind: 'number', value: (row) => row.publishedRank },
          {
            ...{ id: 'interval', header: 'Neuf fois sur dix entre', kind: 'number' },
            value: (row) => row.publishedRankLow,
            cell: (row) =>
              row.publishedRankLow === null || row.publishedRankHigh === null || row.publishedRank === null ? null : (
                <span className="rank-interval">
                  <IntervalBar value={place(row.publishedRank)} low={place(row.publishedRankLow)} high={place(row.publishedRankHigh)} />
                  {formatNumber(row.publishedRankLow)} et {formatNumber(row.publishedRankHigh)}
                </span>
              ),
          },
          { id: 'score', header: 'Score', kind: 'number', value: (row) => row.score, cell: (row) => formatNumber(row.score, 2) },
          {
            ...{ id: 'missing', header: 'Poids sans donnée', kind: 'number' },
            value: (row) => row.missingWeightRatio,
            cell: (row) => formatRatioAsPercent(row.missingWeightRatio, 0),
          },
          { id: 'code', header: 'Code', kind: 'text', value: (row) => row.communeCode },
        ]}
        rowKey={(row) => row.communeCode}
        initialSort={{ columnId: 'rank', descending: false }}
        fileName={`besoin-${indicator}.csv`}
        filterLabel={labels.filter}
      />
    </>
  );
}

const hasCorrelation = ({ withoutComponent, withNormalisation, correlations }: NeedSensitivity) =>
  [...withoutComponent, ...withNormalisation, ...correlations].some(({ correlation }) => correlation !== null);

function Sensitivity({ sensitivity }: { sensitivity: NeedSensitivity }) {
  const { withoutComponent, withNormalisation, correlations, drawCount } = sensitivity;
  const redundant = correlations.filter(({ correlation }) => correlation !== null && Math.abs(correlation) > REDUNDANT_CORRELATION);
  const name = (id: string) => COMPONENT_LABELS[id] ?? id;
  const rows = [
    ...withoutComponent.map(({ componentId, correlation }) => ({ label: `Sans « ${name(componentId)} »`, correlation })),
    ...withNormalisation.map(({ normalisation, correlation }) => ({
      label: `Normalisation : ${(NORMALISATION_LABELS[normalisation] ?? normalisation).toLowerCase()}`,
      correlation,
    })),
  ];
  return (
    <>
      <h3>Ce que le classement doit à chaque choix</h3>
      <p className="soft">
        Ressemblance avec le classement publié : 1, le même ordre ; 0, aucun rapport (corrélation de Spearman). Les intervalles de rang
        viennent de {formatNumber(drawCount)} jeux de poids tirés au hasard, toujours les mêmes.
      </p>
      <ScrollZone label="Ressemblance de chaque variante">
        <table>
          <caption className="visually-hidden">Ressemblance de chaque variante avec le classement publié</caption>
          <thead>
            <tr>
              <th scope="col">Variante</th>
              <th scope="col" className="number">
                Ressemblance
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, correlation }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td className="number">{formatNumber(correlation, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollZone>
      <h3>Composantes qui se répètent</h3>
      <p>
        {redundant.length === 0
          ? 'Aucune paire de composantes ne dit la même chose (corrélation au-delà de 0,9).'
          : `Ces paires disent la même chose : une des deux suffirait. ${redundant.map(({ first, second }) => `« ${name(first)} » et « ${name(second)} »`).join(' ; ')}.`}
      </p>
      <ScrollZone label="Corrélations entre composantes">
        <table>
          <caption className="visually-hidden">Corrélation de chaque paire de composantes</caption>
          <thead>
            <tr>
              <th scope="col">Composantes</th>
              <th scope="col" className="number">
                Corrélation
              </th>
            </tr>
          </thead>
          <tbody>
            {correlations.map(({ first, second, correlation }) => (
              <tr key={`${first} ${second}`}>
                <th scope="row">
                  {name(first)} et {name(second)}
                </th>
                <td className="number">{formatNumber(correlation, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollZone>
    </>
  );
}
