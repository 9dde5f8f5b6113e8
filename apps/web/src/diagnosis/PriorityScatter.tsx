import { formatNumber } from '@maillage/domain/format.ts';
import type { Priorities, PriorityTable } from '@maillage/domain/priorities/priorities.ts';
import type { PriorityRow } from './NeedsPage.tsx';

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [720, 420, 52, 44, 12, 12];
/** The most peopled of those to act for first, as many as can be read. */
const NAMED = 8;

interface ScatterProps {
  rows: readonly PriorityRow[];
  table: PriorityTable;
  needCuts: Priorities['needCuts'];
}

/** Each commune by its need and by its distance, the cuts drawn: deciders see who passes by little. The table below says the same. */
export function PriorityScatter({ rows, table, needCuts }: ScatterProps) {
  const known = rows.flatMap(({ need, deficit, ...row }) => (need === null || deficit === null ? [] : [{ ...row, need, deficit }]));
  if (known.length < 2 || needCuts === null || table.deficitCuts === null) return null;
  const needs = spanOf(known.map(({ need }) => need));
  const deficits = spanOf(known.map(({ deficit }) => deficit));
  const x = (need: number) => LEFT + ((WIDTH - LEFT - RIGHT) * (need - needs.least)) / needs.width;
  const y = (deficit: number) => HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * (deficit - deficits.least)) / deficits.width;
  const named = placeNames(
    known
      .filter(({ priority }) => priority === 1)
      .sort((a, b) => (b.population ?? 0) - (a.population ?? 0))
      .map((row) => ({ code: row.code, name: row.name, x: x(row.need), y: y(row.deficit) })),
  );
  const vertical = table.unit === 'minutes' ? 'temps moyen, en minutes' : 'place dans l’ordre des trois gammes';
  return (
    <figure className="scatter scatter-wide">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`Éloignement selon le besoin, ${known.length} communes`}>
        <rect
          className="scatter-zone"
          x={x(needCuts[1])}
          y={TOP}
          width={WIDTH - RIGHT - x(needCuts[1])}
          height={Math.max(0, y(table.deficitCuts[1]) - TOP)}
        />
        {needCuts.map((cut, index) => (
          // Two cuts may fall on one value.
          <line key={`need-${index ? 'high' : 'low'}`} className="scatter-cut" x1={x(cut)} x2={x(cut)} y1={TOP} y2={HEIGHT - BOTTOM} />
        ))}
        {table.deficitCuts.map((cut, index) => (
          <line key={`far-${index ? 'high' : 'low'}`} className="scatter-cut" x1={LEFT} x2={WIDTH - RIGHT} y1={y(cut)} y2={y(cut)} />
        ))}
        <g className="scatter-axis">
          {needs.ticks.map((tick) => (
            <text key={`x${tick}`} x={x(tick)} y={HEIGHT - BOTTOM + 18} textAnchor="middle">
              {formatNumber(tick, 1)}
            </text>
          ))}
          {deficits.ticks.map((tick) => (
            <text key={`y${tick}`} x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
              {formatNumber(tick, deficits.width > 4 ? 0 : 1)}
            </text>
          ))}
        </g>
        {known.map((row) => (
          <circle
            key={row.code}
            cx={x(row.need)}
            cy={y(row.deficit)}
            r={row.priority === 1 ? 4.5 : 3.5}
            className={`scatter-point priority-${row.priority} ${row.nearPriority === null ? '' : 'priority-near'}`}
          >
            <title>{`${row.name} : besoin ${formatNumber(row.need, 2)}, éloignement ${formatNumber(row.deficit, 1)}`}</title>
          </circle>
        ))}
        {named.map((label) => (
          <text
            key={label.code}
            className="scatter-name"
            x={label.x + (label.atLeft ? -7 : 7)}
            y={label.y + 4}
            textAnchor={label.atLeft ? 'end' : 'start'}
          >
            {label.name}
          </text>
        ))}
      </svg>
      <figcaption className="soft">
        En travers : besoin, en écarts-types. En hauteur : {vertical}. Traits : coupures en tiers de population. Zone teintée : agir en
        premier. Points cerclés : de justesse sous une classe plus forte.
      </figcaption>
    </figure>
  );
}

/** Round steps over the values, a little room on both sides. */
function spanOf(values: readonly number[]): { least: number; width: number; ticks: number[] } {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const raw = (high - low || 1) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((one) => one * power >= raw) ?? 10) * power;
  const first = Math.floor(low / step);
  const ticks = Array.from({ length: Math.ceil(high / step) - first + 1 }, (_, index) => (first + index) * step);
  return { least: ticks[0]!, width: ticks.at(-1)! - ticks[0]! || step, ticks };
}

interface Name {
  code: string;
  name: string;
  x: number;
  y: number;
}

/** The names that do not cover one another, in their order. */
function placeNames(names: readonly Name[]): (Name & { atLeft: boolean })[] {
  const placed: (Name & { atLeft: boolean })[] = [];
  const widthOf = (name: string) => name.length * 6.4 + 8;
  for (const one of names) {
    if (placed.length === NAMED) break;
    const atLeft = one.x + widthOf(one.name) > WIDTH - RIGHT;
    const from = atLeft ? one.x - widthOf(one.name) : one.x;
    const covers = placed.some((other) => {
      const otherFrom = other.atLeft ? other.x - widthOf(other.name) : other.x;
      return Math.abs(other.y - one.y) < 14 && from < otherFrom + widthOf(other.name) && otherFrom < from + widthOf(one.name);
    });
    if (!covers) placed.push({ ...one, atLeft });
  }
  return placed;
}
