import { formatNumber } from '@maillage/domain/format.ts';
import type { GreyWhatIf } from '@maillage/domain/grey-zones/grey-what-if.ts';
import { layOutZones } from '@maillage/maps/svg/lay-out-zones.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { geometryQuery } from '../api/queries.ts';
import { NARROW_WIDTH, useIsNarrow } from '../ui/use-is-narrow.ts';

/** The zones of one piece, drawn and named as the reader moves a threshold; the table below says the same. */
export function ZoneMap({ runId, areas }: { runId: string; areas: GreyWhatIf['areas'] }) {
  const { data: topology } = useQuery(geometryQuery(runId));
  const isNarrow = useIsNarrow();
  const layout = useMemo(
    () =>
      topology &&
      layOutZones(
        topology,
        areas.map(({ zoneId, name, communeCodes, populationCount }) => ({ id: zoneId, name, communeCodes, weight: populationCount ?? 0 })),
        isNarrow ? NARROW_WIDTH : undefined,
      ),
    [topology, areas, isNarrow],
  );
  if (!layout) return null;
  const { width, height, communes, departement, zones, labels } = layout;
  return (
    <figure className="zone-map">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Carte des zones grises : ${formatNumber(zones.length)} zones d’un seul tenant`}
      >
        <defs>
          <pattern id="zone-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
            <rect width="7" height="2" className="zone-hatch" />
          </pattern>
        </defs>
        <path d={communes} className="zone-commune" />
        {zones.map(({ id, name, d }) => (
          <path key={id} d={d} className="zone-area" fill="url(#zone-hatch)">
            <title>{name}</title>
          </path>
        ))}
        <path d={departement} className="zone-limit" />
        {labels.map(({ id, name, x, y }) => (
          <text key={id} x={x} y={y} className="zone-name">
            {name}
          </text>
        ))}
      </svg>
      <figcaption className="soft">
        Hachures : communes grises avec ces choix, d’un seul tenant. Noms : les zones les plus peuplées.
      </figcaption>
    </figure>
  );
}
