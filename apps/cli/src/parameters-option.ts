import { DomainError } from '@maillage/domain/errors.ts';
import { DEFAULT_PARAMETERS, type RunParameters } from '@maillage/domain/runs/parameters.ts';
import { readRunParameters } from '@maillage/pipeline/parameters/read-parameters.ts';
import type { CommandContext } from './command.ts';
import { dataFolder, textOption } from './options.ts';

// Apart from the other options: it comes with the readers of all sources, which take a quarter of a second to load.
/**
 * The parameters of --parametres, else of the data folder, else the defaults, with the files that the user prefers:
 * `--preferer facility-counts=bpe/mon-fichier.csv`. The fictional Département reads its own folder once written.
 */
export async function parametersOption(context: CommandContext, demo: boolean): Promise<RunParameters> {
  const path = textOption(context, 'parametres');
  const parameters = demo && path === undefined ? DEFAULT_PARAMETERS : await readRunParameters(dataFolder(context), path);
  const preferred = context.values.preferer;
  const preferredFiles: Record<string, string> = {};
  for (const pair of Array.isArray(preferred) ? preferred : []) {
    const [kind, path] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    if (!pair.includes('=') || kind === '' || path === '')
      throw new DomainError(
        'usage',
        `--preferer attend SORTE=CHEMIN, par exemple --preferer facility-counts=bpe/mon-fichier.csv (reçu : « ${pair} »).`,
      );
    preferredFiles[kind] = path;
  }
  return { ...parameters, preferredFiles: { ...parameters.preferredFiles, ...preferredFiles } };
}
