import type { Commune } from '@maillage/domain/territories/territory.ts';
import { classLabelPieces } from '@maillage/maps/figure-text.ts';
import type { MapDescription } from '@maillage/maps/map-description.ts';
import { type DrawnMap, readDrawnMap } from '../../atlas/atlas-maps.ts';
import { type Answer, answer, type FigureContext, type FigureFamily, originFrom, plainOrigin } from './figure-context.ts';

const kept = new WeakMap<FigureContext, Map<string, DrawnMap>>();

/** The declared map described for paper, once for a book: its classes, and who is in each. Undefined for a map that the atlas has not. */
export function describeMap(context: FigureContext, mapId: string): DrawnMap | undefined {
  const maps = kept.get(context) ?? new Map<string, DrawnMap>();
  kept.set(context, maps);
  const found = maps.get(mapId);
  if (found !== undefined) return found;
  const declared = context.atlas.maps.find(({ id }) => id === mapId);
  if (declared === undefined) return undefined;
  const drawn = readDrawnMap(context.run, declared, 'light');
  maps.set(mapId, drawn);
  return drawn;
}

/**
 * Classes of a map in a reference: `map.pharmacie.class-2.communes`, `map.pharmacie.grey.people`, `map.proximite-et-age.class-0-1.people`;
 * `@epci:200069037` for those of its communes only.
 */
function countsOf(description: MapDescription, entryId: string, communes: readonly Commune[] | null) {
  const { greyZones, entries, entryIndexByCode } = description;
  const whole = entryId === 'grey' ? greyZones : entries.find(({ id }) => id === entryId);
  if (whole == null || communes === null) return whole;
  const index = entries.findIndex(({ id }) => id === entryId);
  const own = communes.filter(({ code }) => (entryId === 'grey' ? greyZones!.codes.has(code) : entryIndexByCode.get(code) === index));
  const populationCount = own.reduce((sum, commune) => sum + (commune.populationCount ?? 0), 0);
  return { label: whole.label, communeCount: own.length, populationCount };
}

/**
 * A limit of the classes, `map.pharmacie.limit-2`, or the threshold of the hatches, `map.pharmacie.grey.threshold`: written as on the map.
 * Of a map of two figures, `map.proximite-et-age.across-0` and `up-1`. Undefined for a map of levels, whose classes are words.
 */
function limitOf(context: FigureContext, { map, description, figures }: DrawnMap, which: string): Answer | undefined {
  const [, side = '', place = ''] = /^(limit|across|up)-(\d{1,3})$/.exec(which) ?? [];
  const { greyZones, style, bivariate } = description;
  const figure = figures[side === 'up' ? 1 : 0];
  const breaks = side === 'across' || side === 'up' ? bivariate?.[side].breaks : description.breaks;
  if (figure === undefined || breaks === undefined || style === 'marks' || (bivariate !== null && side === 'limit')) return undefined;
  const tell = (value: number, told: { text: string; bare: string; what: string; formula: string }): Answer => ({
    ...{ value, unit: figure.unit, text: told.text, bare: told.bare },
    origin: originFrom(context.run, figure.id, { label: `Carte « ${map.title} », ${told.what}`, formula: told.formula }),
  });
  if (which === 'grey')
    return greyZones === null
      ? undefined
      : tell(greyZones.threshold, {
          ...{ text: greyZones.thresholdText, bare: greyZones.thresholdText, what: 'seuil des hachures' },
          formula: 'seuil des zones grises du calcul',
        });
  if (side === '') return undefined;
  const limit = Number(place);
  const written = classLabelPieces(breaks, figure)
    .flat()
    .filter((piece) => typeof piece !== 'string');
  const texts =
    written.findLast((piece) => piece.limit === limit && piece.text !== piece.bare) ?? written.find((piece) => piece.limit === limit);
  return (
    texts &&
    tell(breaks[limit]!, {
      ...texts,
      what: side === 'limit' ? `limite ${limit + 1} des classes` : `limite ${limit + 1} des classes de « ${figure.title} »`,
      formula: 'limite entre deux classes de la légende',
    })
  );
}

export const MAP_FAMILY: FigureFamily = {
  resolve: (context, part, place) => {
    const [mapId = '', entryId = '', what = ''] = part.split('.');
    if (what === 'threshold' || (what === '' && entryId !== '')) {
      const described = place === null ? describeMap(context, mapId) : undefined;
      return described && limitOf(context, described, entryId);
    }
    if (place !== null && place.communes === null) return undefined;
    const drawn = describeMap(context, mapId);
    const counted = drawn && countsOf(drawn.description, entryId, place === null || place.kind === 'departement' ? null : place.communes);
    if (drawn === undefined || counted == null) return undefined;
    const told = {
      label: `Carte « ${drawn.map.title} », « ${counted.label} »`,
      formula: 'communes de cette classe de la carte, et leurs habitants',
    };
    const origin = drawn.figures.some(({ id }) => context.run.figures.has(id))
      ? originFrom(context.run, drawn.figures[0]!.id, told)
      : plainOrigin({ ...told, methodNote: 'atlas' });
    if (what === 'communes') return answer(counted.communeCount, { unit: 'communes' }, { ...origin, label: `Communes : ${told.label}` });
    return what === 'people'
      ? answer(counted.populationCount, { unit: 'inhabitants' }, { ...origin, label: `Habitants : ${told.label}` })
      : undefined;
  },
  list: () => [],
};
