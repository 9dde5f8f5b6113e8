import { drawHatch } from '@maillage/maps/hatch.ts';
import {
  buildLayers,
  communeState,
  type DrawnKind,
  HATCH_IMAGE_ID,
  type JourneyLine,
  LAYER_IDS,
  type LayerSpecification,
  SOURCE_IDS,
} from '@maillage/maps/layer-specification.ts';
import type { MapDescription } from '@maillage/maps/map-description.ts';
import type { MapTheme } from '@maillage/maps/palettes.ts';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { type AddLayerObject, type GeoJSONSource, MapLibreMap, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { createFocus } from './focus.ts';
import { keepWhole, PADDING } from './keep-whole.ts';
import { DIRECT_PICTURE, showOnceDrawn } from './picture.ts';
import { watchPointer } from './pointer.ts';
import { fitWhilePrinting } from './print-fit.ts';
import type { MapShapes } from './shapes.ts';
import { slideUnderMouse } from './slide.ts';
import { addTownLabels, type TownLabel } from './town-labels.ts';
import { findDrawer } from './webgl.ts';

// Without this the map stays blank under Vite: the library cannot guess where its worker is served from.
setWorkerUrl(workerUrl);

export interface CommuneMapOptions {
  container: HTMLElement;
  shapes: MapShapes;
  towns: readonly TownLabel[];
  view: MapView;
  /** `at` in degrees. */
  onClick(code: string, at: { lon: number; lat: number }): void;
  /** Title and text of the tooltip of a commune. */
  describe(code: string): { title: string; text: string } | null;
}
export interface MapView {
  description: MapDescription;
  values: ReadonlyMap<string, number | null>;
  theme: MapTheme;
  journeys: readonly JourneyLine[];
  /** Shapes that take the place of the communes' own, of the same codes; null for those of the ground. */
  cartogram: FeatureCollection | null;
  /** The ground within so many minutes, from the nearest; empty when none is asked for. */
  isochrones: readonly IsochroneBand[];
  /** What is in view; null for the whole. Only a change of it moves the map. */
  window: MapShapes['bounds'] | null;
}
export interface IsochroneBand {
  minutes: number;
  /** Coordinates of a MultiPolygon. */
  area: Position[][][];
}
/** A drawn map, and the three things that a page does with it. */
export interface CommuneMapHandle {
  show(view: MapView): void;
  select(code: string | null): void;
  destroy(): void;
}

/** Draws the map in `container`. The owner of the handle must call `destroy`: it frees the graphics context. */
export function createCommuneMap(options: CommuneMapOptions): CommuneMapHandle {
  const { container, shapes, towns } = options;
  const [west, south, east, north] = shapes.bounds;
  // Room for a whole Département in a frame five times as wide as high: the map never zooms out of these bounds.
  const margin = 2 * Math.max(east - west, north - south);
  const map = new MapLibreMap({
    container,
    style: {
      version: 8,
      // A page that is printed takes the colours that it has at once.
      transition: { duration: 0, delay: 0 },
      sources: sourcesOf(shapes),
      // A tile that is drawn before its pattern is there stays without: the hatch comes once the map has its picture.
      layers: layersOf(options.view).filter(({ id }) => id !== LAYER_IDS.hatch) as AddLayerObject[] as never,
    },
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: PADDING },
    maxBounds: [west - margin, south - margin, east + margin, north + margin],
    maxZoom: 15,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    // The wheel and one finger scroll the page; with Ctrl, or two fingers, they move the map.
    cooperativeGestures: true,
    fadeDuration: 0,
    locale: FRENCH,
    // A page that is printed reads the canvas after the frame was shown.
    // Smoother edges cost a graphics card nothing, and a processor two thirds of its time.
    canvasContextAttributes: { preserveDrawingBuffer: true, antialias: findDrawer() === 'card' },
  });
  const isSlow = findDrawer() === 'processor';
  const picture = isSlow ? showOnceDrawn(map) : DIRECT_PICTURE;
  if (isSlow) slideUnderMouse(map);
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 120, unit: 'metric' }), 'bottom-left');
  let isReady = false;
  map.once('load', () => {
    isReady = true;
    map.addImage(HATCH_IMAGE_ID, drawHatch());
    moveLabels = addTownLabels(map, towns);
    watchPointer(map, focus, options);
  });
  // At once when it can be: the printer does not wait.
  const whenReady = (act: () => void) => void (isReady ? act() : map.once('load', act));
  const showGround = keepWhole(map, shapes.bounds);
  const stopFitting = fitWhilePrinting(map, shapes.bounds);
  const focus = createFocus(map, shapes.communes.features);
  let view = options.view;
  let moveLabels: ReturnType<typeof addTownLabels> | undefined;
  const shownStates = new Map<string, string>();
  let shownJourneys: MapView['journeys'] = [];
  let shownCartogram: FeatureCollection | null = null;
  let shownIsochrones: MapView['isochrones'] = [];
  let shownWindow: MapView['window'] = null;
  let shownTheme: MapTheme = view.theme;
  const show = () => {
    const start = performance.now();
    map.once('render', () => picture.whenShown(() => performance.measure('restyle', { start })));
    syncLayers(map, layersOf(view));
    if (view.cartogram !== shownCartogram) {
      shownCartogram = view.cartogram;
      map.getSource<GeoJSONSource>(SOURCE_IDS.communes)?.setData(shownCartogram ?? shapes.communes);
      focus.reshape((shownCartogram ?? shapes.communes).features);
      const circles = new Map(shownCartogram?.features.map((shape) => [String(shape.properties?.code), middleOf(shape)]));
      moveLabels?.((code) => circles.get(code));
    }
    if (view.isochrones !== shownIsochrones) {
      shownIsochrones = view.isochrones;
      map.getSource<GeoJSONSource>(SOURCE_IDS.isochrones)?.setData(isochroneFeatures(shownIsochrones));
    }
    for (const band of shownIsochrones.keys()) map.setFeatureState({ source: SOURCE_IDS.isochrones, id: band }, { band });
    if (view.window?.join() !== shownWindow?.join()) {
      shownWindow = view.window;
      showGround(shownWindow ?? shapes.bounds);
    }
    // Told again, states bring the new colours into the next frame; without it they wait for tiles cut anew, which paper would not.
    if (view.theme !== shownTheme) shownStates.clear();
    for (const shape of shapes.communes.features) {
      const code = String(shape.properties?.code);
      const state = communeState(view.description, code, view.values.get(code) ?? null);
      const key = `${state.entryIndex} ${state.missing} ${state.greyZone} ${state.radius}`;
      // A threshold that moves changes few communes: those alone are told to the map.
      if (shownStates.get(code) === key) continue;
      shownStates.set(code, key);
      map.setFeatureState({ source: SOURCE_IDS.communes, id: code }, { ...state });
      map.setFeatureState({ source: SOURCE_IDS.centres, id: code }, { ...state });
    }
    if (view.journeys !== shownJourneys) {
      shownJourneys = view.journeys;
      map.getSource<GeoJSONSource>(SOURCE_IDS.journeys)?.setData(journeyFeatures(view.journeys));
    }
    shownTheme = view.theme;
    container.dataset.style = view.description.style;
    container.dataset.bands = String(view.isochrones.length);
    container.dataset.cartogram = String(view.cartogram !== null);
    container.dataset.drawn = view.description.figureId;
  };
  whenReady(show);
  // A machine that slept may lose its drawer: the library brings back the layers and their shapes, not what it was told of each commune.
  map.on('webglcontextrestored', () =>
    map.once('idle', () => {
      shownStates.clear();
      show();
    }),
  );
  return {
    show(next) {
      view = next;
      whenReady(show);
    },
    select(code) {
      whenReady(() => {
        focus.select(code);
        if (code === null) return;
        const centre = shapes.centres.features.find((point) => point.properties?.code === code)?.geometry.coordinates;
        if (centre && !map.getBounds().contains([centre[0]!, centre[1]!])) map.easeTo({ center: [centre[0]!, centre[1]!] });
      });
    },
    destroy() {
      stopFitting();
      map.remove();
    },
  };
}

/** Pixels around a tile where lines and areas are drawn too: half of the widest line, and more. The library's own 128 doubles the drawing. */
const TILE_BUFFER = 8;
/** As much as the widest symbol takes. */
const SYMBOL_BUFFER = 128;

function sourcesOf(shapes: MapShapes) {
  // Two communes part by less than half a pixel; the processor draws the corners that the library draws by itself.
  const drawn = { type: 'geojson' as const, tolerance: findDrawer() === 'card' ? 0.2 : 0.375, buffer: TILE_BUFFER };
  const byCode = { ...drawn, promoteId: 'code' };
  const under = together({
    neighbours: shapes.neighbours.features,
    'neighbour-borders': [shapes.neighbourBorders],
    ground: shapes.ground.features,
  });
  const lines = together({
    borders: [shapes.borders],
    epcis: [shapes.epcis],
    qpvs: shapes.qpvs.features,
    departement: [shapes.departement],
  });
  return {
    [SOURCE_IDS.communes]: { ...byCode, data: shapes.communes },
    // Seen from afar and quiet.
    [SOURCE_IDS.under]: { ...drawn, tolerance: 0.375, data: under },
    [SOURCE_IDS.lines]: { ...drawn, data: lines },
    [SOURCE_IDS.focus]: { ...drawn, data: NOTHING },
    [SOURCE_IDS.centres]: { ...byCode, buffer: SYMBOL_BUFFER, data: shapes.centres },
    [SOURCE_IDS.attraction]: { type: 'geojson' as const, data: shapes.attraction },
    [SOURCE_IDS.journeys]: { type: 'geojson' as const, data: journeyFeatures([]) },
    [SOURCE_IDS.isochrones]: { type: 'geojson' as const, promoteId: 'band', data: isochroneFeatures([]) },
  };
}

/** Features of several kinds in one source, each with the kind that layers choose it by. */
function together(kinds: Partial<Record<DrawnKind, readonly Feature[]>>): FeatureCollection {
  const features = Object.entries(kinds).flatMap(([kind, ofKind]) => ofKind.map((one) => ({ ...one, properties: { kind } })));
  return { type: 'FeatureCollection', features };
}

const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Each journey as a line, and the place that it ends at as a point. */
function journeyFeatures(journeys: readonly JourneyLine[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: journeys.flatMap(({ rank, from, to, road }): Feature[] => {
      const properties = { rank, byRoad: road !== undefined };
      return [
        {
          type: 'Feature',
          properties: { ...properties, isPlace: false },
          geometry: { type: 'LineString', coordinates: [from, ...(road ?? []), to].map((spot) => [...spot]) },
        },
        { type: 'Feature', properties: { ...properties, isPlace: true }, geometry: { type: 'Point', coordinates: to } },
      ];
    }),
  };
}

/** Between the first corner of a circle and the one across. */
function middleOf({ geometry }: Feature): Position {
  const ring = geometry.type === 'Polygon' ? (geometry.coordinates[0] ?? []) : [];
  const [first, across] = [ring[0], ring[(ring.length - 1) / 2]];
  return [((first?.[0] ?? 0) + (across?.[0] ?? 0)) / 2, ((first?.[1] ?? 0) + (across?.[1] ?? 0)) / 2];
}

/** The farthest first, so that each band is drawn over the one that holds it. */
function isochroneFeatures(bands: readonly IsochroneBand[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: bands
      .map(
        ({ area }, band): Feature => ({
          type: 'Feature',
          properties: { band },
          geometry: { type: 'MultiPolygon', coordinates: area },
        }),
      )
      .toReversed(),
  };
}

const layersOf = ({ description, theme, isochrones, cartogram, journeys }: MapView) =>
  buildLayers(description, theme, {
    isochroneBands: isochrones.length,
    isCartogram: cartogram !== null,
    hasJourneys: journeys.length > 0,
  });

/** Brings the map to these layers with the least work: same id, new colours. */
function syncLayers(map: MapLibreMap, layers: readonly LayerSpecification[]): void {
  if (!layers.some((layer) => layer.id === LAYER_IDS.symbols) && map.getLayer(LAYER_IDS.symbols)) map.removeLayer(LAYER_IDS.symbols);
  for (const [index, layer] of layers.entries()) {
    if (map.getLayer(layer.id)) {
      for (const [name, value] of Object.entries(layer.paint)) map.setPaintProperty(layer.id, name as never, value as never);
      map.setLayoutProperty(layer.id, 'visibility', layer.layout?.visibility ?? 'visible');
    } else map.addLayer(layer as AddLayerObject, layers[index + 1]?.id);
  }
}

const FRENCH = {
  'NavigationControl.ZoomIn': 'Agrandir la carte',
  'NavigationControl.ZoomOut': 'Réduire la carte',
  'Map.Title': 'Carte des communes',
  'ScaleControl.Meters': 'm',
  'ScaleControl.Kilometers': 'km',
  'CooperativeGesturesHandler.WindowsHelpText': 'Ctrl + molette pour agrandir la carte',
  'CooperativeGesturesHandler.MacHelpText': '⌘ + molette pour agrandir la carte',
  'CooperativeGesturesHandler.MobileHelpText': 'Deux doigts pour déplacer la carte',
};
