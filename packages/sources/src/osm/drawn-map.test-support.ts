import { type DrawnNode, type DrawnRelation, type DrawnWay, dataBlob, headerBlob, pbfFile } from './pbf-parts.test-support.ts';

/** A map that fits in a test: places of one letter, roads that name them in order. */
export interface DrawnMap {
  /** Metres east and north of 0° N, 0° E, where a degree is as long both ways. */
  places: Record<string, readonly [number, number]>;
  /** « A B C » → its tags. */
  roads: Record<string, Record<string, string>>;
  /** Tags of the places. */
  signs?: Record<string, Record<string, string>>;
  /** [road, place, road, what is forbidden or compulsory]. */
  turns?: readonly (readonly [string, string, string, string])[];
  /** Places that the file leaves out, as an extract does beyond its border. */
  missing?: readonly string[];
}

/** A degree of the Earth of the engine. */
const UNITS_PER_METRE = 1e7 / 111_195.0797;

/** Position of a place in ten-millionths of a degree. */
export function unitsOf([east, north]: readonly [number, number]): [number, number] {
  return [Math.round(east * UNITS_PER_METRE), Math.round(north * UNITS_PER_METRE)];
}

/** The map as a PBF file: the same letters have the same ids in every map, so that two maps may be two extracts of one. */
export function drawnPbf(map: DrawnMap): Uint8Array {
  const { nodes, ways, relations } = drawnObjects(map);
  return pbfFile(headerBlob(), dataBlob({ nodes }), dataBlob({ ways }), ...(relations.length > 0 ? [dataBlob({ relations })] : []));
}

export function drawnObjects({ places, roads, signs = {}, turns = [], missing = [] }: DrawnMap) {
  const nodeId = (letter: string) => 1000 + letter.codePointAt(0)!;
  const nodes = Object.entries(places)
    .filter(([letter]) => !missing.includes(letter))
    .map(([letter, place]): DrawnNode => {
      const [lon, lat] = unitsOf(place);
      return { id: nodeId(letter), lon, lat, tags: signs[letter] ?? {} };
    })
    .sort((a, b) => a.id - b.id);
  const wayId = (road: string) => [...road.replaceAll(' ', '')].reduce((id, letter) => id * 64 + (letter.codePointAt(0)! % 64), 1);
  const ways = Object.entries(roads)
    .map(([road, tags]): DrawnWay => ({ id: wayId(road), refs: road.split(' ').map(nodeId), tags }))
    .sort((a, b) => a.id - b.id);
  const relations = turns.map(
    ([from, via, to, restriction], index): DrawnRelation => ({
      id: index + 1,
      tags: { type: 'restriction', restriction },
      members: [
        { role: 'from', kind: 'way', id: wayId(from) },
        { role: 'via', kind: 'node', id: nodeId(via) },
        { role: 'to', kind: 'way', id: wayId(to) },
      ],
    }),
  );
  return { nodes, ways, relations };
}
