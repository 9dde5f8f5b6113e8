import { DomainError } from '@maillage/domain/errors.ts';

const KNOWN_ENDINGS = /\.(?:csv|tsv|txt|json|geojson|xlsx|parquet|zip|gz|pbf)$/i;
/** Names that Windows keeps for devices, whatever their ending: the folder may be shared with one. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const MAX_BYTES = 150;

/**
 * A name that can only be a file of the data folder itself: no folder, no hidden file, no control or reserved
 * character. Throws `file-not-recognised` when the ending is none that a source is read from.
 */
export function toSafeFileName(sentName: string): string {
  const base = sentName.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const cleaned = base
    .replace(/[^\p{L}\p{M}\p{N}._ ()+@-]/gu, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '');
  const ending = KNOWN_ENDINGS.exec(cleaned)?.[0];
  if (ending === undefined) {
    const message =
      'Maillage ne lit pas ce type de fichier. Déposez un fichier .csv, .txt, .xlsx, .parquet, .geojson, .json, ou le même en .zip ou .gz. Rien n’a été gardé.';
    throw new DomainError('file-not-recognised', message, { fileName: base.slice(0, MAX_BYTES) });
  }
  const stem = shorten(cleaned.slice(0, -ending.length), MAX_BYTES - ending.length) || 'fichier';
  return (DEVICE_NAME.test(stem) ? `_${stem}` : stem) + ending;
}

/** The longest beginning of whole characters within so many bytes of UTF-8. */
function shorten(text: string, maxBytes: number): string {
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > maxBytes) break;
    kept += character;
  }
  return kept;
}

/** « bpe.csv.gz », 2 → « bpe (2).csv.gz »: the next name when a different file already bears the first. */
export function numberFileName(fileName: string, number: number): string {
  const dot = fileName.indexOf('.', 1);
  return dot < 0 ? `${fileName} (${number})` : `${fileName.slice(0, dot)} (${number})${fileName.slice(dot)}`;
}
