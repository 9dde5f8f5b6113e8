import { LAYER_IDS } from '@maillage/maps/layer-specification.ts';
import type { MapLibreMap } from 'maplibre-gl';
import type { CommuneMapOptions } from './commune-map.ts';
import type { MapFocus } from './focus.ts';

/**
 * Hover and click. A hover touches one outline and one element, never the page's own tree: it must answer within a frame (16 ms).
 */
export function watchPointer(map: MapLibreMap, focus: MapFocus, options: Pick<CommuneMapOptions, 'onClick' | 'describe'>): void {
  const tooltip = document.createElement('div');
  tooltip.className = 'map-tooltip';
  tooltip.hidden = true;
  const [title, text] = [document.createElement('strong'), document.createElement('span')];
  tooltip.append(title, text);
  map.getContainer().append(tooltip);
  let hovered: string | null = null;

  const hover = (code: string | null) => {
    if (code === hovered) return;
    hovered = code;
    const words = code === null ? null : options.describe(code);
    tooltip.hidden = words === null;
    map.getCanvas().style.cursor = code === null ? '' : 'pointer';
    focus.hover(words === null ? null : code);
    if (words === null) return;
    title.textContent = words.title;
    text.textContent = words.text;
  };
  map.on('mousemove', (event) => {
    // A map that is dragged is not pointed at.
    if (event.originalEvent.buttons !== 0) return hover(null);
    const code = map.queryRenderedFeatures(event.point, { layers: [LAYER_IDS.fill] })[0]?.properties.code;
    hover(typeof code === 'string' ? code : null);
    if (tooltip.hidden) return;
    const { clientWidth } = map.getContainer();
    const left = Math.min(event.point.x + 14, clientWidth - tooltip.offsetWidth - 4);
    const top = event.point.y > 80 ? event.point.y - tooltip.offsetHeight - 12 : event.point.y + 18;
    tooltip.style.transform = `translate(${left}px, ${top}px)`;
  });
  map.on('mouseout', () => hover(null));
  map.on('click', (event) => {
    const code = map.queryRenderedFeatures(event.point, { layers: [LAYER_IDS.fill] })[0]?.properties.code;
    if (typeof code === 'string') options.onClick(code, { lon: event.lngLat.lng, lat: event.lngLat.lat });
  });
}
