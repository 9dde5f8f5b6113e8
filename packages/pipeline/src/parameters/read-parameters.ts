import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import { PARAMETER_LABELS } from '@maillage/domain/runs/parameter-differences.ts';
import { DEFAULT_PARAMETERS, type RunParameters, runParameters } from '@maillage/domain/runs/parameters.ts';
import { PARAMETERS_FILE } from '@maillage/sources/folder-files.ts';
import { fr } from 'zod/locales';

/** Parameters whose parts have fixed names: a document may give one part and leave the others as they are. */
const PARTS = [
  'farThresholdMinutes',
  'levelCuts',
  'accessThresholdsMinutes',
  'catchment',
  'apl',
  'greyZones',
  'huff',
  'centreRule',
  'typology',
] as const;
const MAX_TOLD = 5;
const MAX_BYTES = 1_000_000;

/**
 * The parameters that a build takes: those of `path` when given, else of « parametres.json » in the data folder, else the
 * defaults. Throws `parameters-invalid` with what to mend, `file-not-found` for a path that leads nowhere.
 */
export async function readRunParameters(dataFolder: string, path?: string): Promise<RunParameters> {
  const asked = path ?? join(dataFolder, PARAMETERS_FILE);
  const bytes = await readFile(asked).catch((error: unknown) => {
    if (path === undefined && isAbsent(error)) return null;
    throw new DomainError('file-not-found', `Le fichier de paramètres « ${asked} » ne peut pas être lu. Vérifiez son chemin.`, {
      path: asked,
    });
  });
  if (bytes === null) return DEFAULT_PARAMETERS;
  if (bytes.length > MAX_BYTES) throw refuse(asked, ['il dépasse 1 Mo : ce n’est pas un document de paramètres']);
  return parseParameters(bytes.toString('utf8'), asked);
}

const isAbsent = (error: unknown) => error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** A parameter document; what it leaves out takes its default. Throws `parameters-invalid`, which names each value to mend. */
export function parseParameters(text: string, name: string): RunParameters {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refuse(name, [`ce n’est pas du JSON (${error instanceof Error ? error.message : String(error)})`]);
  }
  if (!isRecord(document)) throw refuse(name, ['il faut un objet JSON : { "greyZones": { "factor": 1.2 } }']);
  const unknown = listUnknown(document);
  if (unknown.length > 0) throw refuse(name, unknown);
  const merged: Record<string, unknown> = { ...DEFAULT_PARAMETERS, ...document };
  for (const part of PARTS) if (isRecord(document[part])) merged[part] = { ...DEFAULT_PARAMETERS[part], ...document[part] };
  const parsed = runParameters.safeParse(merged, { error: fr().localeError });
  if (parsed.success) return parsed.data;
  throw refuse(
    name,
    parsed.error.issues.map(({ path, message }) => `« ${path.join('.')} » : ${message}`),
  );
}

/** A name that is mistyped would change nothing and say nothing: it is refused. */
function listUnknown(document: Record<string, unknown>): string[] {
  const told = Object.keys(document).filter((key) => !Object.hasOwn(PARAMETER_LABELS, key));
  const parts = PARTS.flatMap((part) => {
    const given = document[part];
    return isRecord(given)
      ? Object.keys(given)
          .filter((key) => !Object.hasOwn(DEFAULT_PARAMETERS[part], key))
          .map((key) => `${part}.${key}`)
      : [];
  });
  return [...told, ...parts].map((key) => `« ${key} » n’est pas un paramètre`);
}

function refuse(name: string, problems: readonly string[]): DomainError {
  const told = problems.slice(0, MAX_TOLD).join(' ; ');
  const more = problems.length > MAX_TOLD ? ` ; et ${problems.length - MAX_TOLD} autres` : '';
  return new DomainError(
    'parameters-invalid',
    `Le document de paramètres « ${name} » ne peut pas être suivi : ${told}${more}. Le dernier calcul publié reste servi. « maillage parameters » donne un document juste, à partir duquel corriger.`,
    { problems: problems.slice(0, 50) },
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
