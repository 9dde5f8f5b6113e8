import { type QuarterPlace, type QuarterRow, type QuarterSummary, type Quarters, WALK_STEPS } from '@maillage/domain/quarters/quarters.ts';
import type { OperatorLayer } from '@maillage/domain/services/operator-layers.ts';
import type { Qpv } from '@maillage/domain/sources/records.ts';
import { WALK_DETOUR, WALK_METRES_PER_MINUTE, walkMinutes } from '@maillage/engine/quarters/walk-to-polygon.ts';
import { sayHours } from '@maillage/sources/opening-hours/say-hours.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';
import { createHomes, type Homes } from './homes.ts';
import { findShape, type QuarterShape } from './quarter-shape.ts';

/** A facility this near to the limit is of the neighbourhood: an address is not placed better than that. */
const EDGE_METRES = 20;
const FARTHEST_METRES = (WALK_STEPS.at(-1)! * WALK_METRES_PER_MINUTE) / WALK_DETOUR;

type Input = Pick<ChapterInput, 'referential' | 'offerPlaces'> & { parameters: Pick<ChapterInput['parameters'], 'operatorLayers'> };

/** A place of a layer, at its own address. */
type LayerPlace = Omit<QuarterPlace, 'qpvCode' | 'layer' | 'walkMinutes' | 'isInside'> & { lon: number; lat: number };

interface Layer extends Pick<Quarters['layers'][number], 'id' | 'label' | 'knowledge'> {
  places: LayerPlace[];
  /** In each of the Département's own communes, placed or not. */
  countOf: ReadonlyMap<string, number>;
}

/**
 * Every QPV × the operator layers: what is inside, what is at 5, 10 and 15 minutes on foot from the limit and from the homes,
 * beside the rest of its communes and of its intercommunalities. Only places at their own address are walked to; a layer
 * without any, or a QPV without perimeter, is left empty (methods §7).
 */
export function computeQuarters({ referential, offerPlaces, parameters }: Input): Quarters {
  const { qpvs, qpvPerimeters } = referential;
  const layers = parameters.operatorLayers.map((layer) => readLayer(layer, { referential, offerPlaces }));
  const sorted = [...qpvs].sort((a, b) => (a.code < b.code ? -1 : 1));
  const shapes = sorted.map((qpv) => findShape(qpv, qpvs, qpvPerimeters));
  const homes = createHomes(referential, sorted);
  const result: Quarters = {
    layers: layers.map(({ id, label, knowledge }) => ({ id, label, knowledge })),
    ...{ summaries: [], rows: [], places: [], emptyReasons: {} },
  };
  for (const [index, qpv] of sorted.entries()) {
    const shape = shapes[index]!;
    const residents = shape === null ? null : homes.inside(qpv, shape);
    const rows = layers.map((layer) => {
      const near = shape === null || layer.knowledge !== 'placed' ? null : listNear(layer, shape);
      for (const { place, minutes, isInside } of near?.places ?? []) {
        const { lon: _lon, lat: _lat, ...told } = place;
        result.places.push({ qpvCode: qpv.code, layer: layer.id, ...told, walkMinutes: minutes, isInside });
      }
      return buildRow({ qpv, isKnown: shape !== null, layer, near, residents, homes });
    });
    result.rows.push(...rows);
    result.summaries.push(
      summarise(qpv, { shape, rows, residentCount: residents === null || residents.length === 0 ? null : homes.count(residents) }),
    );
  }
  if (sorted.length === 0)
    result.emptyReasons.qpv =
      'Aucun quartier prioritaire : le registre des QPV n’est pas chargé, ou n’en compte aucun dans le Département (page « Données »).';
  return result;
}

/** The Département's own places, each once; across its limit, the facilities base alone is read. */
function readLayer(layer: OperatorLayer, { referential, offerPlaces }: Pick<Input, 'referential' | 'offerPlaces'>): Layer {
  const isOfLayer = (serviceType: string) => serviceType === layer.id || layer.facilityTypes.includes(serviceType);
  const own = offerPlaces.places.filter(({ serviceType }) => isOfLayer(serviceType));
  const countOf = new Map<string, number>();
  for (const { communeCode, count } of own) countOf.set(communeCode, (countOf.get(communeCode) ?? 0) + count);
  const across = referential.offer.filter(({ facilityType, communeIndex, lon, lat }) => {
    const commune = referential.communes[communeIndex]!;
    return !commune.isOwn && isOfLayer(facilityType) && (lon !== commune.lon || lat !== commune.lat);
  });
  const places = [
    ...own.flatMap(({ lon, lat, name, address, channel, weeklyHours, hoursText, telephone }) =>
      lon === null || lat === null
        ? []
        : [{ lon, lat, name, address, channel, weeklyHours, hoursText: hoursText === null ? null : sayHours(hoursText), telephone }],
    ),
    ...across.map(({ lon, lat, name }) => ({
      ...{ lon, lat, name, address: null, channel: 'site' as const, weeklyHours: null, hoursText: null, telephone: null },
    })),
  ];
  const knowledge = places.length > 0 ? 'placed' : own.length > 0 ? 'counted' : 'not-collected';
  return { id: layer.id, label: layer.label, knowledge, places, countOf };
}

interface Near {
  countOnEdge: number;
  countInside: number;
  nearestMetres: number;
  /** At 15 minutes at most, the nearest first. */
  places: { place: LayerPlace; minutes: number; isInside: boolean }[];
}

function listNear({ places }: Layer, shape: QuarterShape): Near {
  const near: Near = { countOnEdge: 0, countInside: 0, nearestMetres: Infinity, places: [] };
  for (const place of places) {
    const metres = shape.metresTo(place);
    near.nearestMetres = Math.min(near.nearestMetres, metres);
    if (metres <= EDGE_METRES) near.countInside++;
    if (metres > 0 && metres <= EDGE_METRES) near.countOnEdge++;
    if (metres <= FARTHEST_METRES) near.places.push({ place, minutes: walkMinutes(metres), isInside: metres <= EDGE_METRES });
  }
  near.places.sort((a, b) => a.minutes - b.minutes);
  return near;
}

function buildRow(given: {
  qpv: Qpv;
  isKnown: boolean;
  layer: Layer;
  near: Near | null;
  residents: readonly number[] | null;
  homes: Homes;
}): QuarterRow {
  const { qpv, isKnown, layer, near, residents, homes } = given;
  const hours = (near?.places ?? []).flatMap(({ place }) => (place.weeklyHours === null ? [] : [place.weeklyHours]));
  const within = (step: number) => near!.places.filter(({ minutes }) => minutes <= step).length;
  const rest = (cells: readonly number[] | null) => (near === null || cells === null ? null : homes.shares(layer.places, cells));
  const outside = residents === null || residents.length === 0 ? null : homes.around(qpv, new Set(residents));
  return {
    ...{ qpvCode: qpv.code, name: qpv.name, perimeterKnown: isKnown, layer: layer.id },
    countInside: near?.countInside ?? null,
    countOnEdge: near?.countOnEdge ?? null,
    nearestWalkMinutes: near === null ? null : walkMinutes(near.nearestMetres),
    countWithin: near === null ? null : [within(WALK_STEPS[0]), within(WALK_STEPS[1]), within(WALK_STEPS[2])],
    residentShares: rest(residents),
    communeRestShares: rest(outside?.communes ?? null),
    epciRestShares: rest(outside?.epcis ?? null),
    countInCommunes:
      layer.knowledge === 'not-collected' ? null : qpv.communeCodes.reduce((sum, code) => sum + (layer.countOf.get(code) ?? 0), 0),
    weeklyHours: hours.length === 0 ? null : hours.reduce((sum, one) => sum + one, 0),
  };
}

function summarise(
  qpv: Qpv,
  { shape, rows, residentCount }: { shape: QuarterShape | null; rows: readonly QuarterRow[]; residentCount: number | null },
): QuarterSummary {
  const placed = rows.filter(({ countWithin }) => countWithin !== null);
  const absent = (isAbsent: (row: QuarterRow) => boolean) => (shape === null ? null : placed.filter(isAbsent).map(({ layer }) => layer));
  return {
    ...{ qpvCode: qpv.code, name: qpv.name, communeCodes: qpv.communeCodes, perimeterKnown: shape !== null },
    areaKm2: shape?.areaKm2 ?? null,
    residentCount,
    absentInside: absent(({ countInside }) => countInside === 0),
    absentWithin15: absent(({ countWithin }) => countWithin![2] === 0),
  };
}
