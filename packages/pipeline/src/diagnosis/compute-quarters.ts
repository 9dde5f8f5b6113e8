import type { QuarterRow } from '@maillage/domain/diagnosis/diagnosis.ts';
import { QUARTER_LAYERS } from '@maillage/domain/diagnosis/quarter-layers.ts';
import type { FranceServicesSite, Qpv, QpvPerimeter } from '@maillage/domain/sources/records.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { metresToPolygons, walkMinutes } from '@maillage/engine/quarters/walk-to-polygon.ts';
import { polygonsOf } from '../referential/geometry.ts';
import type { OfferPoint } from '../referential/referential.ts';

/** A facility this near to the limit is of the neighbourhood: an address is not placed better than that. */
const EDGE_METRES = 20;
const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180;

/**
 * Every QPV × the fifteen layers: facilities inside, and minutes on foot from its limit to the nearest one. Only facilities
 * placed at their own address count; a layer without any, or a QPV without perimeter, is left empty.
 */
export function computeQuarters(input: {
  qpvs: readonly Qpv[];
  qpvPerimeters: readonly QpvPerimeter[];
  communes: readonly Commune[];
  offer: readonly OfferPoint[];
  franceServices: readonly FranceServicesSite[];
}): QuarterRow[] {
  const layers = QUARTER_LAYERS.map((layer) => ({ id: layer.id, places: placesOf(layer, input) }));
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

function placesOf(
  layer: (typeof QUARTER_LAYERS)[number],
  {
    communes,
    offer,
    franceServices,
  }: { communes: readonly Commune[]; offer: readonly OfferPoint[]; franceServices: readonly FranceServicesSite[] },
): Place[] {
  // The list of France services is kept up to date, the facilities base follows it: one of the two, never both.
  const sites = franceServices.flatMap(({ lon, lat }) => (lon === null || lat === null ? [] : [{ lon, lat }]));
  if (layer.id === 'shared-space' && sites.length > 0) return sites;
  return offer.filter(
    ({ facilityType, communeIndex, lon, lat }) =>
      layer.facilityTypes.includes(facilityType) && (lon !== communes[communeIndex]!.lon || lat !== communes[communeIndex]!.lat),
  );
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
