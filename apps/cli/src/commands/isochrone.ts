import { resolve } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import { answerIsochrone } from '@maillage/pipeline/network/answer-places.ts';
import type { Command } from '../command.ts';
import { formatOption, numberOption, requiredOption, spotOption } from '../options.ts';
import { writeGeoJson } from '../write-geojson.ts';

export const isochroneCommand: Command = {
  name: 'isochrone',
  summary: 'Dessine ce que l’on atteint par la route en tant de minutes',
  usage: ['maillage isochrone --graph GRAPHE --at=LON,LAT --minutes 30 [--format geojson] [--out FICHIER]'],
  options: {
    graph: { type: 'string' },
    at: { type: 'string' },
    minutes: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
  },
  async run(context) {
    const graphPath = resolve(requiredOption(context, 'graph', '--graph routes.graphe'));
    const at = spotOption(context, 'at');
    const minutes = numberOption(context, 'minutes', { min: 0.1, max: 1440 });
    if (minutes === undefined) throw new DomainError('usage', 'En combien de minutes ? Ajoutez --minutes 30.');
    formatOption(context, ['geojson']);
    const { area, nodeCount } = await answerIsochrone({ graphPath, at, minutes });
    const properties = { lon: at.lon, lat: at.lat, minutes, crossroads: nodeCount };
    await writeGeoJson(context, { type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates: area } });
    if (context.values.out !== undefined)
      context.print(`${formatNumber(nodeCount)} carrefours à moins de ${formatNumber(minutes)} minutes.`);
  },
};
