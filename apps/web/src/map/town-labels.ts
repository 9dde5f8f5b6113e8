import type { Position } from 'geojson';
import { type MapLibreMap, Marker } from 'maplibre-gl';

export interface TownLabel {
  code: string;
  name: string;
  lon: number;
  lat: number;
  /** Greater is more important: kept first where names would overlap. */
  importance: number;
}
const MAX_LABELS = 80;
/** Of a letter of a name, for one of the page: names are greater on a wall. */
const LETTER_WIDTH = 0.45;
/** Room between two names, in pixels: towns that are spread anchor the map better than a cluster of suburbs. */
const GAP_ACROSS = 28;
const GAP_DOWN = 32;
const EDGE = 8;

/**
 * Names of towns as page elements: no letter comes from a server of glyphs. Overlapping names give way to greater towns. Returns what
 * moves each name to where its commune is drawn, or back to its place.
 */
export function addTownLabels(map: MapLibreMap, towns: readonly TownLabel[]): (placeOf: (code: string) => Position | undefined) => void {
  const labels = [...towns]
    .sort((a, b) => b.importance - a.importance)
    .slice(0, MAX_LABELS)
    .map((town) => {
      const element = document.createElement('span');
      element.className = 'town-label';
      element.textContent = town.name;
      element.setAttribute('aria-hidden', 'true');
      const marker = new Marker({ element }).setLngLat([town.lon, town.lat]).addTo(map);
      return { town, element, marker };
    });
  const declutter = () => {
    const placed: { x: number; y: number; width: number }[] = [];
    const controls = listControls(map);
    const limit = labelCountAtZoom(map);
    const letterWidth = LETTER_WIDTH * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const { clientWidth, clientHeight } = map.getContainer();
    for (const { town, element, marker } of labels) {
      const { x, y } = map.project(marker.getLngLat());
      const width = town.name.length * letterWidth;
      const overlaps = placed.some(
        (other) => Math.abs(other.y - y) < GAP_DOWN && Math.abs(other.x - x) < (other.width + width) / 2 + GAP_ACROSS,
      );
      const isUnderControl = controls.some(
        ({ left, right, top, bottom }) => x + width / 2 > left && x - width / 2 < right && y + EDGE > top && y - EDGE < bottom,
      );
      // A town out of view has no name at the edge.
      const isInView = x >= 0 && x <= clientWidth && y >= EDGE && y <= clientHeight - EDGE;
      const shown = isInView && !overlaps && !isUnderControl && placed.length < limit;
      element.style.visibility = shown ? 'visible' : 'hidden';
      // A name that the frame would cut is moved inside it.
      const inside = Math.min(Math.max(x, width / 2 + EDGE), clientWidth - width / 2 - EDGE);
      element.style.marginLeft = `${inside - x}px`;
      if (shown) placed.push({ x: inside, y, width });
    }
  };
  map.on('moveend', declutter);
  map.on('resize', declutter);
  declutter();
  return (placeOf) => {
    for (const { town, marker } of labels) {
      const [lon, lat] = placeOf(town.code) ?? [];
      marker.setLngLat([lon ?? town.lon, lat ?? town.lat]);
    }
    declutter();
  };
}

/** What stands over the map, in its pixels: the buttons and the scale, which would cover a name. */
function listControls(map: MapLibreMap): { left: number; right: number; top: number; bottom: number }[] {
  const frame = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll('.maplibregl-ctrl')].map((control) => {
    const { left, right, top, bottom } = control.getBoundingClientRect();
    return { left: left - frame.left, right: right - frame.left, top: top - frame.top, bottom: bottom - frame.top };
  });
}

/** About one name per 38,000 square pixels: anchors, not a gazetteer. */
function labelCountAtZoom(map: MapLibreMap): number {
  const { clientWidth, clientHeight } = map.getContainer();
  return Math.max(4, Math.round((clientWidth * clientHeight) / 38_000));
}
