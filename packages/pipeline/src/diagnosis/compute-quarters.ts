import type { QuarterRow } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { OperatorLayer } from '@maillage/domain/services/operator-layers.ts';
import type { Qpv, QpvPerimeter } from '@maillage/domain/sources/records.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { metresToPolygons, walkMinutes } from '@maillage/engine/quarters/walk-to-polygon.ts';
import type { OfferPlaces } from '../inventory/list-offer-places.ts';
import { polygonsOf } from '../referential/geometry.ts';
import type { OfferPoint } from '../referential/referential.ts';

/** A facility this near to the limit is of the neighbourhood: an address is not placed better than that. */
const EDGE_METRES = 20;
const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180;

/**
 * Every QPV × the operator layers: facilities inside, and minutes on foot from its limit to the nearest one. Only facilities
 * placed at their own address count; a layer without any, or a QPV without perimeter, is left empty.
 */
export function computeQuarters(input: {
  qpvs: readonly Qpv[];
  qpvPerimeters: readonly QpvPerimeter[];
  communes: readonly Commune[];
  offer: readonly OfferPoint[];
  /** The places of the Département's own communes, each once. */
  offerPlaces: Pick<OfferPlaces, 'places'>;
  operatorLayers: readonly OperatorLayer[];
}): QuarterRow[] {
  const layers = input.operatorLayers.map((layer) => ({ id: layer.id, places: placesOf(layer, input) }));
  const quartersOfCommune = Map.groupBy(
    input.qpvs.flatMap((qpv) => qpv.communeCodes.map((code) => ({ code, qpv }))),
    ({ code }) => code,
  );
  const sorted = [...input.qpvs].sort((a, b) => (a.code < b.code ? -1 : 1));
  return sorted.flatMap((qpv) => {
    // A shape that merges the neighbourhoods of a commune is that of a neighbourhood only where the commune has but one.
    const shapes = input.qpvPerimeters.filter(({ code, communeCode }) =>
      code !== null
        ? code === qpv.code
        : communeCode !== null && qpv.communeCodes.includes(communeCode) && quartersOfCommune.get(communeCode)?.length === 1,
    );
    const near = shapes.length === 0 ? null : measureFrom(shapes);
    return layers.map(({ id, places }) => {
      const metres = near === null || places.length === 0 ? null : places.map(near);
      return {
        qpvCode: qpv.code,
        name: qpv.name,
        perimeterKnown: near !== null,
        layer: id,
        countInside: metres === null ? null : metres.filter((one) => one <= EDGE_METRES).length,
        nearestWalkMinutes: metres === null ? null : walkMinutes(metres.reduce((least, one) => Math.min(least, one), Infinity)),
      };
    });
  });
}

interface Place {
  lon: number;
  lat: number;
}

/** The Département's own places, each once; across its limit, the facilities base alone is read. */
function placesOf(
  layer: OperatorLayer,
  { communes, offer, offerPlaces }: Pick<Parameters<typeof computeQuarters>[0], 'communes' | 'offer' | 'offerPlaces'>,
): Place[] {
  const isOfLayer = (serviceType: string) => serviceType === layer.id || layer.facilityTypes.includes(serviceType);
  const own = offerPlaces.places.flatMap(({ serviceType, lon, lat }) =>
    isOfLayer(serviceType) && lon !== null && lat !== null ? [{ lon, lat }] : [],
  );
  const across = offer.filter(({ facilityType, communeIndex, lon, lat }) => {
    const commune = communes[communeIndex]!;
    return !commune.isOwn && isOfLayer(facilityType) && (lon !== commune.lon || lat !== commune.lat);
  });
  return [...own, ...across];
}

/** Metres from the shapes to a place, on the plane that touches the Earth there: within 0.1 % over a walk. */
function measureFrom(shapes: readonly QpvPerimeter[]): (place: Place) => number {
  const polygons = shapes.flatMap(({ geometry }) => polygonsOf(geometry));
  const [lon0 = 0, lat0 = 0] = polygons[0]?.[0]?.[0] ?? [];
  const stretch = Math.cos((lat0 * Math.PI) / 180) * METRES_PER_DEGREE;
  const flat = polygons.map((rings) =>
    rings
      .filter((ring) => ring.length >= 3)
      .map((ring) => Float64Array.from(ring.flatMap(([lon = 0, lat = 0]) => [(lon - lon0) * stretch, (lat - lat0) * METRES_PER_DEGREE]))),
  );
  return ({ lon, lat }) => metresToPolygons(flat, (lon - lon0) * stretch, (lat - lat0) * METRES_PER_DEGREE);
}
