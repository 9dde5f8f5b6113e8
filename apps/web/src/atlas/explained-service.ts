import type { CommuneListItem } from '@maillage/domain/territories/portrait.ts';
import type { JourneyLine } from '@maillage/maps/layer-specification.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { serviceAccessQuery } from '../api/territory-queries.ts';
import { useChoices } from '../trial/use-choices.ts';

/** The service that a map of minutes is about; null for any other map. */
export const serviceOfFigure = (figureId: string): string | null =>
  figureId.startsWith('service-minutes.') ? figureId.slice('service-minutes.'.length) : null;

/** From the chosen commune to its nearest place, and to the second; empty until both are chosen. */
export function useJourneys(options: {
  runId: string;
  figureId: string;
  code: string | null;
  communes: readonly CommuneListItem[] | undefined;
}): readonly JourneyLine[] {
  const { runId, figureId, code, communes } = options;
  const { read } = useChoices();
  const service = read('service') ?? serviceOfFigure(figureId);
  const { data } = useQuery({
    ...serviceAccessQuery(runId, code ?? '', service ?? ''),
    enabled: code !== null && service !== null,
    retry: false,
  });
  return useMemo(() => {
    const from = communes?.find((one) => one.code === code);
    if (from === undefined || data === undefined || data.communeCode !== code) return [];
    return ([data.nearest, data.second] as const).flatMap((place, rank) =>
      place === null || place.lon === null || place.lat === null
        ? []
        : [{ rank: rank === 0 ? ('nearest' as const) : ('second' as const), from: [from.lon, from.lat], to: [place.lon, place.lat] }],
    );
  }, [communes, code, data]);
}
