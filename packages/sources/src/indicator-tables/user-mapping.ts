import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SourceImporter } from '../importer.ts';
import { buildMappedImporter } from './mapped-importer.ts';
import { mappingPathOf, parseMappingText } from './mapping.ts';

const MAX_MAPPING_BYTES = 1_000_000;
/** Id in the catalogue of tables that the user describes. */
const USER_TABLE = 'table-utilisateur';

/**
 * The importer that the user wrote for a data file, in a `.mapping.json` beside it; null when there is none.
 * It goes before every shipped one: who writes a mapping means it. Throws `file-unreadable`, naming the key, when the
 * mapping is badly written.
 */
export async function findUserImporter(absolutePath: string, displayPath: string): Promise<SourceImporter | null> {
  const text = await readFile(mappingPathOf(absolutePath), 'utf8').catch(() => null);
  if (text === null) return null;
  const mapping = parseMappingText(text.slice(0, MAX_MAPPING_BYTES), mappingPathOf(displayPath));
  // Whatever the file calls itself, it is shown as the user's own: no table passes for an official source.
  const importer = buildMappedImporter({ ...mapping, sourceId: USER_TABLE });
  // Another mapping gives other figures from the same data: what was remembered of the file no longer holds.
  return { ...importer, parserVersion: createHash('sha256').update(text).digest().readUInt32BE() };
}
