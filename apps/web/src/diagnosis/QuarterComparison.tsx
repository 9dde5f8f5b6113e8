import { formatNumber, formatRatioAsPercent, MISSING_TEXT } from '@maillage/domain/format.ts';
import { compareQuarters, findQuartersLike, type QuarterMeasure } from '@maillage/domain/quarters/compare-quarters.ts';
import type { QuarterSummary, Quarters } from '@maillage/domain/quarters/quarters.ts';
import { Link } from 'react-router';
import { ComparisonTable } from '../territory/ComparisonTable.tsx';
import { ShareBar } from '../territory/ShareBar.tsx';
import { useChoices } from '../trial/use-choices.ts';
import { ChoiceField } from '../ui/RangeField.tsx';
import { ScrollZone } from '../ui/ScrollZone.tsx';
import { quarterName } from './quarter-text.ts';

interface QuarterProps {
  quarters: Quarters;
  summary: QuarterSummary;
}
const MEDIAN = 'mediane';
/** Two neighbourhoods may bear one name. */
const nameAndCode = (one: QuarterSummary) => (one.name === null ? quarterName(one) : `${one.name} (${one.qpvCode})`);

/** A neighbourhood beside another, or beside the median of those of the Département, measure by measure. */
export function QuarterComparison({ quarters, summary }: QuarterProps) {
  const { read, write } = useChoices();
  const measures = compareQuarters(quarters, summary.qpvCode);
  const others = quarters.summaries.filter(({ qpvCode }) => qpvCode !== summary.qpvCode);
  if (measures.length === 0 || others.length === 0) return null;
  const chosen = others.find(({ qpvCode }) => qpvCode === read('avec'));
  const beside = new Map(chosen && compareQuarters(quarters, chosen.qpvCode).map(({ id, value }) => [id, value]));
  const [name, besideName] = [quarterName(summary), chosen === undefined ? 'Médiane des quartiers' : quarterName(chosen)];
  return (
    <section className="section">
      <h2>{chosen === undefined ? 'Comparé aux quartiers du Département' : `Comparé à : ${besideName}`}</h2>
      <div className="territory-search no-print">
        <ChoiceField
          label="Comparer avec"
          value={chosen?.qpvCode ?? MEDIAN}
          choices={[
            { id: MEDIAN, label: 'Médiane des quartiers du Département' },
            ...others.map((one) => ({ id: one.qpvCode, label: nameAndCode(one), group: 'Quartiers prioritaires' })),
          ]}
          onChange={(id) => write('avec', id === MEDIAN ? null : id)}
        />
      </div>
      <ComparisonTable
        zoneLabel="Indicateurs du quartier"
        caption={`${name}, à côté de : ${besideName}`}
        name={name}
        beside={besideName}
        lines={measures.map((measure) => ({
          ...measure,
          value: measureText(measure, measure.value),
          beside: measureText(measure, chosen === undefined ? measure.median : (beside.get(measure.id) ?? null)),
        }))}
      />
      <p className="small soft">
        Un service compte une fois, quel que soit le nombre de ses lieux. Rang : le premier a la valeur la plus grande. La moitié des
        quartiers sont sous la médiane.
      </p>
    </section>
  );
}

/** An estimate of people is told to the ten. */
function measureText({ unit }: QuarterMeasure, value: number | null): string {
  if (value === null) return MISSING_TEXT;
  if (unit === 'ratio') return formatRatioAsPercent(value, 0);
  const text = formatNumber(unit === 'hab.' ? Math.round(value / 10) * 10 : value, unit === '' && !Number.isInteger(value) ? 1 : 0);
  return unit === '' ? text : `${text} ${unit}`;
}

/** Who has each service at ten minutes on foot, beside the rest of the communes: two bars a service. */
export function QuarterShares({ quarters, summary }: QuarterProps) {
  const labelOf = new Map(quarters.layers.map(({ id, label }) => [id, label]));
  const rows = quarters.rows.filter(({ qpvCode, residentShares }) => qpvCode === summary.qpvCode && residentShares !== null);
  if (rows.length === 0) return null;
  return (
    <section className="section">
      <h2>Qui a ces services à dix minutes à pied</h2>
      <ScrollZone label="Part des habitants à dix minutes à pied">
        <table className="spread">
          <caption className="visually-hidden">Part des habitants à dix minutes à pied de chaque service</caption>
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">Habitants du quartier</th>
              <th scope="col">Reste de ses communes</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ layer, residentShares, communeRestShares }) => (
              <tr key={layer}>
                <th scope="row">{labelOf.get(layer) ?? layer}</th>
                <td>
                  <ShareBar ratio={residentShares![1]} />
                </td>
                <td>{communeRestShares === null ? MISSING_TEXT : <ShareBar ratio={communeRestShares[1]} isReference />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollZone>
    </section>
  );
}

/** Neighbourhoods that resemble it: to open, or to set beside it. */
export function QuartersLikeMine({ quarters, summary }: QuarterProps) {
  const similar = findQuartersLike(quarters, summary.qpvCode);
  if (similar.length === 0) return null;
  return (
    <section className="section">
      <h2>Les quartiers qui lui ressemblent</h2>
      <p className="small soft">D’après les habitants, la densité et les services à dix minutes à pied.</p>
      <ul>
        {similar.map((one) => (
          <li key={one.qpvCode}>
            <Link to={`/quartiers/${one.qpvCode}`}>{quarterName(one)}</Link>{' '}
            {one.name !== null && <span className="small soft">{one.qpvCode}</span>}{' '}
            <Link className="small no-print" to={`?avec=${one.qpvCode}`} preventScrollReset>
              Comparer<span className="visually-hidden"> avec {quarterName(one)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
