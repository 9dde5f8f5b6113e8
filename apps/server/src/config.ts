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

/** Plain HTTP only for a provider on this very machine. */
const SAFE_ISSUER = /^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:\/|$))/;
/** The levels by which ProConnect, and eIDAS, say that two factors were asked. */
const STRONG_ACRS = [
  'eidas2',
  'eidas3',
  'https://proconnect.gouv.fr/assurance/self-asserted-2fa',
  'https://proconnect.gouv.fr/assurance/consistency-checked-2fa',
];

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
  MAILLAGE_OIDC_EMETTEUR: z
    .url('l’adresse du fournisseur d’identité, par exemple https://identite.exemple.fr')
    .regex(SAFE_ISSUER, 'l’adresse du fournisseur d’identité commence par https://')
    .optional(),
  MAILLAGE_OIDC_CLIENT: z.string().min(1).optional(),
  MAILLAGE_OIDC_SECRET: z.string().min(1).optional(),
  MAILLAGE_OIDC_NOM: z.string().trim().min(1).max(40, '40 caractères au plus').default('ProConnect'),
  MAILLAGE_OIDC_PORTEE: z
    .string()
    .regex(/^openid(?: [\w.:/-]+)*$/, 'la portée commence par openid, par exemple « openid email »')
    .default('openid email'),
  MAILLAGE_OIDC_ADRESSES_SURES: flag.default(false),
  MAILLAGE_OIDC_ACR_FORTS: z.string().optional(),
  MAILLAGE_LECTURE_SEULE: flag.default(false),
  MAILLAGE_REQUETES_PAR_MINUTE: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, 'un nombre de requêtes, par exemple 1200')
    .transform(Number)
    .default(1200),
});

/** The identity provider by which people may sign in. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Its name on the button. */
  label: string;
  scope: string;
  /** True: an address that it gives without a word on it has been checked (ProConnect). */
  trustsEmails: boolean;
  /** Values of « acr » that mean two factors. */
  strongAcrs: readonly string[];
}

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
  /** Null when people sign in by password and link alone. */
  oidc: OidcSettings | null;
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
    oidc: oidcSettings(read),
  };
}

function oidcSettings(read: z.infer<typeof environment>): OidcSettings | null {
  const { MAILLAGE_OIDC_EMETTEUR: issuer, MAILLAGE_OIDC_CLIENT: clientId, MAILLAGE_OIDC_SECRET: clientSecret } = read;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    const names = ['MAILLAGE_OIDC_EMETTEUR', 'MAILLAGE_OIDC_CLIENT', 'MAILLAGE_OIDC_SECRET'] as const;
    const missing = names.filter((name) => read[name] === undefined);
    throw new DomainError('parameters-invalid', `La configuration est à corriger. ${missing.join(', ')} : les trois vont ensemble.`, {
      variables: missing,
    });
  }
  return {
    ...{ issuer, clientId, clientSecret, label: read.MAILLAGE_OIDC_NOM, scope: read.MAILLAGE_OIDC_PORTEE },
    trustsEmails: read.MAILLAGE_OIDC_ADRESSES_SURES,
    strongAcrs: read.MAILLAGE_OIDC_ACR_FORTS?.split(/[\s,]+/).filter(Boolean) ?? STRONG_ACRS,
  };
}
