import type { Isochrones } from '@maillage/domain/accessibility/road-answers.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { useQuery } from '@tanstack/react-query';
import { isochronesQuery } from '../../api/road-queries.ts';
import { type Spot, spotFromPosition, spotText } from '../../around/spot.ts';
import { useChoices } from '../../trial/use-choices.ts';

const CHOICE = 'isochrone';

/** What is reached by the road from a commune or from a place of the map; the address holds which. */
export interface IsochroneChoice {
  /** « le centre d’Arras », « le point choisi sur la carte ». */
  fromText: string;
  isochrones: Isochrones | null;
  error: Error | null;
  /** Starts from another place of the map. */
  moveTo(spot: Spot): void;
  stop(): void;
}

/** Null while no isochrone is asked for, or in a run without roads. */
export function useIsochrones(options: {
  runId: string;
  manifest: RunManifest | undefined;
  communes: readonly CommuneListItem[] | undefined;
}): IsochroneChoice | null {
  const { runId, manifest, communes } = options;
  const { read, write } = useChoices();
  const asked = read(CHOICE);
  const commune = communes?.find(({ code }) => code === asked);
  const spot = commune ?? parseSpot(asked);
  const isOn = spot !== null && manifest?.travelMethod === 'network';
  const { data, error } = useQuery({ ...isochronesQuery(runId, spot === null ? '' : spotText(spot)), enabled: isOn });
  if (!isOn) return null;
  return {
    fromText: commune === undefined ? 'le point choisi sur la carte' : `le centre de ${commune.name}`,
    isochrones: error === null ? (data ?? null) : null,
    error,
    moveTo: ({ lon, lat }) => write(CHOICE, writeSpot(spotFromPosition(lon, lat))),
    stop: () => write(CHOICE, null),
  };
}

/** Asks for the isochrones of a commune, or lets them go. */
export function useIsochroneSwitch(code: string): { isOn: boolean; toggle(): void } {
  const { read, write } = useChoices();
  const isOn = read(CHOICE) === code;
  return { isOn, toggle: () => write(CHOICE, isOn ? null : code) };
}

const writeSpot = ({ lon, lat }: Spot): string => `${lon};${lat}`;

function parseSpot(text: string | null): Spot | null {
  const [lon, lat, ...others] = (text ?? '').split(';').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (lon === undefined || lat === undefined || others.length > 0) return null;
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : null;
}
