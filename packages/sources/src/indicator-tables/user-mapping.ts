import { readFile } from 'node:fs/promises';
import type { SourceImporter } from '../importer.ts';
import { buildMappedImporter } from './mapped-importer.ts';
import { mappingPathOf, parseMappingText } from './mapping.ts';

const MAX_MAPPING_BYTES = 1_000_000;

/**
 * The importer that the user wrote for a data file, in a `.mapping.json` beside it; null when there is none.
 * It goes before every shipped one: who writes a mapping means it. Throws `file-unreadable`, naming the key, when the
 * mapping is badly written.
 */
export async function findUserImporter(absolutePath: string, displayPath: string): Promise<SourceImporter | null> {
  const text = await readFile(mappingPathOf(absolutePath), 'utf8').catch(() => null);
  if (text === null) return null;
  return buildMappedImporter(parseMappingText(text.slice(0, MAX_MAPPING_BYTES), mappingPathOf(displayPath)));
}
