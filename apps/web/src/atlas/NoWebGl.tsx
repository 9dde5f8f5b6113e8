import { labels } from './labels.ts';

/** In the place of a map that this browser cannot draw. */
export function NoWebGl() {
  return (
    <p className="atlas-map-message" role="status">
      {labels.noWebGl}
    </p>
  );
}
