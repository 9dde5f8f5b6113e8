import type { PopulationCell } from '@maillage/domain/sources/records.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';

/** The places people leave from: one centre for a commune, or its inhabited cells. Ordered by commune. */
export interface Origins {
  lon: Float64Array;
  lat: Float64Array;
  /** Index of the commune of each origin, never decreasing. */
  communeIndex: Int32Array;
  /** What each origin weighs in the figures of its commune: inhabitants of a cell, 1 for a lone centre. */
  weight: Float64Array;
}

/** One origin for each commune: its centre. */
export function centreOrigins(communes: readonly Commune[]): Origins {
  return {
    lon: Float64Array.from(communes, (commune) => commune.lon),
    lat: Float64Array.from(communes, (commune) => commune.lat),
    communeIndex: Int32Array.from(communes, (_, index) => index),
    weight: new Float64Array(communes.length).fill(1),
  };
}

/** The inhabited cells of each commune, in the order of their ids; the centre of a commune that has none. */
export function cellOrigins(communes: readonly Commune[], cells: readonly PopulationCell[]): Origins {
  const cellsOf = Map.groupBy(
    cells.filter((cell) => cell.populationCount > 0),
    (cell) => cell.communeCode,
  );
  const rows = communes.flatMap((commune, communeIndex) => {
    const own = cellsOf.get(commune.code);
    if (own === undefined) return [{ lon: commune.lon, lat: commune.lat, communeIndex, weight: 1 }];
    return own
      .toSorted((a, b) => (a.cellId < b.cellId ? -1 : 1))
      .map(({ lon, lat, populationCount }) => ({ lon, lat, communeIndex, weight: populationCount }));
  });
  return {
    lon: Float64Array.from(rows, (row) => row.lon),
    lat: Float64Array.from(rows, (row) => row.lat),
    communeIndex: Int32Array.from(rows, (row) => row.communeIndex),
    weight: Float64Array.from(rows, (row) => row.weight),
  };
}
