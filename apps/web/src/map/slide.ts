import type { MapLibreMap } from 'maplibre-gl';

/** Pixels: less is a click. */
const CLICK_TOLERANCE = 3;
/** A pointer that rests so long has the ground drawn where it stands. */
const REST_MILLISECONDS = 250;

/**
 * Without a graphics card a frame of the map takes a tenth of a second or more: the picture already drawn follows the mouse instead,
 * and the map is drawn anew where the mouse rests or lets go. Fingers, keys and the wheel stay with the map.
 */
export function slideUnderMouse(map: MapLibreMap): void {
  const moved = map.getCanvasContainer();
  const frame = map.getContainer();
  let start: { x: number; y: number } | null = null;
  let hasSlid = false;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let restFrame = 0;
  // The frame outlives the map, which is drawn anew in it.
  const life = new AbortController();
  const { signal } = life;
  const forgetRest = () => {
    clearTimeout(rest);
    cancelAnimationFrame(restFrame);
  };
  map.once('remove', () => {
    forgetRest();
    life.abort();
  });

  const settle = (x: number, y: number) => {
    forgetRest();
    if (start === null) return;
    map.panBy([start.x - x, start.y - y], { animate: false });
    // In the same breath, or the picture would jump back for a frame.
    map.redraw();
    moved.style.transform = '';
    start = { x, y };
  };
  const follow = ({ clientX: x, clientY: y }: MouseEvent) => {
    if (start === null) return;
    if (!hasSlid && Math.hypot(x - start.x, y - start.y) < CLICK_TOLERANCE) return;
    hasSlid = true;
    moved.style.transform = `translate(${x - start.x}px, ${y - start.y}px)`;
    forgetRest();
    // A page that was busy so long has moves waiting: they are told just before the next frame, and the mouse did not rest.
    rest = setTimeout(() => {
      restFrame = requestAnimationFrame(() => settle(x, y));
    }, REST_MILLISECONDS);
  };
  const release = ({ clientX, clientY }: MouseEvent) => {
    if (hasSlid) settle(clientX, clientY);
    start = null;
    globalThis.removeEventListener('mousemove', follow);
    globalThis.removeEventListener('mouseup', release);
    map.dragPan.enable();
  };
  // Before the map hears of it.
  frame.addEventListener(
    'mousedown',
    (event) => {
      hasSlid = false;
      if (event.button !== 0 || event.ctrlKey || event.shiftKey || !moved.contains(event.target as Node)) return;
      map.dragPan.disable();
      start = { x: event.clientX, y: event.clientY };
      globalThis.addEventListener('mousemove', follow, { signal });
      globalThis.addEventListener('mouseup', release, { signal });
    },
    { capture: true, signal },
  );
  // The picture moved with the mouse: to the map, the end of a slide looks like a click.
  frame.addEventListener('click', (event) => hasSlid && event.stopPropagation(), { capture: true, signal });
}
