import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import { classIndexOf, countInBins } from '@maillage/maps/classify.ts';
import { formatFigureValue } from '@maillage/maps/figure-text.ts';
import type { MapDescription } from '@maillage/maps/map-description.ts';
import { useEcho } from '../../ui/use-echo.ts';
import { moveBreak } from './class-choice.ts';

const BINS = 40;
const HEIGHT = 72;
/** How many stops a limit has between the least and the greatest value. */
const STOPS = 200;

interface HistogramProps {
  figure: FigureDefinition;
  values: readonly number[];
  description: MapDescription;
  onBreaks(breaks: number[]): void;
}

/** How many communes have which value, in the colours of their classes, with the limits of the classes to drag or to move with the arrows. */
export function Histogram({ figure, values, description, onBreaks }: HistogramProps) {
  const bins = countInBins(values, BINS);
  if (bins === null || bins.least === bins.greatest) return <p className="small soft">Toutes les communes ont la même valeur.</p>;
  const { least, greatest, counts } = bins;
  const { breaks, entries } = description;
  const most = Math.max(...counts);
  const width = (greatest - least) / BINS;
  // A limit is set finer than values are read.
  const say = (value: number) =>
    formatFigureValue(value, 'known', { ...figure, decimals: figure.decimals + (figure.unit === 'ratio' ? 0 : 1) });
  return (
    <div className="histogram">
      <div className="histogram-plot">
        <svg viewBox={`0 0 ${BINS * 10} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {counts.map((count, index) => {
            const height = count === 0 ? 0 : Math.max(1.5, (HEIGHT * count) / most);
            const entry = entries[classIndexOf(least + (index + 0.5) * width, breaks)];
            // biome-ignore lint/suspicious/noArrayIndexKey: the bins are the axis
            return <rect key={index} x={index * 10} width={9} y={HEIGHT - height} height={height} fill={entry?.colour} />;
          })}
        </svg>
        {breaks.map((value, index) => {
          // A limit beyond the values cuts nothing: it has no place on this axis.
          if (value < least || value > greatest) return null;
          return (
            <BreakHandle
              // biome-ignore lint/suspicious/noArrayIndexKey: a limit is its place among the others
              key={index}
              label={`Limite ${index + 1} sur ${breaks.length}`}
              {...{ least, greatest, value, say }}
              onChange={(moved) => onBreaks(moveBreak(breaks, index, moved))}
            />
          );
        })}
      </div>
      <p className="histogram-ends small soft">
        <span>{formatFigureValue(least, 'known', figure)}</span>
        <span>{formatFigureValue(greatest, 'known', figure)}</span>
      </p>
    </div>
  );
}

interface BreakHandleProps {
  label: string;
  least: number;
  greatest: number;
  value: number;
  say(value: number): string;
  onChange(value: number): void;
}

function BreakHandle({ label, least, greatest, value, say, onChange }: BreakHandleProps) {
  const [shown, change] = useEcho(value, onChange);
  return (
    <input
      type="range"
      className="histogram-break"
      aria-label={label}
      aria-valuetext={say(shown)}
      min={least}
      max={greatest}
      step={(greatest - least) / STOPS}
      value={shown}
      onChange={(event) => change(Number(event.target.value))}
    />
  );
}
