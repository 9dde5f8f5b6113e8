import type { ReportProgress } from '@maillage/domain/jobs/job.ts';
import { buildRoadNetwork, type NetworkReport } from '@maillage/engine/network/build-road-network.ts';
import type { RoadNetwork, TravelProfile } from '@maillage/engine/network/road-network.ts';
import type { OsmReadReport } from '@maillage/sources/osm/osm-roads.ts';
import { readOsmRoads } from '@maillage/sources/osm/read-osm-roads.ts';
import { bikeProfile } from '@maillage/sources/osm/tags/bike.ts';
import { carProfile } from '@maillage/sources/osm/tags/car.ts';
import type { RoadProfile } from '@maillage/sources/osm/tags/tags.ts';
import { walkProfile } from '@maillage/sources/osm/tags/walk.ts';
import type { GraphDescription } from '@maillage/sources/road-graph-file/graph-description.ts';
import { writeRoadNetwork } from './road-network-file.ts';

export interface BuildGraphOptions {
  /** OpenStreetMap extracts, one or several that touch. */
  paths: readonly string[];
  profile: TravelProfile;
  /** 100 = deciseconds. */
  weightUnitMilliseconds: number;
  report: ReportProgress;
}

const PROFILES: Record<TravelProfile, RoadProfile> = { car: carProfile, bike: bikeProfile, walk: walkProfile };
/** Share of the work that is reading. */
const READING_RATIO = 0.7;

/** Reads OpenStreetMap extracts into the road network of one profile, and says what was kept and left out. */
export async function buildNetworkFromOsm(options: BuildGraphOptions): Promise<{ network: RoadNetwork; description: GraphDescription }> {
  const profile = PROFILES[options.profile];
  const step = (stepName: string, stepRatio: number, ratio: number) => options.report({ stepName, stepRatio, ratio });
  const read = await readOsmRoads({
    paths: options.paths,
    profile,
    report: (ratio) => step('Lecture de la carte', ratio, ratio * READING_RATIO),
  });
  step('Construction du réseau', 0, READING_RATIO);
  const built = buildRoadNetwork(read.roads, options.weightUnitMilliseconds);
  return { network: built.network, description: describe(profile, built.network, read.report, built.report) };
}

/** The same, written to a graph file. At `outPath` there is nothing new until the file is whole. */
export async function buildGraphFile(options: BuildGraphOptions & { outPath: string }): Promise<GraphDescription> {
  const { network, description } = await buildNetworkFromOsm(options);
  options.report({ stepName: 'Écriture du graphe', stepRatio: 0, ratio: 0.95 });
  await writeRoadNetwork(options.outPath, network, description);
  return description;
}

function describe(profile: RoadProfile, network: RoadNetwork, read: OsmReadReport, built: NetworkReport): GraphDescription {
  return {
    profile: profile.name,
    profileVersion: profile.version,
    weightUnitMilliseconds: network.graph.weightUnitMilliseconds,
    licence: 'ODbL 1.0',
    attribution: '© les contributeurs d’OpenStreetMap',
    sources: read.files,
    bounds: boundsOf(network),
    nodeCount: network.graph.nodeCount,
    arcCount: network.graph.arcCount,
    edgeCount: network.edgeCount,
    pointCount: network.pointLon.length,
    wayCount: network.ways.wayCount,
    roadMetres: Math.round(built.metres),
    leftOut: {
      nodeCount: built.leftOutNodeCount,
      metres: Math.round(built.leftOutMetres),
      islandCount: built.islandCount,
      missingNodeCount: read.missingNodeCount,
      cutWayCount: read.cutWayCount,
      unreadSpeedCount: read.unreadSpeedCount,
      turnByWayCount: read.turnByWayCount,
      incompleteTurnCount: read.incompleteTurnCount,
      ignoredTurnCount: built.ignoredTurnCount,
    },
    read: {
      nodeCount: read.nodeCount,
      wayCount: read.wayCount,
      roadCount: read.roadCount,
      repeatedWayCount: read.repeatedWayCount,
      closedBarrierCount: read.closedBarrierCount,
      honouredTurnCount: built.honouredTurnCount,
      turnCopyCount: built.turnCopyCount,
    },
    roadClasses: network.ways.roadClasses,
    speedRules: network.ways.speedRules,
  };
}

function boundsOf({ pointLon, pointLat }: RoadNetwork): GraphDescription['bounds'] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let point = 0; point < pointLon.length; point++) {
    west = Math.min(west, pointLon[point]!);
    east = Math.max(east, pointLon[point]!);
    south = Math.min(south, pointLat[point]!);
    north = Math.max(north, pointLat[point]!);
  }
  return [west / 1e7, south / 1e7, east / 1e7, north / 1e7];
}
