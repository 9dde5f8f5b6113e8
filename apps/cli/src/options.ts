import { resolve } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import { DEFAULT_PARAMETERS, type RunParameters, runParameters } from '@maillage/domain/runs/parameters.ts';
import { departementCode } from '@maillage/domain/territories/codes.ts';
import { readConfig } from '@maillage/server/config.ts';
import type { CommandContext } from './command.ts';

/** The text of an option; undefined when absent. */
export function textOption(context: CommandContext, name: string): string | undefined {
  const value = context.values[name];
  return typeof value === 'string' ? value : undefined;
}

export function requiredOption(context: CommandContext, name: string, example: string): string {
  const value = textOption(context, name);
  if (value === undefined || value === '')
    throw new DomainError('usage', `Il manque l’option --${name}. Exemple : ${example}.`, { option: name });
  return value;
}

/** The folder that holds the database and the published runs. */
export function varFolder(context: CommandContext): string {
  return resolve(textOption(context, 'dir') ?? readConfig().varDir);
}

/** The data folder: --donnees, else MAILLAGE_DONNEES, else `donnees` inside the var folder. */
export function dataFolder(context: CommandContext): string {
  return resolve(textOption(context, 'donnees') ?? readConfig().dataFolder ?? `${varFolder(context)}/donnees`);
}

export function departementOption(context: CommandContext): string {
  const parsed = departementCode.safeParse((textOption(context, 'departement') ?? readConfig().departementCode ?? '62').toUpperCase());
  if (!parsed.success) throw new DomainError('usage', `--departement : ${parsed.error.issues[0]?.message ?? 'code non reconnu'}.`);
  return parsed.data;
}

/** Default parameters, with the files that the user prefers: `--preferer facility-counts=bpe/mon-fichier.csv`. */
export function parametersOption(context: CommandContext): RunParameters {
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
  return runParameters.parse({ ...DEFAULT_PARAMETERS, preferredFiles });
}
