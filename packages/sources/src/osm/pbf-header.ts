import { PbfReader } from 'pbf';
import { unreadable } from '../tables/file-errors.ts';

/** What a file says of itself; each may be absent. */
export interface OsmHeader {
  /** Degrees: west, south, east, north. */
  bounds: [number, number, number, number] | null;
  /** Nodes, then ways, then relations, each by growing id. */
  isSorted: boolean;
  /** Ways carry the places of their nodes, and nodes without tags may be left out. */
  hasLocationsOnWays: boolean;
  /** ISO 8601, UTC: state of the map that was extracted. */
  timestamp: string | null;
  writingProgram: string;
}

const UNDERSTOOD = new Set(['OsmSchema-V0.6', 'DenseNodes', 'LocationsOnWays', 'Sort.Type_then_ID']);
/** Nanodegrees. */
const BOUNDS_UNIT = 1e-9;

/** Reads the first block. Throws `file-unreadable` when the file needs a reader that understands more than the map of one day. */
export function readOsmHeader(bytes: Uint8Array, displayPath: string): OsmHeader {
  const header: OsmHeader = { bounds: null, isSorted: false, hasLocationsOnWays: false, timestamp: null, writingProgram: '' };
  const required: string[] = [];
  const optional: string[] = [];
  new PbfReader(bytes).readFields((field, _, pbf) => {
    if (field === 1) header.bounds = readBounds(pbf);
    else if (field === 4) required.push(pbf.readString());
    else if (field === 5) optional.push(pbf.readString());
    else if (field === 16) header.writingProgram = pbf.readString();
    else if (field === 32) header.timestamp = isoTime(pbf.readVarint());
  }, undefined);
  const unknown = required.filter((feature) => !UNDERSTOOD.has(feature));
  if (unknown.includes('HistoricalInformation'))
    throw unreadable(displayPath, 'il contient l’histoire de la carte, pas son état à une date. Prenez l’extrait ordinaire (.osm.pbf)');
  if (unknown.length > 0)
    throw unreadable(displayPath, `il demande « ${unknown.join(' », « ')} », que ce logiciel ne connaît pas. Prenez un extrait ordinaire`, {
      features: unknown,
    });
  const features = [...required, ...optional];
  header.isSorted = features.includes('Sort.Type_then_ID');
  header.hasLocationsOnWays = features.includes('LocationsOnWays');
  return header;
}

function readBounds(pbf: PbfReader): OsmHeader['bounds'] {
  const [west, east, north, south] = pbf.readMessage(
    (field, sides: number[], message) => {
      if (field >= 1 && field <= 4) sides[field - 1] = message.readSVarint() * BOUNDS_UNIT;
    },
    [0, 0, 0, 0],
  );
  const bounds: OsmHeader['bounds'] = [west ?? 0, south ?? 0, east ?? 0, north ?? 0];
  return bounds.every((side) => Math.abs(side) <= 180) ? bounds : null;
}

/** Seconds since 1970; absent or absurd gives null. */
function isoTime(seconds: number): string | null {
  return seconds > 0 && seconds < 1e11 ? `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z` : null;
}
