import { formatNumber } from '@maillage/domain/format.ts';
import type { Priorities, PriorityTable } from '@maillage/domain/priorities/priorities.ts';
import { NARROW_WIDTH, useIsNarrow } from '../ui/use-is-narrow.ts';
import type { PriorityRow } from './NeedsPage.tsx';

const WIDE = [720, 420, 52] as const;
const NARROW = [NARROW_WIDTH, 320, 30] as const;
const [BOTTOM, TOP, RIGHT] = [44, 12, 12];
/** The most peopled of those to act for first, as many as can be read. */
const NAMED = 8;

interface ScatterProps {
  rows: readonly PriorityRow[];
  table: PriorityTable;
  needCuts: Priorities['needCuts'];
}

/** Each commune by its need and by its distance, the cuts drawn: deciders see who passes by little. The table below says the same. */
export function PriorityScatter({ rows, table, needCuts }: ScatterProps) {
  const [width, height, left] = useIsNarrow() ? NARROW : WIDE;
  const known = rows.flatMap(({ need, deficit, ...row }) => (need === null || deficit === null ? [] : [{ ...row, need, deficit }]));
  if (known.length < 2 || needCuts === null || table.deficitCuts === null) return null;
  const needs = spanOf(known.map(({ need }) => need));
  const deficits = spanOf(known.map(({ deficit }) => deficit));
  const x = (need: number) => left + ((width - left - RIGHT) * (need - needs.least)) / needs.width;
  const y = (deficit: number) => height - BOTTOM - ((height - TOP - BOTTOM) * (deficit - deficits.least)) / deficits.width;
  const named = placeNames(
    known
      .filter(({ priority }) => priority === 1)
      .sort((a, b) => (b.population ?? 0) - (a.population ?? 0))
      .map((row) => ({ code: row.code, name: row.name, x: x(row.need), y: y(row.deficit) })),
    width - RIGHT,
  );
  const vertical = table.unit === 'minutes' ? 'temps moyen, en minutes' : 'place dans l’ordre des trois gammes';
  return (
    <figure className="scatter scatter-wide">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Éloignement selon le besoin, ${known.length} communes`}>
        <rect
          className="scatter-zone"
          x={x(needCuts[1])}
          y={TOP}
          width={width - RIGHT - x(needCuts[1])}
          height={Math.max(0, y(table.deficitCuts[1]) - TOP)}
        />
        {needCuts.map((cut, index) => (
          // Two cuts may fall on one value.
          <line key={`need-${index ? 'high' : 'low'}`} className="scatter-cut" x1={x(cut)} x2={x(cut)} y1={TOP} y2={height - BOTTOM} />
        ))}
        {table.deficitCuts.map((cut, index) => (
          <line key={`far-${index ? 'high' : 'low'}`} className="scatter-cut" x1={left} x2={width - RIGHT} y1={y(cut)} y2={y(cut)} />
        ))}
        <g className="scatter-axis">
          {needs.ticks.map((tick) => (
            <text key={`x${tick}`} x={x(tick)} y={height - BOTTOM + 18} textAnchor="middle">
              {formatNumber(tick, 1)}
            </text>
          ))}
          {deficits.ticks.map((tick) => (
            <text key={`y${tick}`} x={left - 6} y={y(tick) + 4} textAnchor="end">
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
function placeNames(names: readonly Name[], right: number): (Name & { atLeft: boolean })[] {
  const placed: (Name & { atLeft: boolean })[] = [];
  const widthOf = (name: string) => name.length * 6.4 + 8;
  for (const one of names) {
    if (placed.length === NAMED) break;
    const atLeft = one.x + widthOf(one.name) > right;
    if (atLeft && widthOf(one.name) > one.x) continue;
    const from = atLeft ? one.x - widthOf(one.name) : one.x;
    const covers = placed.some((other) => {
      const otherFrom = other.atLeft ? other.x - widthOf(other.name) : other.x;
      return Math.abs(other.y - one.y) < 14 && from < otherFrom + widthOf(other.name) && otherFrom < from + widthOf(one.name);
    });
    if (!covers) placed.push({ ...one, atLeft });
  }
  return placed;
}
