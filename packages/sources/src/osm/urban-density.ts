/** Side of the squares in which crossroads are counted, ten-millionths of a degree of latitude: some 550 m. */
const CELL_UNITS = 50_000;
/** Crossroads in a square from which it is a town: some 40 for a square kilometre. A hamlet has 2 to 5, a small town 15. */
export const TOWN_CROSSROADS = 12;

export interface RoadLines {
  nodeLon: Int32Array;
  nodeLat: Int32Array;
  /** Ends of road segments at each node: three or more make a crossroads. */
  nodeDegree: Uint8Array;
}

/**
 * Tells whether a node stands in a town: its square has crossroads enough.
 * Serves only the ways whose tags do not tell.
 */
export function createTownTest({ nodeLon, nodeLat, nodeDegree }: RoadLines): (node: number) => boolean {
  const counts = new Map<number, number>();
  for (let node = 0; node < nodeLon.length; node++) {
    if (nodeDegree[node]! < 3) continue;
    const cell = cellOf(nodeLon[node]!, nodeLat[node]!);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return (node) => (counts.get(cellOf(nodeLon[node]!, nodeLat[node]!)) ?? 0) >= TOWN_CROSSROADS;
}

/** Squares as wide as high: a row has fewer of them towards the poles. */
function cellOf(lon: number, lat: number): number {
  const row = Math.floor((lat + 9e8) / CELL_UNITS);
  const shrink = Math.max(0.05, Math.cos((((row + 0.5) * CELL_UNITS - 9e8) / 1e7) * (Math.PI / 180)));
  const column = Math.floor(((lon + 1.8e9) * shrink) / CELL_UNITS);
  return row * 100_000 + column;
}
