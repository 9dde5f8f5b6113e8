import { resolve } from 'node:path';
import { answerRoute } from '@maillage/pipeline/network/answer-places.ts';
import { explainRoute } from '@maillage/pipeline/network/route-sentences.ts';
import type { Command } from '../command.ts';
import { formatOption, requiredOption, spotOption } from '../options.ts';
import { writeGeoJson } from '../write-geojson.ts';

export const routeCommand: Command = {
  name: 'route',
  summary: 'Donne un trajet par la route et ses raisons : « pourquoi 18 minutes ? »',
  usage: [
    'maillage route --graph GRAPHE --from=LON,LAT --to=LON,LAT [--format geojson] [--out FICHIER]',
    '  degrés, longitude d’abord ; le signe « = » garde les longitudes négatives : --from=-1.55,47.21',
  ],
  options: {
    graph: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
  },
  async run(context) {
    const graphPath = resolve(requiredOption(context, 'graph', '--graph routes.graphe'));
    const from = spotOption(context, 'from');
    const to = spotOption(context, 'to');
    const format = formatOption(context, ['texte', 'geojson']);
    const route = await answerRoute({ graphPath, from, to });
    const { line, ...facts } = route;
    if (format === 'geojson')
      await writeGeoJson(context, { type: 'Feature', properties: facts, geometry: { type: 'LineString', coordinates: line } });
    else {
      for (const sentence of explainRoute(route)) context.print(sentence);
      context.answer(route);
    }
  },
};
