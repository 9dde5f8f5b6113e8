import { LngLat, type MapLibreMap } from 'maplibre-gl';
import type { MapShapes } from './shapes.ts';

/** Pixels around the ground. */
export const PADDING = 24;
/** Of a zoom level, and of a degree. */
const SAME = 1e-4;

/**
 * A telephone that is turned or a window that grows shows the same ground again, at its new size, until the reader moves the map:
 * their view is then theirs. Returns what shows other bounds. Ends with the map.
 */
export function keepWhole(map: MapLibreMap, whole: MapShapes['bounds']): (bounds: MapShapes['bounds']) => void {
  let shown = whole;
  let isWhole = true;
  const fit = (animate: boolean) => map.fitBounds(shown, { padding: PADDING, animate });
  map.on('moveend', () => {
    const camera = map.cameraForBounds(shown, { padding: PADDING });
    if (camera?.zoom === undefined || camera.center === undefined) return; // no room to show anything
    const [fitted, centre] = [LngLat.convert(camera.center), map.getCenter()];
    const gaps = [camera.zoom - map.getZoom(), fitted.lng - centre.lng, fitted.lat - centre.lat];
    isWhole = gaps.every((gap) => Math.abs(gap) < SAME);
  });
  map.on('resize', () => {
    if (isWhole) fit(false);
  });
  return (bounds) => {
    shown = bounds;
    isWhole = true;
    fit(true); // at once when motion is reduced
  };
}
