import './territory.css';
import { formatRatioAsPercent } from '@maillage/domain/format.ts';

/** A share as a bar and in figures; the reference that it stands beside is grey. */
export function ShareBar({ ratio, isReference = false }: { ratio: number; isReference?: boolean }) {
  return (
    <span className="bar-cell">
      <span className={isReference ? 'bar bar-reference' : 'bar'} aria-hidden="true" style={{ width: `${60 * ratio}%` }} />
      {formatRatioAsPercent(ratio, 0)}
    </span>
  );
}
