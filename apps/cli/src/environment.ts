import { z } from 'zod';

const environment = z.object({
  /** Data folder when --donnees is not given. */
  MAILLAGE_DONNEES: z.string().min(1).optional(),
  /** PostgreSQL instead of the embedded database. */
  DATABASE_URL: z.string().min(1).optional(),
});

/** The only place of the command line that reads the environment. */
export function readEnvironment(): { dataFolder: string | undefined; databaseUrl: string | null } {
  const parsed = environment.parse(process.env);
  return { dataFolder: parsed.MAILLAGE_DONNEES, databaseUrl: parsed.DATABASE_URL ?? null };
}
