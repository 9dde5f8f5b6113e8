/** Level of a commune in the network of centres: 0 not a centre, 1 local, 2 intermediate, 3 structuring, 4 major. */
export type CentreLevel = 0 | 1 | 2 | 3 | 4;

export interface CentreLevelsQuery {
  /** Facilities per commune and service grouping, `[commune × grouping]`, row-major. */
  facilityCounts: Uint32Array;
  groupingCount: number;
  /** 0 proximity, 1 intermediate, 2 superior. */
  groupingRange: Uint8Array;
  /** 0 where the vintage does not hold the grouping: it is left out everywhere. */
  groupingCollected: Uint8Array;
}

export interface CentreLevels {
  level: Uint8Array;
  /** Endowment of the commune, 0 to 6. */
  score: Float64Array;
  /** Collected groupings present in the commune. */
  servicesCount: Uint16Array;
}
