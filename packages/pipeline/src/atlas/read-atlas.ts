import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AtlasDeclaration, atlasDeclaration } from '@maillage/domain/atlas/atlas.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { ATLAS_FILE } from '@maillage/sources/folder-files.ts';
import { fr } from 'zod/locales';
import ownAtlas from './atlas.json' with { type: 'json' };

const MAX_BYTES = 1_000_000;
const MAX_TOLD = 5;

/** The atlas that the software proposes. */
export const DEFAULT_ATLAS: AtlasDeclaration = atlasDeclaration.parse(ownAtlas);

/** « atlas.json » of the data folder, else the one that the software proposes. Throws `parameters-invalid` with what to mend. */
export async function readAtlas(dataFolder: string): Promise<AtlasDeclaration> {
  const bytes = await readFile(join(dataFolder, ATLAS_FILE)).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw refuse(['il ne peut pas être lu : vérifiez que c’est un fichier, et ses droits']);
  });
  if (bytes === null) return DEFAULT_ATLAS;
  if (bytes.length > MAX_BYTES) throw refuse(['il dépasse 1 Mo : ce n’est pas une liste de cartes']);
  let document: unknown;
  try {
    document = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refuse([`ce n’est pas du JSON (${error instanceof Error ? error.message : String(error)})`]);
  }
  const parsed = atlasDeclaration.safeParse(document, { error: fr().localeError });
  if (parsed.success) return parsed.data;
  throw refuse(parsed.error.issues.map(({ path, message }) => `« ${path.join('.')} » : ${message}`));
}

function refuse(problems: readonly string[]): DomainError {
  const told = problems.slice(0, MAX_TOLD).join(' ; ');
  const more = problems.length > MAX_TOLD ? ` ; et ${problems.length - MAX_TOLD} autres` : '';
  return new DomainError(
    'parameters-invalid',
    `« ${ATLAS_FILE} » ne peut pas être suivi : ${told}${more}. Corrigez-le, ou ôtez-le du dossier de données.`,
    {
      path: ATLAS_FILE,
    },
  );
}
