/** What a backup says of itself, in the archive: enough to know that it is whole before anything is touched. */
import { z } from 'zod';

/** Grows when an older version of the product could no longer read a backup. */
export const BACKUP_FORMAT = 1;
export const backupEntry = z.object({ name: z.string(), bytes: z.number().int().min(0), sha256: z.string().length(64) });
export const backupTable = z.object({
  /** « app.action_sheet ». */
  name: z.string().regex(/^[a-z]+\.[a-z_]+$/),
  columns: z.array(z.string().regex(/^[a-z_][a-z0-9_]*$/)).min(1),
  rowCount: z.number().int().min(0),
});
export const backupManifest = z.object({
  format: z.literal(BACKUP_FORMAT),
  madeAt: z.string(),
  /** Names of the migrations that the database had, in order. */
  migrations: z.array(z.string().regex(/^[\w-]+\.sql$/)).min(1),
  /** In the order in which they are filled again: what is pointed at comes first. */
  tables: z.array(backupTable),
  entries: z.array(backupEntry),
  /** Computed files that were named and were not there: the next calculation makes them again. */
  missingFiles: z.array(z.string()),
});
export type BackupManifest = z.infer<typeof backupManifest>;
export type BackupTable = z.infer<typeof backupTable>;
