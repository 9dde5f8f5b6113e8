import { type MapLibreMap, Marker } from 'maplibre-gl';

export interface TownLabel {
  name: string;
  lon: number;
  lat: number;
  /** Greater is more important: kept first where names would overlap. */
  importance: number;
}
const MAX_LABELS = 80;
const LETTER_WIDTH = 7.2;
/** Room between two names, in pixels: towns that are spread anchor the map better than a cluster of suburbs. */
const GAP_ACROSS = 28;
const GAP_DOWN = 32;
const EDGE = 8;

/** Names of towns as page elements: no letter comes from a server of glyphs. Overlapping names give way to greater towns. */
export function addTownLabels(map: MapLibreMap, towns: readonly TownLabel[]): void {
  const labels = [...towns]
    .sort((a, b) => b.importance - a.importance)
    .slice(0, MAX_LABELS)
    .map((town) => {
      const element = document.createElement('span');
      element.className = 'town-label';
      element.textContent = town.name;
      element.setAttribute('aria-hidden', 'true');
      new Marker({ element }).setLngLat([town.lon, town.lat]).addTo(map);
      return { town, element };
    });
  const declutter = () => {
    const placed: { x: number; y: number; width: number }[] = [];
    const limit = labelCountAtZoom(map);
    for (const { town, element } of labels) {
      const { x, y } = map.project([town.lon, town.lat]);
      const width = town.name.length * LETTER_WIDTH;
      const overlaps = placed.some(
        (other) => Math.abs(other.y - y) < GAP_DOWN && Math.abs(other.x - x) < (other.width + width) / 2 + GAP_ACROSS,
      );
      const shown = !overlaps && placed.length < limit;
      element.style.visibility = shown ? 'visible' : 'hidden';
      // A name that the frame would cut is moved inside it.
      const inside = Math.min(Math.max(x, width / 2 + EDGE), map.getContainer().clientWidth - width / 2 - EDGE);
      element.style.marginLeft = `${inside - x}px`;
      if (shown) placed.push({ x: inside, y, width });
    }
  };
  map.on('moveend', declutter);
  map.on('resize', declutter);
  declutter();
}

/** About one name per 38,000 square pixels: anchors, not a gazetteer. */
function labelCountAtZoom(map: MapLibreMap): number {
  const { clientWidth, clientHeight } = map.getContainer();
  return Math.max(4, Math.round((clientWidth * clientHeight) / 38_000));
}
