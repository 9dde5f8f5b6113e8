import { collectBytes, readBytes } from '../tables/byte-source.ts';
import { unreadable } from '../tables/file-errors.ts';
import { DEFAULT_LIMITS, type TableLimits } from '../tables/limits.ts';

/** A JSON document is held whole in memory: 300 MB of text is the contours of all of France in full detail. */
const MAX_JSON_BYTES = 300e6;

/** The parsed content of a JSON file, plain or gzip. Throws `file-unreadable` or `file-too-large` with a French message. */
export async function openJson(path: string, displayPath: string, limits: TableLimits = DEFAULT_LIMITS): Promise<unknown> {
  const bytes = await collectBytes(readBytes(path, displayPath, { ...limits, maxBytes: Math.min(limits.maxBytes, MAX_JSON_BYTES) }));
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  if (/^\s*</.test(text)) throw unreadable(displayPath, 'le fichier est une page web ou du XML et non du JSON. Téléchargez-le de nouveau');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(displayPath, 'le JSON est incomplet ou mal formé (téléchargement interrompu ?). Téléchargez-le de nouveau', {
      cause: error instanceof Error ? error.message : String(error),
    });
  }
}
