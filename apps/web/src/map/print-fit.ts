import type { MapLibreMap } from 'maplibre-gl';
import type { MapShapes } from './shapes.ts';

/** What the margins of an A4 page leave, in CSS pixels, at the height that the style sheet gives to a printed map. */
const PAPER_WIDTH = 693;
const PAPER_HEIGHT = 387;

/**
 * Draws the map at the size of the paper while the page is printed, then comes back to the reader's view: the whole Département, or, when
 * the reader looks at a part, the middle of that part, whose ground alone has been read. Without it the paper cuts a canvas drawn for the
 * screen. Returns what removes the listeners.
 */
export function fitWhilePrinting(map: MapLibreMap, bounds: MapShapes['bounds']): () => void {
  const { style } = map.getContainer();
  const picture = document.createElement('img');
  picture.alt = '';
  picture.className = 'map-print-picture';
  let before: { center: [number, number]; zoom: number } | null = null;
  const resize = (width: string, height: string) => {
    style.width = width;
    style.height = height;
    map.resize();
  };
  const start = () => {
    before = { center: map.getCenter().toArray(), zoom: map.getZoom() };
    const inView = map.getBounds();
    const isWhole = inView.contains([bounds[0], bounds[1]]) && inView.contains([bounds[2], bounds[3]]);
    const { clientWidth, clientHeight } = map.getContainer();
    resize(`${PAPER_WIDTH}px`, `${PAPER_HEIGHT}px`);
    if (isWhole) map.fitBounds(bounds, { padding: 16, animate: false });
    else
      map.jumpTo({
        center: before.center,
        zoom: before.zoom + Math.log2(Math.max(PAPER_WIDTH / clientWidth, PAPER_HEIGHT / clientHeight)),
      });
    map.redraw();
    // The printer takes the last frame sent to the screen, not this one: a picture of it stands in front.
    picture.src = map.getCanvas().toDataURL();
    const seen = map.getCanvasContainer().querySelector('.map-picture') ?? map.getCanvas();
    seen.after(picture);
    map.getCanvas().style.visibility = 'hidden';
  };
  const end = () => {
    picture.remove();
    map.getCanvas().style.visibility = '';
    resize('', '');
    if (before !== null) map.jumpTo(before);
    before = null;
  };
  globalThis.addEventListener('beforeprint', start);
  globalThis.addEventListener('afterprint', end);
  return () => {
    globalThis.removeEventListener('beforeprint', start);
    globalThis.removeEventListener('afterprint', end);
  };
}
