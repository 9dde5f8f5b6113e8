import { SOURCE_IDS } from '@maillage/maps/layer-specification.ts';
import type { Feature } from 'geojson';
import type { GeoJSONSource, MapLibreMap } from 'maplibre-gl';

/** The outlines drawn over the map: the commune under the pointer, and the chosen one. */
export interface MapFocus {
  hover(code: string | null): void;
  select(code: string | null): void;
  /** Other shapes of the same communes. */
  reshape(features: readonly Feature[]): void;
}

/**
 * Two outlines in a source of their own: a state on the communes would have every border of the map drawn once more at each frame,
 * nearly all of them transparent.
 */
export function createFocus(map: MapLibreMap, features: readonly Feature[]): MapFocus {
  let shapes = byCode(features);
  let hovered: string | null = null;
  let selected: string | null = null;
  const draw = () => {
    const outlined = [...new Set([hovered, selected])].flatMap((code): Feature[] => {
      const shape = code === null ? undefined : shapes.get(code);
      return shape === undefined ? [] : [{ ...shape, properties: { selected: code === selected } }];
    });
    map.getSource<GeoJSONSource>(SOURCE_IDS.focus)?.setData({ type: 'FeatureCollection', features: outlined });
  };
  return {
    hover(code) {
      hovered = code;
      draw();
    },
    select(code) {
      selected = code;
      draw();
    },
    reshape(next) {
      shapes = byCode(next);
      draw();
    },
  };
}

function byCode(features: readonly Feature[]): Map<string, Feature> {
  return new Map(features.map((shape) => [String(shape.properties?.code), shape]));
}
