import { isAbsolute, resolve } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import { departementCode } from '@maillage/domain/territories/codes.ts';
import { z } from 'zod';

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'un port est un nombre, par exemple 3000')
  .transform(Number)
  .refine((value) => value <= 65535, 'un port va de 0 à 65535');
const flag = z.enum(['0', '1'], 'écrivez 1 (oui) ou 0 (non)').transform((value) => value === '1');

/** What the server reads of its environment: names for the staff who install it, in French like the command line. */
const environment = z.object({
  MAILLAGE_PORT: port.default(3000),
  MAILLAGE_HOTE: z.string().min(1).default('127.0.0.1'),
  MAILLAGE_DOSSIER: z.string().min(1).default('./var'),
  MAILLAGE_DEPARTEMENT: departementCode.optional(),
  MAILLAGE_DONNEES: z.string().min(1).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//, 'l’adresse de la base commence par postgres://')
    .optional(),
  MAILLAGE_JOURNAL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'choisissez silent, error, warn, info ou debug')
    .default('warn'),
  MAILLAGE_TAILLE_MAX_MO: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'une taille en mégaoctets, par exemple 2000')
    .transform(Number)
    .default(2000),
  MAILLAGE_ADRESSE: z
    .url('l’adresse par laquelle on vous joint, par exemple https://sdaasp.exemple.fr')
    .regex(/^https?:\/\/[^/]+\/?$/, 'une adresse sans chemin, par exemple https://sdaasp.exemple.fr')
    .optional(),
  MAILLAGE_SMTP: z
    .string()
    .regex(/^smtps?:\/\//, 'l’adresse du serveur de courriel commence par smtp:// ou smtps://')
    .optional(),
  MAILLAGE_EXPEDITEUR: z.string().min(3).default('maillage@localhost'),
  MAILLAGE_SECRET: z.string().min(32, 'un secret a 32 caractères au moins').optional(),
  MAILLAGE_LECTURE_SEULE: flag.default(false),
  MAILLAGE_REQUETES_PAR_MINUTE: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, 'un nombre de requêtes, par exemple 1200')
    .transform(Number)
    .default(1200),
});

export interface ServerConfig {
  port: number;
  /** Address to listen on: the machine itself by default. */
  host: string;
  varDir: string;
  departementCode: string | null;
  /** Absolute path of the folder of official files; null when the user gave none. */
  dataFolder: string | null;
  databaseUrl: string | null;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  maxUploadBytes: number;
  /** True: nobody may write, not even from this machine. For a server behind a proxy. */
  readOnly: boolean;
  requestsPerMinute: number;
  /** Address by which people reach the server, without a final slash; null for this machine alone. */
  publicAddress: string | null;
  /** Where letters go: null for a folder of this machine. */
  smtpUrl: string | null;
  mailFrom: string;
  /** Signs the cookies; null for one that is made and kept in the folder. */
  secret: string | null;
}

/**
 * The configuration from the environment; this file alone reads it. Relative folders start from `workingDirectory`.
 * Throws `parameters-invalid` with one French line for each variable to mend.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, workingDirectory: string = process.cwd()): ServerConfig {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = environment.safeParse(present);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join('.')} : ${issue.message}`);
    throw new DomainError('parameters-invalid', `La configuration est à corriger. ${lines.join(' ; ')}.`, {
      variables: result.error.issues.map((issue) => issue.path.join('.')),
    });
  }
  const read = result.data;
  const absolute = (folder: string) => (isAbsolute(folder) ? folder : resolve(workingDirectory, folder));
  return {
    port: read.MAILLAGE_PORT,
    host: read.MAILLAGE_HOTE,
    varDir: absolute(read.MAILLAGE_DOSSIER),
    departementCode: read.MAILLAGE_DEPARTEMENT ?? null,
    dataFolder: read.MAILLAGE_DONNEES === undefined ? null : absolute(read.MAILLAGE_DONNEES),
    databaseUrl: read.DATABASE_URL ?? null,
    logLevel: read.MAILLAGE_JOURNAL,
    maxUploadBytes: read.MAILLAGE_TAILLE_MAX_MO * 1e6,
    readOnly: read.MAILLAGE_LECTURE_SEULE,
    requestsPerMinute: read.MAILLAGE_REQUETES_PAR_MINUTE,
    publicAddress: read.MAILLAGE_ADRESSE?.replace(/\/$/, '') ?? null,
    smtpUrl: read.MAILLAGE_SMTP ?? null,
    mailFrom: read.MAILLAGE_EXPEDITEUR,
    secret: read.MAILLAGE_SECRET ?? null,
  };
}
