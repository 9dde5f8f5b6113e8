import '../commune/commune.css';
import { formatNumber } from '@maillage/domain/format.ts';
import type { ReactNode } from 'react';
import { ScrollZone } from '../ui/ScrollZone.tsx';

export interface ComparisonLine {
  id: string;
  label: ReactNode;
  value: ReactNode;
  /** The same of what it stands beside; not shown when nothing does. */
  beside: string;
  /** 1 for the greatest value; null where there is none. */
  rank: number | null;
  rankedCount: number;
}

/** A territory beside another, indicator by indicator, with its rank among its peers. `beside`: the name of the other; null for none. */
export function ComparisonTable(props: {
  zoneLabel: string;
  caption: string;
  name: string;
  beside: string | null;
  lines: readonly ComparisonLine[];
}) {
  const { zoneLabel, caption, name, beside, lines } = props;
  return (
    <ScrollZone label={zoneLabel}>
      <table className="comparisons">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Indicateur</th>
            <th scope="col" className="number">
              {name}
            </th>
            {beside !== null && (
              <th scope="col" className="number">
                {beside}
              </th>
            )}
            <th scope="col" className="number">
              Rang
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">{line.label}</th>
              <td className="number" data-label={name}>
                {line.value}
              </td>
              {beside !== null && (
                <td className="number" data-label={beside}>
                  {line.beside}
                </td>
              )}
              <td className="number" data-label="Rang">
                {line.rank === null ? '—' : `${formatNumber(line.rank)} sur ${formatNumber(line.rankedCount)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollZone>
  );
}
