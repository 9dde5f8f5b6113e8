import type { ServiceAccess } from '@maillage/domain/accessibility/fallback.ts';
import type { RoadJourneys } from '@maillage/domain/accessibility/road-answers.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import type { JourneyLine } from '@maillage/maps/layer-specification.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { roadJourneysQuery } from '../api/road-queries.ts';
import { serviceAccessQuery } from '../api/territory-queries.ts';
import type { Spot } from '../around/spot.ts';
import { useChoices } from '../trial/use-choices.ts';

/** The service that a map of minutes is about; null for any other map. */
export const serviceOfFigure = (figureId: string): string | null =>
  figureId.startsWith('service-minutes.') ? figureId.slice('service-minutes.'.length) : null;

/** From the chosen commune to its nearest place, and to the second: by the road once it is known, straight until then and in a run without roads. */
export function useJourneys(options: {
  runId: string;
  figureId: string;
  code: string | null;
  communes: readonly CommuneListItem[] | undefined;
  hasRoads: boolean;
}): readonly JourneyLine[] {
  const { runId, figureId, code, communes, hasRoads } = options;
  const { read } = useChoices();
  const service = read('service') ?? serviceOfFigure(figureId);
  const { data } = useQuery({
    ...serviceAccessQuery(runId, code ?? '', service ?? ''),
    enabled: code !== null && service !== null,
    retry: false,
  });
  const { data: roads } = useQuery({
    ...roadJourneysQuery(runId, code ?? '', service ?? ''),
    enabled: hasRoads && code !== null && service !== null,
  });
  return useMemo(() => {
    const from = communes?.find((one) => one.code === code);
    if (from === undefined || data === undefined || data.communeCode !== code) return [];
    return ([data.nearest, data.second] as const).flatMap((place, rank): JourneyLine[] =>
      place === null || place.lon === null || place.lat === null
        ? []
        : [drawJourney(rank === 0 ? 'nearest' : 'second', from, { lon: place.lon, lat: place.lat }, isOf(roads, data) ? roads : undefined)],
    );
  }, [communes, code, data, roads]);
}

const isOf = (roads: RoadJourneys | undefined, { communeCode, serviceType }: ServiceAccess) =>
  roads?.communeCode === communeCode && roads.serviceType === serviceType;

function drawJourney(rank: JourneyLine['rank'], from: Spot, to: Spot, roads: RoadJourneys | undefined): JourneyLine {
  const road = roads?.[rank]?.line;
  return { rank, from: [from.lon, from.lat], to: [to.lon, to.lat], ...(road === undefined ? {} : { road }) };
}
