import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Cell, ExportTable } from './tables.ts';

/**
 * Own communes as GeoJSON with their figures: columns of `communes`, then `mean_minutes_…` and `far_share_…` per range, the
 * centre and the four needs. Text, one feature a line.
 */
export function buildGeojson(geometry: Uint8Array, tables: readonly ExportTable[]): string {
  // Written by `buildGeometry`: the shape is ours.
  const topology = JSON.parse(new TextDecoder().decode(geometry)) as Topology<{ communes: GeometryCollection<{ code: string }> }>;
  const properties = new Map<string, Record<string, Cell>>();
  const put = (code: Cell | undefined, values: Record<string, Cell>) => {
    if (typeof code === 'string') properties.set(code, { ...properties.get(code), ...values });
  };
  for (const table of tables) {
    const names = table.columns.map((column) => column.name);
    const at = (row: Cell[], name: string): Cell => row[names.indexOf(name)] ?? null;
    for (const row of table.rows()) {
      if (table.name === 'communes') put(row[0], Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));
      if (table.name === 'grey-zones')
        put(row[0], {
          [`mean_minutes_${at(row, 'range')}`]: at(row, 'mean_minutes'),
          [`far_share_ratio_${at(row, 'range')}`]: at(row, 'far_share_ratio'),
        });
      if (table.name === 'centres')
        put(row[0], { centre_level: at(row, 'level'), centre_score: at(row, 'score'), services_count: at(row, 'services_count') });
      if (table.name === 'needs') put(row[0], { [`need_${at(row, 'indicator')}`]: at(row, 'score') });
    }
  }
  return writeFeatures(topology, (code) => properties.get(code));
}

/** The communes of a topology as GeoJSON text, one feature a line; those without properties have their code alone. */
export function writeFeatures(
  topology: Topology<{ communes?: GeometryCollection<{ code?: string }> }>,
  propertiesOf: (code: string) => Record<string, Cell> | undefined,
): string {
  const { communes } = topology.objects;
  const shapes = communes === undefined ? [] : feature(topology, communes).features;
  const lines = shapes.map(({ geometry, properties: { code = '' } }) =>
    JSON.stringify({ type: 'Feature', properties: propertiesOf(code) ?? { commune_code: code }, geometry }),
  );
  return `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`;
}
