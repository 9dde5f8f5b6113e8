import { resolve } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
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

/** A number between two bounds, with a comma or a point; undefined when the option is absent. */
export function numberOption(context: CommandContext, name: string, { min, max }: { min: number; max: number }): number | undefined {
  const text = textOption(context, name);
  if (text === undefined) return undefined;
  const value = /^-?\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN;
  if (!(value >= min && value <= max))
    throw new DomainError('usage', `--${name} attend un nombre de ${min} à ${max} (reçu : « ${text} »).`, { option: name });
  return value;
}

/** « LON,LAT » in degrees. */
export function spotOption(context: CommandContext, name: string): { lon: number; lat: number } {
  const text = requiredOption(context, name, `--${name}=1.9,50.5`);
  const [lon, lat] = /^\s*(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text)?.slice(1).map(Number) ?? [];
  if (lon === undefined || lat === undefined || Math.abs(lon) > 180 || Math.abs(lat) > 90)
    throw new DomainError('usage', `--${name} attend LONGITUDE,LATITUDE en degrés, par exemple --${name}=1.9,50.5 (reçu : « ${text} »).`, {
      option: name,
    });
  return { lon, lat };
}

/** The format asked for; the first of the list by default. */
export function formatOption(context: CommandContext, formats: readonly string[]): string {
  const value = textOption(context, 'format') ?? formats[0] ?? '';
  if (!formats.includes(value)) throw new DomainError('usage', `--format attend ${formats.join(' ou ')} (reçu : « ${value} »).`);
  return value;
}
