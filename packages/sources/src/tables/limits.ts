import { DomainError } from '@maillage/domain/errors.ts';
import { formatBytes, formatNumber } from '@maillage/domain/format.ts';

/** How much a file may hold before it is refused. Checked while reading, never on what an archive declares of itself. */
export interface TableLimits {
  /** Bytes of text after decompression. */
  maxBytes: number;
  /** Decompressed over compressed size; real statistics files stay under 60, a zip bomb is near 1 000. */
  maxExpansionRatio: number;
  /** Below this many decompressed bytes the ratio is not looked at: a tiny file of zeros harms nobody. */
  ratioFreeBytes: number;
  /** A workbook is held in memory in part: its compressed size is limited. */
  maxWorkbookBytes: number;
}

export const DEFAULT_LIMITS: TableLimits = {
  maxBytes: 8e9,
  maxExpansionRatio: 250,
  ratioFreeBytes: 64e6,
  maxWorkbookBytes: 150e6,
};

/** Throws `file-too-large` when what came out of a file, or of its archive, is beyond the limits. Sizes in bytes. */
export function assertWithinLimits(read: { decodedBytes: number; storedBytes: number }, displayPath: string, limits: TableLimits): void {
  if (read.decodedBytes > limits.maxBytes)
    throw new DomainError(
      'file-too-large',
      `« ${displayPath} » dépasse ${formatBytes(limits.maxBytes)} une fois décompressé : gardez-en les lignes de votre région, puis remettez-le dans le dossier.`,
      { file: displayPath, limitBytes: limits.maxBytes },
    );
  if (read.decodedBytes > limits.ratioFreeBytes && read.decodedBytes > limits.maxExpansionRatio * Math.max(1, read.storedBytes))
    throw new DomainError(
      'file-too-large',
      `« ${displayPath} » se décompresse plus de ${limits.maxExpansionRatio} fois : ce n’est pas un fichier de données ordinaire, il n’a pas été lu. Téléchargez-le de nouveau à son adresse officielle.`,
      { file: displayPath, limitRatio: limits.maxExpansionRatio },
    );
}

/** All of France has 2.8 million facilities: a file with more rows to keep is not one, and would fill the memory. */
export const MAX_RECORD_ROWS = 4_000_000;

/** Throws `file-too-large` when more rows were kept than any source holds. */
export function assertRecordCount(recordRowCount: number, limit: number): void {
  if (recordRowCount > limit)
    throw new DomainError(
      'file-too-large',
      `Ce fichier a plus de ${formatNumber(limit)} lignes à garder, plus que toute la France : il n’est pas lu. Vérifiez qu’il n’a pas été collé plusieurs fois, ou gardez-en les lignes de votre région.`,
      { limit },
    );
}
