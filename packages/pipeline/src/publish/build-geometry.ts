import { mergeArcs, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, quantile, simplify } from 'topojson-simplify';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import type { Referential } from '../referential/referential.ts';

interface Properties {
  code: string;
  name: string;
}
type Area = (Polygon<Properties> | MultiPolygon<Properties>) & { properties: Properties };

/** Vertices kept for a page: enough for a wall at 1920 pixels, light enough for a phone. */
const VERTEX_TARGET = 40_000;
const QUANTIZATION = 1e5;
/** Neighbouring communes farther than this from the Département are not drawn. */
const CONTEXT_DEGREES = 0.35;

/**
 * The map of a run as TopoJSON bytes: own communes, those around, EPCI and Département dissolved from them, and the
 * perimeters of QPV as they are. Borders are simplified together, so that neighbours never part.
 */
export function buildGeometry(referential: Referential): Uint8Array {
  const { communes, ownCount, boundaries, qpvPerimeters } = referential;
  const own = communes.slice(0, ownCount);
  const west = Math.min(...own.map((commune) => commune.lon)) - CONTEXT_DEGREES;
  const east = Math.max(...own.map((commune) => commune.lon)) + CONTEXT_DEGREES;
  const south = Math.min(...own.map((commune) => commune.lat)) - CONTEXT_DEGREES;
  const north = Math.max(...own.map((commune) => commune.lat)) + CONTEXT_DEGREES;
  const around = communes.slice(ownCount).filter(({ lon, lat }) => lon >= west && lon <= east && lat >= south && lat <= north);
  const collect = (list: typeof communes) => ({
    type: 'FeatureCollection' as const,
    features: list.flatMap((commune) => {
      const geometry = boundaries.get(commune.code);
      return geometry === undefined ? [] : [{ type: 'Feature' as const, properties: { code: commune.code, name: commune.name }, geometry }];
    }),
  });
  const full = topology({ communes: collect(own), neighbours: collect(around) }, QUANTIZATION) as unknown as Topology<{
    communes: GeometryCollection<Properties>;
    neighbours: GeometryCollection<Properties>;
  }>;
  const vertexCount = full.arcs.reduce((sum, arc) => sum + arc.length, 0);
  const weighted = presimplify(full);
  const light = vertexCount <= VERTEX_TARGET ? full : requantize(simplify(weighted, quantile(weighted, VERTEX_TARGET / vertexCount)));
  const areas = light.objects.communes.geometries as Area[];
  const epciOf = new Map(own.map((commune) => [commune.code, commune.epciCode]));
  const names = new Map(referential.territories.filter(({ kind }) => kind === 'epci').map(({ code, name }) => [code, name]));
  const byEpci = Map.groupBy(areas, (area) => epciOf.get(area.properties.code) ?? '');
  const epcis = [...byEpci]
    .filter(([code]) => code !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, members]) => ({ ...mergeArcs(light, members), properties: { code, name: names.get(code) ?? code } }));
  const departement = { ...mergeArcs(light, areas), properties: { code: referential.departementCode, name: referential.departementName } };
  const document = {
    ...light,
    objects: {
      communes: light.objects.communes,
      neighbours: light.objects.neighbours,
      epcis: { type: 'GeometryCollection', geometries: epcis },
      departement: { type: 'GeometryCollection', geometries: [departement] },
    },
    // QPV are a few hundred metres wide: simplified with communes they would vanish, so they stay GeoJSON.
    qpvs: {
      type: 'FeatureCollection',
      features: qpvPerimeters.map(({ code, label, communeCode, geometry }) => ({
        type: 'Feature',
        properties: { code, name: label, communeCode },
        geometry,
      })),
    },
  };
  return new TextEncoder().encode(JSON.stringify(document));
}

/** Simplifying spells coordinates out in degrees with fifteen figures: integers on a grid weigh four times less. */
function requantize<Spelled extends Topology>(spelled: Spelled): Spelled {
  const onGrid: unknown = quantize(spelled as never, QUANTIZATION); // the library's types lose the names of the objects
  return onGrid as Spelled;
}
