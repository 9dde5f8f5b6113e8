import type { PerceivedAccess } from '@maillage/domain/diagnosis/diagnosis.ts';
import { formatMinutes, formatRatioAsPercent } from '@maillage/domain/format.ts';
import { NARROW_WIDTH, useIsNarrow } from '../ui/use-is-narrow.ts';

const WIDE = [640, 320] as const;
const NARROW = [NARROW_WIDTH, 260] as const;
const [LEFT, BOTTOM, TOP, RIGHT] = [48, 40, 16, 20];
const TICKS = 5;

/** Each territory by its minutes and by its satisfied; the table below says the same. */
export function PerceivedScatter({ rows }: { rows: readonly PerceivedAccess[] }) {
  const [width, height] = useIsNarrow() ? NARROW : WIDE;
  const known = rows.flatMap((row) => (row.meanMinutes === null ? [] : [{ ...row, minutes: row.meanMinutes }]));
  if (known.length < 2) return null;
  const farthest = Math.max(1, Math.ceil(Math.max(...known.map(({ minutes }) => minutes)) / TICKS) * TICKS);
  const x = (minutes: number) => LEFT + ((width - LEFT - RIGHT) * minutes) / farthest;
  const y = (share: number) => TOP + (height - TOP - BOTTOM) * (1 - share);
  const steps = Array.from({ length: TICKS + 1 }, (_, step) => step / TICKS);
  return (
    <figure className="scatter">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Part des satisfaits selon le temps moyen, ${known.length} territoires`}
      >
        {steps.map((step) => (
          <g key={step} className="scatter-axis">
            <line x1={LEFT} x2={width - RIGHT} y1={y(step)} y2={y(step)} />
            <text x={LEFT - 6} y={y(step) + 4} textAnchor="end">
              {formatRatioAsPercent(step, 0)}
            </text>
            <text x={x(step * farthest)} y={height - BOTTOM + 18} textAnchor="middle">
              {formatMinutes(step * farthest)}
            </text>
          </g>
        ))}
        {known.map((row) => (
          <circle key={row.territory} cx={x(row.minutes)} cy={y(row.favourableRatio)} r="5" className="scatter-point">
            <title>{`${row.territory} : ${formatRatioAsPercent(row.favourableRatio, 0)} de satisfaits, ${formatMinutes(row.minutes, 1)}`}</title>
          </circle>
        ))}
      </svg>
      <figcaption className="soft">En travers : temps moyen des habitants. En hauteur : part des satisfaits.</figcaption>
    </figure>
  );
}
