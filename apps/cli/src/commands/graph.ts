import { resolve } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import { formatBytes, formatNumber } from '@maillage/domain/format.ts';
import { buildGraphFile } from '@maillage/pipeline/network/build-graph-file.ts';
import { readGraphDescription } from '@maillage/pipeline/network/road-network-file.ts';
import type { GraphDescription } from '@maillage/sources/road-graph-file/graph-description.ts';
import type { Command, CommandContext } from '../command.ts';
import { requiredOption, textOption } from '../options.ts';
import { showProgress } from '../progress.ts';

const PROFILES = { car: 'en voiture', bike: 'à vélo', walk: 'à pied' } as const;
/** Deciseconds. */
const DEFAULT_UNIT = 100;

export const graphCommand: Command = {
  name: 'graph',
  summary: 'Fait un graphe routier d’un extrait d’OpenStreetMap, ou le décrit',
  usage: [
    'maillage graph build FICHIER.osm.pbf [AUTRE.osm.pbf…] --out GRAPHE [--profile car|bike|walk]',
    'maillage graph info GRAPHE',
    '  --profile car|bike|walk                  en voiture (par défaut), à vélo, à pied',
    '  --json                                   la description du graphe',
  ],
  options: { out: { type: 'string' }, profile: { type: 'string' } },
  takesPositionals: true,
  async run(context) {
    const [action, ...paths] = context.positionals;
    if (action === 'build') return build(context, paths);
    if (action === 'info') return info(context, paths);
    throw new DomainError(
      'usage',
      'Que faire du graphe ? Écrivez « maillage graph build FICHIER.osm.pbf --out GRAPHE » ou « maillage graph info GRAPHE ».',
    );
  },
};

async function build(context: CommandContext, paths: readonly string[]): Promise<void> {
  if (paths.length === 0)
    throw new DomainError('usage', 'Quel extrait lire ? Écrivez « maillage graph build FICHIER.osm.pbf --out GRAPHE ».');
  const outPath = resolve(requiredOption(context, 'out', '--out routes.graphe'));
  const profile = profileOption(context);
  const inputs = paths.map((path) => resolve(path));
  if (inputs.includes(outPath))
    throw new DomainError('usage', '--out est l’un des extraits à lire : il serait écrasé. Donnez un autre nom.');
  const progress = showProgress(context.json);
  try {
    const description = await buildGraphFile({
      paths: inputs,
      profile,
      outPath,
      weightUnitMilliseconds: DEFAULT_UNIT,
      report: progress.report,
    });
    progress.stop();
    printDescription(context, description);
    context.print(`Écrit dans ${outPath}.`);
  } finally {
    progress.stop();
  }
}

async function info(context: CommandContext, [path, extra]: readonly string[]): Promise<void> {
  if (path === undefined || extra !== undefined) throw new DomainError('usage', 'Quel graphe ? Écrivez « maillage graph info GRAPHE ».');
  printDescription(context, await readGraphDescription(resolve(path)));
}

function profileOption(context: CommandContext): keyof typeof PROFILES {
  const value = textOption(context, 'profile') ?? 'car';
  if (value === 'car' || value === 'bike' || value === 'walk') return value;
  throw new DomainError('usage', `--profile attend car, bike ou walk (reçu : « ${value} »).`);
}

function printDescription({ print, answer }: CommandContext, description: GraphDescription): void {
  const { leftOut, read, bounds } = description;
  const degrees = bounds.map((side) => formatNumber(side, 3)).join(' ; ');
  print(
    `Graphe routier ${PROFILES[description.profile]} (règles, version ${description.profileVersion}), ${description.attribution}, ${description.licence}.`,
  );
  for (const source of description.sources)
    print(
      `Source : ${source.name}, ${formatBytes(source.byteCount)}, ${source.timestamp === null ? 'date de la carte non dite' : `carte du ${source.timestamp}`}.`,
    );
  print(`Étendue (ouest, sud, est, nord) : ${degrees}.`);
  print(
    `${formatNumber(description.nodeCount)} carrefours, ${formatNumber(description.edgeCount)} tronçons, ${formatNumber(description.arcCount)} arcs, ${kilometres(description.roadMetres)} de routes.`,
  );
  print(`Temps comptés en unités de ${formatNumber(description.weightUnitMilliseconds)} ms.`);
  print(
    `Interdictions de tourner : ${formatNumber(read.honouredTurnCount)} respectées, ${formatNumber(leftOut.turnByWayCount)} passant par une rue entière ne le sont pas.`,
  );
  print(
    `Laissé de côté : ${kilometres(leftOut.metres)} et ${formatNumber(leftOut.nodeCount)} carrefours que rien ne relie dans les deux sens (${formatNumber(leftOut.islandCount)} îlots), ${formatNumber(leftOut.cutWayCount)} voies coupées au bord de l’extrait, ${formatNumber(leftOut.unreadSpeedCount)} vitesses illisibles.`,
  );
  answer(description);
}

function kilometres(metres: number): string {
  return `${formatNumber(metres / 1000)} km`;
}
